"""Every setting of the hub, in one frozen tree with its meaning beside it.

Three sources, the earlier one wins: the environment (``PROJECT88_COLLECTOR__CTP01_PORT``, and
``DATABASE_URL`` and ``DATABASE_OWNER_URL`` by their usual names), a secrets folder (one file per
setting, named as the variable), a TOML file (``[collector]`` / ``ctp01_port = 61611``). All three
are handed in: this module never looks at the process's environment itself, so a test gets what it
asks for and a developer's shell cannot change it. A setting that does not exist is an error, not
a silent default; every wrong setting is told in one sentence. ``docs/settings.md`` is generated
from here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ByteSize,
    ConfigDict,
    Field,
    IPvAnyNetwork,
    SecretStr,
    ValidationError,
)

from project88.errors import Misconfigured

PREFIX = "PROJECT88_"
PLAIN_NAMES = {
    "DATABASE_URL": ("database", "url"),
    "DATABASE_OWNER_URL": ("database", "owner_url"),
    "REDIS_URL": ("redis", "url"),
}
WITH_SECRETS = frozenset({"database", "redis", "security", "mail"})
"""Sections whose values are never repeated in a message."""

MIB = 1024 * 1024
GIB = 1024 * MIB

Tree = dict[str, dict[str, object]]


def _postgres_url(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("postgresql://", "postgres://")):
        raise ValueError("should begin with postgresql://")
    return value


def _redis_url(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("should begin with redis://, rediss:// or unix://")
    return value


def _smtp_url(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("smtp://", "smtps://")):
        raise ValueError("should begin with smtp:// or smtps://")
    return value


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("should be an IANA time zone such as Europe/Amsterdam") from error
    return value


def _networks(value: object) -> object:
    """Addresses and networks may stand in one text, as a variable of the environment has them."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


Port = Annotated[int, Field(ge=0, le=65535)]
PostgresUrl = Annotated[SecretStr, AfterValidator(_postgres_url)]
RedisUrl = Annotated[SecretStr, AfterValidator(_redis_url)]
SmtpUrl = Annotated[SecretStr, AfterValidator(_smtp_url)]
Zone = Annotated[str, AfterValidator(_known_zone)]
Networks = Annotated[tuple[IPvAnyNetwork, ...], BeforeValidator(_networks)]


class Section(BaseModel):
    """One branch of the tree: frozen, and closed to names that do not exist."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DatabaseSettings(Section):
    """Where PostgreSQL is; with neither URL the hub starts its own."""

    url: PostgresUrl | None = Field(
        default=None,
        description="PostgreSQL as the plain service login. Empty: the hub runs its own.",
    )
    owner_url: PostgresUrl | None = Field(
        default=None, description="PostgreSQL as the owner of the schema; used by `migrate` only."
    )
    pool_max: int = Field(default=10, ge=1, le=500, description="Connections one process may open.")


class EmbeddedSettings(Section):
    """The hub's own PostgreSQL."""

    data_dir: Path | None = Field(
        default=None, description="Folder of its data. Empty: a folder of this project."
    )
    bin_dir: Path | None = Field(
        default=None,
        description="Folder with `postgres` and `initdb`. "
        "Empty: the system's if 15 or newer, else the ones that came with the hub.",
    )


class CollectorSettings(Section):
    """The process that timing hardware connects to."""

    bind: str = Field(default="0.0.0.0", description="Address on which timing hardware is awaited.")  # noqa: S104 -- senders come from the network
    ctp01_port: Port = Field(default=61611, description="Port for ChronoTrack senders (CTP01).")
    jchip_enabled: bool = Field(default=False, description="Whether JChip readers are awaited too.")
    jchip_port: Port = Field(default=53135, description="Port for JChip readers.")
    status_bind: str = Field(default="127.0.0.1", description="Address of the status API.")
    status_port: Port = Field(
        default=61612, description="Port of the status API and of `/metrics`."
    )
    name: str = Field(
        default="Project88Hub",
        min_length=1,
        max_length=64,
        pattern=r"^[^~\s]+$",
        description="The name we give ourselves in the greeting; without spaces and `~`.",
    )
    max_line_bytes: int = Field(
        default=4096,
        ge=256,
        le=MIB,
        description="A line longer than this is quarantined, in bytes.",
    )
    greeting_timeout_s: float = Field(
        default=30,
        ge=15,
        description="Seconds a sender has to greet before the connection is closed; some need 6.",
    )
    bad_lines: int = Field(
        default=3, ge=1, description="Senseless lines before the greeting after which we hang up."
    )
    ping_interval_s: float = Field(default=10, gt=0, description="Seconds between our pings.")
    silence_s: float = Field(
        default=45, gt=0, description="Seconds without a byte after which a sender counts as gone."
    )
    max_connections: int = Field(default=500, ge=1, description="Senders connected at once.")
    max_connections_per_ip: int = Field(
        default=20, ge=1, description="Senders connected at once from one address."
    )
    handshake_line_delay_ms: int = Field(
        default=0,
        ge=0,
        le=150,
        description="Milliseconds between our greeting lines, for slow old senders.",
    )
    resume: bool = Field(
        default=False,
        description="Ask a sender to go on after the last read we hold, not to send all.",
    )
    session_silence_hours: float = Field(
        default=6, gt=0, description="Hours without a read after which a timing session is closed."
    )
    memory_reads: int = Field(
        default=12_000,
        ge=100,
        description="Reads held for the database before senders are slowed down.",
    )
    batch_reads: int = Field(
        default=4_000, ge=1, description="Reads stored in one transaction at most."
    )
    zone: Zone = Field(
        default="UTC", description="Time zone of senders on a shared port that nobody has claimed."
    )


