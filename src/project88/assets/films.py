"""Films and sounds: told by their beginning and by how their parts follow each other. Runs apart.

Nothing is decoded or changed here; browsers do that, in processes of their own. But a film must be
there as a whole, and its parts must be those of a film.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from project88.assets.answers import Found
from project88.assets.refusing import RefusedFile

_BITRATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
"""kbit/s of layer III: MPEG 1, and MPEG 2 and 2.5."""
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_SEARCHED = 64 * 1024
_MOST_HEADER = 64 * 1024 * 1024


def look(content: Path, head: bytes) -> Found:
    """Raises `RefusedFile`."""
    size = content.stat().st_size
    with content.open("rb") as file:
        if head[4:8] == b"ftyp":
            return _mp4(file, size)
        if head.startswith(b"\x1a\x45\xdf\xa3"):
            return _webm(head)
        if head.startswith(b"OggS"):
            return _ogg(head)
        if head.startswith(b"RIFF"):
            return _wav(head, size)
        return _mp3(file, head)


def _mp4(file: BinaryIO, size: int) -> Found:
    """Boxes one after the other, with a `moov`; its tracks say what it is and how large."""
    moov = b""
    has_media = False
    for name, place, length in boxes(file, 0, size):
        if name == b"moov" and length <= _MOST_HEADER:
            file.seek(place)
            moov = file.read(length)
        has_media = has_media or name in {b"mdat", b"moof"}
    if not moov or not has_media:
        raise RefusedFile("This MP4 has no film in it, or ends early.", code="truncated_file")
    if b"vide" not in moov:
        if b"soun" in moov:
            return Found("audio", "audio/mp4")
        raise RefusedFile("This MP4 has neither pictures nor sound.")
    return Found("video", "video/mp4", *_largest_track(moov))


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and length of what is in each; raises `RefusedFile` when one goes beyond the end."""
    while start < end:
        file.seek(start)
        head = file.read(16)
        if len(head) < 8:
            raise _ends_early()
        length, name = struct.unpack_from(">I4s", head)
        inner = 8
        if length == 1 and len(head) == 16:
            (length,), inner = struct.unpack_from(">Q", head, 8), 16
        elif length == 0:
            length = end - start
        if length < inner:
            raise RefusedFile("This MP4 is broken: a part of it has no length.")
        if start + length > end:
            raise _ends_early()
        yield name, start + inner, length - inner
        start += length


def _largest_track(moov: bytes) -> tuple[int | None, int | None]:
    """Width and height stand at the end of each track's header, in 1/65536 pixels."""
    largest = (0, 0)
    place = -1
    while (place := moov.find(b"tkhd", place + 1)) >= 4:
        (length,) = struct.unpack_from(">I", moov, place - 4)
        end = place - 4 + length
        if 84 <= length <= 128 and end <= len(moov):
            width, height = (value >> 16 for value in struct.unpack_from(">II", moov, end - 8))
            largest = max(largest, (width, height))
    return largest if all(largest) else (None, None)


def _webm(head: bytes) -> Found:
    """Matroska of other kinds is played by few browsers."""
    if b"webm" not in head[:64] or b"\x18\x53\x80\x67" not in head:
        raise RefusedFile("This is Matroska and no WebM; bring MP4 or WebM.", code="unknown_kind")
    return Found("video", "video/webm")


def _ogg(head: bytes) -> Found:
    if len(head) < 28 or head[4] != 0:
        raise RefusedFile("This Ogg file is broken.")
    if b"\x01vorbis" in head[:64] or b"OpusHead" in head[:64] or b"\x7fFLAC" in head[:64]:
        return Found("audio", "audio/ogg")
    raise RefusedFile("This Ogg file has no Vorbis, Opus or FLAC sound.", code="unknown_kind")


def _wav(head: bytes, size: int) -> Found:
    (told,) = struct.unpack_from("<I", head, 4)
    if b"fmt " not in head or told < 36:
        raise RefusedFile("This WAV file is broken.")
    if told + 8 > size:
        raise _ends_early()
    return Found("audio", "audio/wav")


def _mp3(file: BinaryIO, head: bytes) -> Found:
    """Behind what is said of the piece: two frames of sound, one right after the other."""
    start = 0
    if head.startswith(b"ID3") and len(head) >= 10:
        a, b, c, d = (value & 0x7F for value in head[6:10])
        start = 10 + (a << 21 | b << 14 | c << 7 | d)
    file.seek(start)
    sound = file.read(_SEARCHED)
    # Encoders leave a little room after the words.
    begin = len(sound) - len(sound.lstrip(b"\x00"))
    length = frame_length(sound[begin : begin + 4])
    if not length or not frame_length(sound[begin + length : begin + length + 4]):
        raise RefusedFile("This is no MP3, or it is broken.", code="unreadable_file")
    return Found("audio", "audio/mpeg")


def frame_length(head: bytes) -> int:
    """Bytes of a frame of MPEG audio, layer III; 0: this is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version = head[1] >> 3 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bitrate in {0, 15} or rate == 3:
        return 0
    per_frame = 144_000 if version == 3 else 72_000
    kbits = _BITRATES[version != 3][bitrate]
    return per_frame * kbits // _RATES[version][rate] + (head[2] >> 1 & 1)


def _ends_early() -> RefusedFile:
    return RefusedFile(
        "The file ends early: it did not arrive whole. Bring it again.", code="truncated_file"
    )
