"""What the worker counts."""

from prometheus_client import Counter

from project88.metrics import REGISTRY

JOBS = Counter(
    "project88_jobs", "Jobs that the worker did.", ["task", "outcome"], registry=REGISTRY
)
READ_DAYS = Counter(
    "project88_read_days", "Day partitions of raw reads.", ["change"], registry=REGISTRY
)
SESSIONS_CLOSED = Counter(
    "project88_sessions_closed", "Timing sessions closed after silence.", registry=REGISTRY
)