class JournalSettings(Section):
    """What the collector writes to disk before anything else."""

    dir: Path | None = Field(
        default=None, description="Folder of it. Empty: a folder of this project."
    )
    rotate_bytes: ByteSize = Field(
        default=ByteSize(64 * MIB),
        ge=4096,
        description="Size at which a file is closed, e.g. `64MiB`.",
    )
    fsync_ms: int = Field(default=50, ge=1, description="Milliseconds between syncs to the disk.")
    max_bytes: ByteSize = Field(
        default=ByteSize(20 * GIB),
        ge=MIB,
        description="Room it may take before senders are slowed down.",
    )
    keep_days: int = Field(default=7, ge=0, description="Days for which drained files are kept.")


class WebSettings(Section):
    """The process that browsers talk to."""

    bind: str = Field(default="0.0.0.0", description="Address on which browsers are awaited.")  # noqa: S104 -- screens come from the network
    port: Port = Field(default=5001, description="Port of the app, its API and its live streams.")
    heartbeat_s: float = Field(
        default=2.0, gt=0, description="Seconds between heartbeats to a screen."
    )
    ring: int = Field(
        default=1024,
        ge=1,
        description="Recent changes held per session, so that a screen can catch up.",
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+$",
        description="How browsers reach the hub, e.g. `https://display.example.org`.",
    )

    proxies: Networks = Field(
        default=(),
        description="Addresses or networks of your proxies on other machines, with commas: they are "
        "believed about whom they speak for.",
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Bearer token that opens `/metrics` to other machines. Empty: this machine only.",
    )


class RedisSettings(Section):
    """Redis or Valkey, for several machines that serve one hub."""

    url: RedisUrl | None = Field(
        default=None,
        description="Redis for sign-ins, limits and wake-ups. Empty: PostgreSQL does it.",
    )


class SecuritySettings(Section):
    """Signing in, and what is kept encrypted."""

    secret_key: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="Encrypts second factors and webhook secrets. Empty: made once and kept in a file.",
    )
    key_dir: Path | None = Field(
        default=None,
        description="Folder of that file. Empty: beside the hub's own database, if it has one.",
    )
    session_hours: float = Field(
        default=24 * 7, gt=0, description="Hours after which a sign-in ends, used or not."
    )
    idle_hours: float = Field(
        default=24, gt=0, description="Hours without a request after which a sign-in ends."
    )
    allow_plain_http: bool = Field(
        default=False,
        description="Let people sign in without TLS from other machines. For a closed network only.",
    )


class MailSettings(Section):
    """Mail is optional: every link can be copied instead."""

    smtp_url: SmtpUrl | None = Field(
        default=None,
        description="Mail server for invitations, e.g. `smtp://user:password@mail.example.org:587`.",
    )
    sender: str = Field(default="", description="Address that mails come from.")


class WebhookSettings(Section):
    """Outgoing webhooks."""

    allow_private: bool = Field(
        default=False, description="Let webhooks go to addresses of private networks."
    )
    timeout_s: float = Field(default=10, gt=0, le=60, description="Seconds for one delivery.")
    tries: int = Field(default=12, ge=1, le=50, description="Deliveries tried before giving up.")


class AssetSettings(Section):
    """Pictures, fonts, films and sounds of templates, and where they lie."""

    dir: Path | None = Field(
        default=None,
        description="Folder of them; web and worker need the same one. Empty: a folder of this "
        "project.",
    )
    max_bytes: ByteSize = Field(
        default=ByteSize(64 * MIB),
        ge=4096,
        le=256 * MIB,
        description="Size of one upload at most.",
    )
    max_pixels: int = Field(
        default=64_000_000,
        ge=1_000_000,
        le=400_000_000,
        description="Width times height of a picture at most; memory is about 16 bytes a pixel.",
    )
    quota_bytes: ByteSize = Field(
        default=ByteSize(2 * GIB),
        ge=MIB,
        description="Room of one timing partner, with what is made from the uploads.",
    )
    keep_removed_days: int = Field(
        default=30,
        ge=1,
        description="Days after which the files of a removed asset go, unless a template has it.",
    )
    s3_endpoint: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/@]+$",
        description="S3-compatible store instead of the folder, e.g. `https://s3.example.org`.",
    )
    s3_bucket: str = Field(default="", description="Its bucket, which is there already.")
    s3_region: str = Field(default="us-east-1", description="Region that requests are signed for.")
    s3_prefix: str = Field(
        default="assets", pattern=r"^[a-z0-9/_-]*$", description="Beginning of all keys in it."
    )
    s3_key_id: str = Field(default="", description="Access key.")
    s3_secret: SecretStr | None = Field(default=None, description="Secret of the access key.")


