"""What the live stream measures of itself, for `/metrics`."""

from prometheus_client import Counter, Gauge, Histogram

from project88.metrics import REGISTRY

STREAMS = Gauge("project88_live_streams", "Streams that are open now.", registry=REGISTRY)
SESSIONS = Gauge(
    "project88_live_sessions", "Timing sessions that are held for screens.", registry=REGISTRY
)
SENT = Counter(
    "project88_live_frames_sent",
    "Frames handed to streams; those that waited together for one screen count as one.",
    registry=REGISTRY,
)
READ_FAILURES = Counter(
    "project88_live_read_failures", "Reads of a session that failed.", registry=REGISTRY
)
LAG = Histogram(
    "project88_live_lag_seconds",
    "From the receipt of the newest read of a change to its event being ready for the screens.",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30),
    registry=REGISTRY,
)
