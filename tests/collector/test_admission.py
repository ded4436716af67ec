"""The port is on the internet and the protocol has no password: who may connect, and how many."""

import pytest

from project88.collector.admission import Admission, Verdict
from project88.collector.store import Listener


def listener(*networks: str) -> Listener:
    return Listener(1, 1, "ctp01", None, 61611, networks, "wait", None, False, None)  # noqa: FBT003


@pytest.fixture
def admission() -> Admission:
    return Admission(most=4, most_per_address=2)


@pytest.mark.parametrize(
    ("host", "verdict"),
    [
        ("192.0.2.7", Verdict.WELCOME),
        ("192.0.3.7", Verdict.NETWORK),
        ("::ffff:192.0.2.7", Verdict.WELCOME),
        ("::ffff:192.0.3.7", Verdict.NETWORK),
        ("2001:db8::5", Verdict.WELCOME),
        ("2001:db9::5", Verdict.NETWORK),
        ("fe80::1%eth0", Verdict.WELCOME),
    ],
)
def test_the_allow_list_knows_networks_of_both_families_and_mapped_addresses(
    admission: Admission, host: str, verdict: Verdict
) -> None:
    allowed = listener("192.0.2.0/24", "2001:db8::/32", "fe80::/10")
    assert admission.ask(allowed, host) is verdict


def test_an_empty_allow_list_admits_everybody(admission: Admission) -> None:
    assert admission.ask(listener(), "198.51.100.1") is Verdict.WELCOME


def test_one_address_has_a_limit_and_gets_its_place_back(admission: Admission) -> None:
    for _ in range(2):
        assert admission.ask(listener(), "192.0.2.1") is Verdict.WELCOME
    assert admission.ask(listener(), "192.0.2.1") is Verdict.TOO_MANY_FROM_THERE
    assert admission.ask(listener(), "192.0.2.2") is Verdict.WELCOME
    admission.leave("192.0.2.1")
    assert admission.ask(listener(), "192.0.2.1") is Verdict.WELCOME


def test_an_address_that_comes_as_ipv4_and_mapped_is_one_address(admission: Admission) -> None:
    assert admission.ask(listener(), "192.0.2.1") is Verdict.WELCOME
    assert admission.ask(listener(), "::ffff:192.0.2.1") is Verdict.WELCOME
    assert admission.ask(listener(), "192.0.2.1") is Verdict.TOO_MANY_FROM_THERE
    admission.leave("::ffff:192.0.2.1")
    assert admission.ask(listener(), "192.0.2.1") is Verdict.WELCOME


def test_all_addresses_together_have_a_limit(admission: Admission) -> None:
    for number in range(4):
        assert admission.ask(listener(), f"192.0.2.{number}") is Verdict.WELCOME
    assert admission.ask(listener(), "192.0.2.9") is Verdict.TOO_MANY
    admission.leave("192.0.2.0")
    assert admission.ask(listener(), "192.0.2.9") is Verdict.WELCOME


def test_a_refused_address_takes_no_place(admission: Admission) -> None:
    for _ in range(10):
        assert admission.ask(listener("192.0.2.0/24"), "198.51.100.1") is Verdict.NETWORK
    assert admission.ask(listener(), "198.51.100.1") is Verdict.WELCOME
