"""The ports that the hub listens on, and whether they are to be had.

Looked at before anything is started: the web server shares its port with whoever has it already
(that is how several of them serve one port), so two hubs on one machine would not fail but mix.
"""

import socket
from collections.abc import Iterator
from dataclasses import dataclass

from project88.errors import PortTaken
from project88.settings import PREFIX, Settings


@dataclass(frozen=True)
class Port:
    """One port, for whom it is, and the setting that would change it."""

    bind: str
    number: int
    purpose: str
    setting: str

    def complaint(self) -> str | None:
        """Why we could not listen there now, and what to do; None when we could."""
        family = socket.AF_INET6 if ":" in self.bind else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.bind, self.number))
            except OSError as error:
                return (
                    f"Port {self.number} for {self.purpose} is not to be had ({error.strerror}): "
                    "stop what uses it (is a hub running already?) or set "
                    f"{PREFIX}{self.setting} to another."
                )
        return None


def wanted(settings: Settings) -> Iterator[Port]:
    """Every port that these settings ask for."""
    collector, web = settings.collector, settings.web
    yield Port(collector.bind, collector.ctp01_port, "timing hardware", "COLLECTOR__CTP01_PORT")
    if collector.jchip_enabled:
        yield Port(collector.bind, collector.jchip_port, "JChip readers", "COLLECTOR__JCHIP_PORT")
    yield Port(collector.status_bind, collector.status_port, "status", "COLLECTOR__STATUS_PORT")
    yield Port(web.bind, web.port, "browsers", "WEB__PORT")
    worker = settings.worker
    if worker.metrics_port:
        yield Port(
            worker.metrics_bind, worker.metrics_port, "the worker's metrics", "WORKER__METRICS_PORT"
        )


def refuse_taken(settings: Settings) -> None:
    """Raises `PortTaken` for the first port that is not to be had."""
    for port in wanted(settings):
        if complaint := port.complaint():
            raise PortTaken(complaint)
