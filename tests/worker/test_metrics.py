"""What the worker says about itself over HTTP."""

import socket
from urllib.request import urlopen

from project88.settings import WorkerSettings
from project88.worker import metrics


def test_the_worker_answers_for_its_counters() -> None:
    with metrics.served(WorkerSettings(metrics_port=0)) as port:
        told = urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read().decode()
    assert "project88_read_days" in told


def test_a_taken_port_stops_no_work() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with metrics.served(WorkerSettings(metrics_port=port)) as served:
            assert served is None
