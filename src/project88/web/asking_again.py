"""Asks the gate again while a stream lasts: who was signed out or sent away watches no longer."""

from project88.accounts.access import Caller
from project88.errors import Project88Error, Unavailable
from project88.live.dashboards import StillMay
from project88.web.gate import gate
from project88.web.problems import AnyRequest


def asking_again(request: AnyRequest, last: Caller) -> StillMay:
    """The gate decides anew from the same request: its cookie may have been signed out."""

    async def still_may() -> Caller | None:
        try:
            await gate(request, request.route_handler)
        except Unavailable:
            # Nobody can be asked now, and nothing new can be read either.
            return last
        except Project88Error:
            return None
        caller: Caller = request.state.caller
        return caller

    return still_may
