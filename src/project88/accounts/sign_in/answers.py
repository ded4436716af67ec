"""A session that began, as an answer with its cookies."""

from litestar import Response
from litestar.datastructures import Cookie

from project88.accounts.sign_in import cookies
from project88.accounts.sign_in.schemas import SignInState
from project88.accounts.sign_in.steps import Began
from project88.accounts.visit import Visit


def answer(began: Began, visit: Visit, status: int = 200) -> Response[SignInState]:
    state = SignInState("second_factor" if began.waiting else "signed_in")
    return Response(state, status_code=status, cookies=session_cookies(began, visit))


def session_cookies(began: Began, visit: Visit) -> list[Cookie]:
    guarded = visit.guarded
    made = [cookies.write(cookies.SESSION, began.secret, began.lasts_s, guarded=guarded)]
    if began.device:
        lasts = cookies.DEVICE_LASTS_S
        made.append(cookies.write(cookies.DEVICE, began.device, lasts, guarded=guarded))
    return made


def no_session_cookie(visit: Visit) -> list[Cookie]:
    """Takes the session's cookie away; the device stays known."""
    return [cookies.write(cookies.SESSION, "", 0, guarded=visit.guarded)]
