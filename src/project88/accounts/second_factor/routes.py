"""Setting up the second factor; giving it is in ``sign_in/routes``."""

from litestar import delete, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from project88.accounts.access import Access, Caller
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.second_factor import enrolling
from project88.accounts.second_factor.schemas import RecoveryCodes, TotpCode, TotpStart
from project88.relay.sessions import SignedIn

TAGS = ["sign-in"]
OWN = {"access": Access.SIGNED_IN}


@post(
    "/api/me/totp",
    opt=OWN,
    status_code=200,
    summary="Begin to set up an authenticator",
    tags=TAGS,
    responses=problems(401, 403, 409, 503),
)
async def start_totp(
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
) -> TotpStart:
    """A new secret for an authenticator app. It counts once it was confirmed with a code."""
    return await enrolling.start(accounts, caller, signed_in)


@post(
    "/api/me/totp/confirm",
    opt=OWN,
    status_code=201,
    summary="Confirm the authenticator",
    tags=TAGS,
    responses=problems(401, 403, 409, 422, 429, 503),
)
async def confirm_totp(
    data: JSONBody[TotpCode],
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
) -> RecoveryCodes:
    """From now on signing in asks for a code. The recovery codes are shown this once."""
    return await enrolling.confirm(accounts, caller, signed_in, data.code)


@delete(
    "/api/me/totp",
    opt=OWN,
    summary="Take the authenticator away",
    tags=TAGS,
    responses=problems(401, 403, 404, 503),
)
async def remove_totp(
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
) -> None:
    """Signing in takes the password alone again. Recovery codes end too."""
    await enrolling.remove(accounts, caller, signed_in)


@post(
    "/api/me/recovery-codes",
    opt=OWN,
    status_code=201,
    summary="Make new recovery codes",
    tags=TAGS,
    responses=problems(401, 403, 409, 503),
)
async def renew_recovery_codes(
    accounts: NamedDependency[Accounts],
    caller: NamedDependency[Caller],
    signed_in: NamedDependency[SignedIn],
) -> RecoveryCodes:
    """Ten new ones, shown this once; the former ones end."""
    return await enrolling.renew_recovery_codes(accounts, caller, signed_in)


HANDLERS: list[HTTPRouteHandler] = [start_totp, confirm_totp, remove_totp, renew_recovery_codes]
