"""This process's Prometheus metrics.

One registry per process, our own and not the library's global one, so that a test can look at what
one process would say. Features make their counters with ``registry=REGISTRY``; the process's HTTP
server answers ``/metrics`` with `render`.
"""

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)


def render() -> bytes:
    """Everything this process measures, in the text format of Prometheus."""
    return generate_latest(REGISTRY)
