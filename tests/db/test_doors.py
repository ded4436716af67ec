"""Who may open the door across partners: the files named here, each with its reason, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/project88"

MAY_SPAN_PARTNERS = {
    "collector/main.py": "hardware connects before it is known whose it is",
    "collector/presence.py": "one statement says of every sender that it is there, whosesoever it is",
    "collector/status.py": "the operator of the machine sees what could not be read (loopback)",
    "worker/upkeep.py": "closes silent sessions of every partner",
    "demo/stage.py": "makes the demo's own timing partner, as the operator of this machine",
    "accounts/partners.py": "the operator of the machine lists and makes partners",
    "accounts/callers/resolve.py": "a request's cookie or key leads to its partner",
    "accounts/sign_in/steps.py": "who signs in belongs to no partner, or to several",
    "accounts/sign_in/notes.py": "finds the partners whose logs a sign-in concerns",
    "accounts/second_factor/giving.py": "what proves who a person is belongs to the person",
    "accounts/me/myself.py": "a person reads and changes what is their own",
    "accounts/links/making.py": "a link is for somebody who may belong to no partner yet",
    "accounts/links/using.py": "whoever opens a link is nobody yet",
    "accounts/links/setting_up.py": "the first administrator comes before the first partner",
    "accounts/audit/sealing.py": "lists the partners whose logs are sealed; each in its own transaction",
    "accounts/people/members.py": "users belong to no partner; a partner's list names its own",
    "accounts/people/inviting.py": "whether an address works here, or a person elsewhere too",
    "accounts/people/names.py": "names the people who made something",
    "accounts/webhooks/carrying.py": "the worker carries the webhooks of every partner",
    "accounts/hub/managing.py": "a hub administrator manages partners and users",
    "accounts/sign_in/proving.py": "a person's password belongs to the person",
    "accounts/me/password.py": "a person's password belongs to the person",
    "accounts/second_factor/enrolling.py": "what proves who a person is belongs to the person",
    "accounts/passkeys/signing_in.py": "what proves who a person is belongs to the person",
    "accounts/passkeys/own.py": "what proves who a person is belongs to the person",
    "accounts/links/rescue.py": "the operator of the machine lets somebody back in",
    "accounts/listeners.py": "the operator of the machine opens and closes ports for partners",
    "timing/ownership.py": "asks whether a stream of a shared port was claimed a moment ago",
    "timing/claim.py": "moves a stream from the Unclaimed pool to its partner",
    "timing/following.py": "finds whose rosters have changes that no screen shows yet",
    "displays/screens/silence.py": "finds whose screens have fallen silent; each partner's by itself",
    "relay/in_postgres/sessions.py": "whose session it is decides who calls, before any partner is known",
    "displays/sessions/people.py": "users belong to no partner; a list of theirs names the partner's own",
    "assets/making.py": "the worker makes the smaller files of every partner's pictures",
    "results/scoring/scoring.py": "finds whose passings and corrections wait to be scored",
    "results/public/publishing.py": "whoever comes by the name of published results says nothing of a partner",
    "displays/link.py": "a display link is all a screen has; it leads to its partner",
}
MAY_COMMIT = {
    "db/pool.py": "the one place that commits",
    "db/migrate.py": "each migration is a transaction of its own",
    "db/owner.py": "the owner writes whole tables, all of it or nothing",
}


def calls(name: str) -> Iterator[str]:
    """The files, relative to the package, that call a method of this name."""
    call = re.compile(rf"\.{name}\(")
    for path in SOURCE.rglob("*.py"):
        if call.search(path.read_text(encoding="utf-8")):
            yield path.relative_to(SOURCE).as_posix()


def test_only_these_files_open_the_door_across_partners() -> None:
    assert {*calls("hub"), *calls("hub_look")} - set(MAY_SPAN_PARTNERS) == set()


def test_only_these_files_begin_transactions() -> None:
    assert set(calls("transaction")) - set(MAY_COMMIT) == set()


def test_nothing_but_the_pool_and_the_checks_of_roles_opens_connections() -> None:
    assert set(calls("create_pool")) == {"db/pool.py"}
    assert set(calls("set_type_codec")) == set()
