"""What happens besides requests: a runner crosses a mat, time passes."""

import msgspec
from tests.displays.machine.model import Homes
from tests.displays.machine.world import START, Mat


class Arrival(msgspec.Struct, frozen=True):
    """A runner crosses a mat: the same for everybody of the partner."""

    partner: int
    mat: Mat
    chip: str
    participant: int | None
    homes: Homes


class Wait(msgspec.Struct, frozen=True):
    """Time passes, and the worker looks at screens that are silent."""

    ms: int


class Time:
    """The instant of all hubs of a run; ms UTC."""

    def __init__(self) -> None:
        self.ms = int(START.timestamp() * 1000)

    def __call__(self) -> int:
        return self.ms
