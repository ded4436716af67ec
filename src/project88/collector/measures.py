"""What the collector measures about itself, for Prometheus."""

from prometheus_client import Counter, Gauge, Histogram

from project88.metrics import REGISTRY

READS_STORED = Counter(
    "project88_reads_stored", "Raw reads stored, duplicates not counted", registry=REGISTRY
)
BYTES_HEARD = Counter("project88_bytes_heard", "Bytes received from senders", registry=REGISTRY)
CONNECTIONS = Gauge("project88_connections", "Senders connected now", registry=REGISTRY)
REFUSED = Counter(
    "project88_connections_refused", "Connections not admitted", ["reason"], registry=REGISTRY
)
COMMIT_SECONDS = Histogram(
    "project88_commit_seconds",
    "Time of one recording transaction",
    buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5),
    registry=REGISTRY,
)
BATCH_READS = Histogram(
    "project88_batch_reads",
    "Reads of one recording transaction",
    buckets=(1, 2, 5, 10, 50, 100, 500, 1000, 2000, 4000, 8000),
    registry=REGISTRY,
)
DURABLE_SECONDS = Histogram(
    "project88_durable_seconds",
    "From the arrival of bytes to their commit",
    buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 60),
    registry=REGISTRY,
)
