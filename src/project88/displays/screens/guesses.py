"""Codes of screens are guessed no more often than addresses of displays: they share one brake."""

from typing import Protocol, runtime_checkable

from project88.errors import NotFound, Refused


@runtime_checkable
class Guesses(Protocol):
    """The brake on guessing (``web/misses``); `now` in milliseconds."""

    async def may_ask(self, caller: str, what: str, now: int) -> bool:
        """Whether this caller may learn if there is such a thing."""


class TooManyGuesses(Refused):
    """This caller asked for too many screens that do not exist."""

    code = "too_many_misses"
    status = 429


async def require_guess(misses: Guesses, caller: str, code: str, now: int) -> None:
    """:raises TooManyGuesses: this caller has used up the tries."""
    if not await misses.may_ask(caller, f"screen {code}", now):
        raise TooManyGuesses("Too many wrong codes came from here. Please wait a minute.")


def nothing_here() -> NotFound:
    """What a wrong link answers too."""
    return NotFound("There is no display at this address.", code="no_display")
