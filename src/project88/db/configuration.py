"""The configuration that each start of the embedded PostgreSQL writes, and who may sign in.

Sign-in on the socket is ``peer`` with a map: the kernel says which user connects, and only the
user who runs the hub may sign in, as the hub's three roles. So there is no password to generate,
keep, leak or rotate, and a connection costs no password hashing. Any other role (the ones of
`ask`, later) needs its SCRAM password.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from project88.db.cluster import MIB, OWNER, SERVICE, SUPERUSER, Durability, Home
from project88.db.os_account import hub_user_name


def write(home: Home, socket_folder: Path, durability: Durability, *, lz4: bool) -> None:
    """Write the configuration of this start."""
    settings = _settings(socket_folder, home, lz4=lz4)
    if durability is Durability.FAST_AND_UNSAFE:
        settings = {**settings, **_UNSAFE}
    lines = [f"{name} = {_quoted(value)}" for name, value in settings.items()]
    head = "# Written by the hub at each start. Your own lines belong into custom.conf beside it."
    include = f"include {_quoted(str(home.data / 'postgresql.conf'))}"
    _write(home.config, "\n".join([head, include, *lines, "include_if_exists 'custom.conf'", ""]))
    roles = (SUPERUSER, OWNER, SERVICE)
    sign_in = [f"local all {','.join(roles)} peer map=hub", "local all all scram-sha-256", ""]
    _write(home.folder / "pg_hba.conf", "\n".join(sign_in))
    known = [f'hub "{hub_user_name()}" {role}' for role in roles]
    _write(home.folder / "pg_ident.conf", "\n".join([*known, ""]))


def _settings(socket_folder: Path, home: Home, *, lz4: bool) -> Mapping[str, str]:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MIB
    return {
        "listen_addresses": "",
        "port": "5432",
        "unix_socket_directories": '"' + str(socket_folder).replace('"', '""') + '"',
        "unix_socket_permissions": "0700",
        "hba_file": str(home.folder / "pg_hba.conf"),
        "ident_file": str(home.folder / "pg_ident.conf"),
        "max_connections": "120",
        "shared_buffers": f"{min(max(memory // 8, 128), 2048)}MB",
        "effective_cache_size": f"{max(memory // 2, 256)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        # Ingest: what is committed is on the disk; few, long checkpoints; small page images.
        "fsync": "on",
        "synchronous_commit": "on",
        "wal_compression": "lz4" if lz4 else "on",
        "max_wal_size": "2GB",
        "min_wal_size": "128MB",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_destination": "stderr",
        "logging_collector": "off",
        "log_checkpoints": "off",
        "log_line_prefix": "%m [%p] %u@%d ",
    }


_UNSAFE: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "min_wal_size": "64MB",
    "shared_buffers": "128MB",
}


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, readable by the account that runs PostgreSQL."""
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(text)
    draft.chmod(0o644)
    draft.replace(path)
