"""What an item says to the timer: what it is, and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Final

from project88.race.durations import duration
from project88.results.worklist.model import Found, Known


def sentence(one: Found, person: Known | None) -> str:
    """Names are not in it, as lists and log lines are shown on screens in the tent; bibs are."""
    return _SAY[one.kind](one, _who(person))


def _who(person: Known | None) -> str:
    if person is None:
        return "Somebody"
    return f"Bib {person.bib}" if person.bib else "Somebody without a bib"


def _at(one: Found) -> str:
    return " and ".join(one.locations) or "an unknown location"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _people(count: int) -> str:
    return "one runner" if count == 1 else f"{count} runners"


def _unknown_tag(one: Found, _: str) -> str:
    return (
        f"Tag {one.tag} crossed {_times(one.count)} at {_at(one)} and is nobody's. "
        "Give it to somebody, or dismiss it."
    )


def _dead_mat(one: Found, _: str) -> str:
    if one.detail == "now":
        return (
            f"{one.point} has heard nobody for {duration(one.ms or 0)} while "
            f"{_people(one.count)} are due. Look at its power and cable."
        )
    where = f"{one.point} ({_at(one)})" if one.locations else one.point
    line = "The main line of " if one.other == "main" else ""
    did = "heard nobody" if one.detail == "never" else "was silent"
    return (
        f"{line}{where} {did} while {_people(one.count)} went by. "
        "Look at its power and cable, and load its log."
    )


def _two_chips(one: Found, who: str) -> str:
    return (
        f"{who} has two chips that crossed {_at(one)} {duration(one.ms or 0)} apart: "
        f"{one.tag} and {one.other} are on two people. Find out who wears which."
    )


def _at_once(one: Found, who: str) -> str:
    return (
        f"{who} was heard at {_at(one)} within {duration(one.ms or 0)} s. "
        "Look whether two people wear this number."
    )


def _no_gun(one: Found, _: str) -> str:
    wave = f"Wave {one.detail}" if one.detail else "The race"
    return (
        f"{wave} has no start, and {_people(one.count)} wait for a time. "
        "Choose its gun, or enter when it was started."
    )


def _unused_gun(_one: Found, _: str) -> str:
    return "A gun was heard that started no wave. Give it to one, or dismiss it."


def _impossible_pace(one: Found, who: str) -> str:
    since = f" from {one.other}" if one.other else ""
    return (
        f"{who} was faster{since} to {one.point} than anybody runs. "
        "Look at the reads; void the one that is wrong."
    )


def _wrong_order(one: Found, who: str) -> str:
    return (
        f"{who} was at {one.point} before {one.other}. "
        "Look whether a clock is wrong, or void the read that is wrong."
    )


def _held_differs(one: Found, _: str) -> str:
    whose = {"overall": "the first overall", "team": "the first teams"}.get(one.other, one.detail)
    return (
        f"What is held of {whose} differs from the results in "
        f"{one.count} place{'' if one.count == 1 else 's'}. Release it, or put the results right."
    )


def _correction(one: Found, who: str) -> str:
    whose = f"{who}: " if one.participant_id is not None else ""
    return f"{whose}{_CORRECTED[one.other]}. Look at it again; dismiss it when it is right."


_CORRECTED: Final = {
    "void": "a read was made void",
    "manual_time": "a time was entered by hand",
    "status": "a status was given",
    "penalty": "a penalty was given",
    "clock_shift": "a clock was shifted",
}
_SAY: Final[Mapping[str, Callable[[Found, str], str]]] = {
    "unknown_tag": _unknown_tag,
    "two_chips": _two_chips,
    "at_once": _at_once,
    "dead_mat": _dead_mat,
    "no_gun": _no_gun,
    "unused_gun": _unused_gun,
    "impossible_pace": _impossible_pace,
    "wrong_order": _wrong_order,
    "held_differs": _held_differs,
    "correction": _correction,
    "finish_before_gun": lambda one, who: (
        f"{who} was at {one.point} before the gun. Look whether the gun is that of another wave."
    ),
    "chip_over_gun": lambda _, who: (
        f"{who} started before the gun, so the chip time is longer than the gun time. "
        "Look at the wave, or give a penalty."
    ),
    "missing_split": lambda one, who: (
        f"{who} has no time at {one.point}. Look whether the mat was dead or the course was cut."
    ),
    "no_start_read": lambda _, who: (
        f"{who} was not heard at the start, so the gun counts. Look whether the start mat was dead."
    ),
    "past_cutoff": lambda one, who: (
        f"{who} was at {one.point} after it had closed. Give a DNF, or let it count."
    ),
    "seen_after_end": lambda one, who: (
        f"{who} was heard at {one.point or 'the course'} although out of the race. "
        "Take the status back, or void the read."
    ),
    "backup_finish": lambda one, who: (
        f"Only the backup heard {who[0].lower() + who[1:] if who.startswith('S') else who} at "
        f"{one.point}. Compare the time with the finish sheet."
    ),
    "dns_candidate": lambda _, who: f"{who} was heard nowhere. Give a DNS, or find the chip.",
}
