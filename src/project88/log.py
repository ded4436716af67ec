"""Structured logs: one line per event, JSON for machines or columns for people.

Everything goes to standard error through one handler, ours and what the libraries say through
``logging``, so that one rule can be kept for all of it: **no secret leaves this process in a log**.
Values under names such as ``password`` or ``api_key`` are replaced, and so are passwords inside
URLs and connection strings wherever they stand, tracebacks included. Tracebacks show no local
variables for the same reason.
"""

import logging
import re
import sys
from collections.abc import Collection, Mapping

import structlog
from pydantic import SecretBytes, SecretStr
from structlog.typing import EventDict, Processor, WrappedLogger

from project88.settings import LogSettings

MASK = "***"

_SECRET_NAME = re.compile(
    r"(?:^|[_\-.])(?:passwords?|passwd|pwd|secrets?|tokens?|keys?|authorization|cookie)(?:$|[_\-.])",
    re.IGNORECASE,
)
_USERINFO = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.\-]*)://(?P<userinfo>[^\s\"'<>]*)@", re.IGNORECASE
)
# password=…  password='…'  and, from the text of a mapping, 'password': '…'
_ASSIGNED = re.compile(
    r"(?P<name>\b[a-z_]*(?:password|passwd|pwd|secret|token|api_?key)(?:=|[\"']\s*:\s*))"
    r"(?:'[^']*'|\"[^\"]*\"|[^\s&'\",}]+)",
    re.IGNORECASE,
)


def configure(settings: LogSettings, process: str) -> None:
    """Send this process's logs to standard error; calling it again replaces what was set."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _named(process),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        mask,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    logging.root.handlers[:] = [_handler(settings, shared)]
    logging.root.setLevel(settings.level.upper())


def get(name: str) -> structlog.stdlib.BoundLogger:
    """A logger that may be made at import: it follows whatever `configure` says later."""
    return structlog.stdlib.get_logger(name)


def mask(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The last step before rendering: the same event without its secrets."""
    for name, value in event.items():
        event[name] = MASK if _SECRET_NAME.search(name) else _masked(value)
    return event


def mask_text(text: str) -> str:
    """The text with passwords in URLs and in ``password=…`` pairs replaced."""
    return _ASSIGNED.sub(rf"\g<name>{MASK}", _USERINFO.sub(_without_password, text))


def _without_password(match: re.Match[str]) -> str:
    user, colon, _password = match["userinfo"].partition(":")
    if colon:
        return f"{match['scheme']}://{user}:{MASK}@"
    # A PostgreSQL URL may name only its user; anywhere else a lone word before @ is a token.
    shown = user if match["scheme"].lower().startswith("postgres") else MASK
    return f"{match['scheme']}://{shown}@"


def _masked(value: object) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case SecretStr() | SecretBytes():
            return MASK
        case bytes():
            return mask_text(value.decode(errors="backslashreplace"))
        case Mapping() | list() | tuple() | set() | frozenset():
            return _masked_inside(value)
        case _:
            return mask_text(str(value))


def _masked_inside(value: Mapping[object, object] | Collection[object]) -> object:
    if not isinstance(value, Mapping):
        return [_masked(inner) for inner in value]
    return {
        name: MASK if _SECRET_NAME.search(str(name)) else _masked(inner)
        for name, inner in value.items()
    }


def _named(process: str) -> Processor:
    def name_process(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["process"] = process
        return event

    return name_process


def _handler(settings: LogSettings, shared: list[Processor]) -> logging.Handler:
    renderer: Processor
    if settings.format == "json":
        renderer = structlog.processors.JSONRenderer()
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,
            pad_event_to=32,
        )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    return handler
