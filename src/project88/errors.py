"""Every error we raise on purpose, and whose fault it says it is.

    Project88Error
    ├── InputError          422  the caller sent something we cannot accept
    ├── NotFound            404  what was asked for does not exist, or not for this caller
    ├── Refused             403  the caller may not do this
    ├── Conflict            409  someone else changed it first
    ├── Unavailable         503  a part is away for now; trying again later helps
    └── Misconfigured       500  the operator of this hub must change something
        ├── UnsafeRole           the database login could read around row-level security
        ├── MissingTool          a program or browser that we need is not installed
        ├── PortTaken            another program listens where we want to
        └── DiskFull             the disk that holds our data has no room

An error carries two texts: the *sentence* is for the person who has to act, and is safe to show;
the *detail* is for the log. The cause is kept with ``raise … from error``. Anything that is not a
``Project88Error`` is a bug of ours.
"""

from collections.abc import Sequence
from typing import ClassVar


class Project88Error(Exception):
    """The root: one sentence for a person, a code for a program, a status for HTTP."""

    code: str = "error"
    status: ClassVar[int] = 500

    def __init__(
        self, sentence: str, *, code: str | None = None, detail: str | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail
        if code is not None:
            self.code = code


class InputError(Project88Error):
    """What came in is malformed; sending the same again will fail again.

    `fields` says what is wrong where: (path in the body, a sentence for a person).
    """

    code = "input"
    status = 422

    def __init__(
        self,
        sentence: str,
        *,
        code: str | None = None,
        detail: str | None = None,
        fields: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(sentence, code=code, detail=detail)
        self.fields = fields


class NotFound(Project88Error):
    """There is no such thing, as far as this caller may know."""

    code = "not_found"
    status = 404


class Refused(Project88Error):
    """The caller is known, and may not do this."""

    code = "refused"
    status = 403


class Conflict(Project88Error):
    """The thing changed since the caller looked at it."""

    code = "conflict"
    status = 409


class Unavailable(Project88Error):
    """A part that we need is away for now; nothing was lost and later may work."""

    code = "unavailable"
    status = 503


class Misconfigured(Project88Error):
    """The installation is wrong; the sentence says what its operator should change."""

    code = "misconfigured"
    status = 500


class UnsafeRole(Misconfigured):
    """The login is a superuser or has BYPASSRLS, so partners would not be kept apart."""

    code = "unsafe_role"


class MissingTool(Misconfigured):
    """A program that we need is not on this machine."""

    code = "missing_tool"


class PortTaken(Misconfigured):
    """Another program already listens on a port that we were told to use."""

    code = "port_taken"


class DiskFull(Misconfigured):
    """The disk has no room for what must be kept."""

    code = "disk_full"