class RetentionSettings(Section):
    """How long things are kept."""

    reads_days: int = Field(default=30, ge=1, description="Days for which raw reads are kept.")
    partitions_ahead_days: int = Field(
        default=7, ge=1, description="Days for which room for reads is made in advance."
    )
    roster_days: int = Field(
        default=30,
        ge=1,
        description="Days for which files that nobody imported are kept, rows of imports that were "
        "undone or replaced, and what was undone.",
    )
    plays_days: int = Field(
        default=365,
        ge=1,
        description="Days for which proofs of play and the displays' numbers are kept.",
    )


class WorkerSettings(Section):
    """The process that works by schedule."""

    metrics_bind: str = Field(default="127.0.0.1", description="Address of its `/metrics`.")
    metrics_port: Port = Field(
        default=61613, description="Port of its `/metrics`; 0 takes a free one."
    )


class LogSettings(Section):
    """What the processes say on standard error."""

    format: Literal["console", "json"] = Field(
        default="console", description="`console` for people, `json` for machines."
    )
    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least important level that is shown."
    )


class Settings(Section):
    """The whole tree. ``Settings()`` is the defaults; use `load_settings` for the real ones."""

    database: DatabaseSettings = DatabaseSettings()
    embedded: EmbeddedSettings = EmbeddedSettings()
    collector: CollectorSettings = CollectorSettings()
    journal: JournalSettings = JournalSettings()
    web: WebSettings = WebSettings()
    redis: RedisSettings = RedisSettings()
    security: SecuritySettings = SecuritySettings()
    mail: MailSettings = MailSettings()
    webhooks: WebhookSettings = WebhookSettings()
    assets: AssetSettings = AssetSettings()
    worker: WorkerSettings = WorkerSettings()
    retention: RetentionSettings = RetentionSettings()
    log: LogSettings = LogSettings()


def load_settings(
    environ: Mapping[str, str], toml: Path | None = None, secrets: Path | None = None
) -> Settings:
    """The settings from all three sources; raises `Misconfigured` naming every wrong one."""
    sources = (_from_toml(toml), _from_variables(_secret_files(secrets)), _from_variables(environ))
    try:
        return Settings.model_validate(_merged(*sources))
    except ValidationError as error:
        raise Misconfigured(" ".join(_sentences(error)), code="settings") from None


def variable_name(section: str, name: str) -> str:
    """The environment variable of a setting, e.g. ``PROJECT88_WEB__PORT``."""
    for variable, place in PLAIN_NAMES.items():
        if place == (section, name):
            return variable
    return f"{PREFIX}{section}__{name}".upper()


def _merged(*sources: Tree) -> Tree:
    tree: Tree = {}
    for source in sources:
        for section, values in source.items():
            tree[section] = {**tree.get(section, {}), **values}
    return tree


def _from_toml(path: Path | None) -> Tree:
    if path is None:
        return {}
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misconfigured(
            f"The settings file {path} cannot be read: {error.strerror}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"The settings file {path} is not valid TOML: {error}.") from error
    for section, values in tree.items():
        if not isinstance(values, dict):
            raise Misconfigured(f"{section} in {path} stands outside of a [section].")
    return tree


def _secret_files(folder: Path | None) -> dict[str, str]:
    if folder is None:
        return {}
    try:
        return {
            file.name.upper(): file.read_text(encoding="utf-8").strip()
            for file in sorted(folder.iterdir())
            if _is_setting(file.name.upper()) and file.is_file()
        }
    except OSError as error:
        raise Misconfigured(f"The secrets folder {folder} cannot be read: {error}.") from error


def _is_setting(name: str) -> bool:
    return name in PLAIN_NAMES or (name.startswith(PREFIX) and "__" in name)


def _from_variables(variables: Mapping[str, str]) -> Tree:
    """The tree that the variables describe; an empty variable is one that was not set."""
    tree: Tree = {}
    # The long names first, so that DATABASE_URL wins over PROJECT88_DATABASE__URL.
    for variable in sorted(variables, key=lambda name: name in PLAIN_NAMES):
        if _is_setting(variable) and variables[variable].strip():
            section, name = PLAIN_NAMES.get(variable) or _place(variable)
            tree.setdefault(section, {})[name] = variables[variable].strip()
    return tree


def _place(variable: str) -> tuple[str, str]:
    section, _, name = variable.removeprefix(PREFIX).lower().partition("__")
    return section, name


def _sentences(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        section, name = (*map(str, problem["loc"]), "", "")[:2]
        place = f"{section}.{name}" if name else f"[{section}]"
        if problem["type"] == "extra_forbidden":
            yield f"There is no setting {place}."
            continue
        given = (
            "wrong"
            if section in WITH_SECRETS or "token" in name or "secret" in name
            else repr(problem["input"])
        )
        complaint = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
        complaint = complaint[:1].lower() + complaint[1:].partition(", unable")[0]
        yield f"{place} ({variable_name(section, name)}) is {given}: {complaint}."
