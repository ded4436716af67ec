"""What signing in works with, made once per process and handed to the routes as `accounts`."""

from collections.abc import Callable

import msgspec

from project88.accounts.passwords import Hasher
from project88.accounts.secrets import Secrets
from project88.db.pool import Pool
from project88.relay.limits import Limits
from project88.relay.sessions import Sessions
from project88.settings import Settings

HOUR_MS = 3600 * 1000


class Accounts(msgspec.Struct, frozen=True):
    """The parts. `now` gives milliseconds UTC."""

    pool: Pool
    sessions: Sessions
    limits: Limits
    hasher: Hasher
    secrets: Secrets
    settings: Settings
    now: Callable[[], int]

    @property
    def session_lasts_ms(self) -> int:
        return int(self.settings.security.session_hours * HOUR_MS)
