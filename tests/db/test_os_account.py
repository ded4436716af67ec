"""Which account the database runs as, when the hub itself is root."""

import os
import pwd
from collections.abc import Callable

from project88.db import os_account


def test_the_first_account_that_exists_runs_the_database() -> None:
    entry = pwd.getpwuid(os.geteuid())

    def knows(*names: str) -> Callable[[str], pwd.struct_passwd]:
        def look_up(name: str) -> pwd.struct_passwd:
            if name in names:
                return pwd.struct_passwd((name, *entry[1:]))
            raise KeyError(name)

        return look_up

    for known, chosen in {
        ("project88", "postgres"): "project88",
        ("postgres",): "postgres",
    }.items():
        found = os_account.existing(knows(*known))
        assert found is not None
        assert found.pw_name == chosen
    assert os_account.existing(knows()) is None
