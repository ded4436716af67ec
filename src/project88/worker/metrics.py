"""What the worker counts, and where it says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, start_http_server

from project88 import log
from project88.metrics import REGISTRY
from project88.settings import WorkerSettings

_log = log.get(__name__)

JOBS = Counter(
    "project88_jobs", "Jobs that the worker did.", ["task", "outcome"], registry=REGISTRY
)
READ_DAYS = Counter(
    "project88_read_days", "Day partitions of raw reads.", ["change"], registry=REGISTRY
)
SESSIONS_CLOSED = Counter(
    "project88_sessions_closed", "Timing sessions closed after silence.", registry=REGISTRY
)

SCREENS_DOWN = Counter(
    "project88_screens_down", "Screens that fell silent while they were needed.", registry=REGISTRY
)


@contextmanager
def served(settings: WorkerSettings) -> Iterator[int | None]:
    """Answers `/metrics` meanwhile; yields the port. A port that is taken stops no work: it is
    told.
    """
    try:
        server, thread = start_http_server(
            settings.metrics_port, settings.metrics_bind, registry=REGISTRY
        )
    except OSError as error:
        _log.error(
            "no /metrics of the worker; set PROJECT88_WORKER__METRICS_PORT to a free port",
            port=settings.metrics_port,
            reason=str(error),
        )
        yield None
        return
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
