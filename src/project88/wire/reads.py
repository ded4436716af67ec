"""A raw read, the same for every protocol: what an antenna heard, as the sender wrote it; and the
two other things that senders and files report in rows of the same form.

Nothing here is interpreted. Texts stay texts (a tag may have leading zeros or letters), the time
is the sender's own text, and the numbers which are not numbers become None with a flag and the
whole line in `raw`, because a read is never dropped for a bad field.
"""

import msgspec

NO_HANDSHAKE = "no_handshake"


class Read(msgspec.Struct, frozen=True, gc=False, tag=True):
    """One raw read. `raw` holds the line (control characters written as `\\x00`) if flagged.

    `lap` is the sender's own counter of this tag, `reader` the end of the reader's MAC, `gator`
    its antenna port; the field order of timing-protocols.md 1.7. `seq` is up to 18 digits.
    """

    seq: int | None
    location: str
    tag: str
    time_raw: str
    lap: int | None
    reader: str
    gator: int | None
    format: str
    flags: tuple[str, ...] = ()
    raw: str | None = None


class GunTime(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A gun was fired at that location (one per wave). Never a read."""

    seq: int | None
    location: str
    time_raw: str
    reader: str
    format: str
    flags: tuple[str, ...] = ()
    raw: str | None = None
    gator: int | None = None


class LocationAdded(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The sender has a new timing point or device. Never a read."""

    seq: int | None
    location: str
    time_raw: str
    reader: str
    flags: tuple[str, ...] = ()
    raw: str | None = None
    format: str = "CT01_33"
