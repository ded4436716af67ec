"""What kind of file it is, by its first bytes and then by really reading it.

The name and what the browser said of it count for nothing. What begins like one kind and is another
further on does not survive being read as what it begins like; and it is only ever served as that.
"""

from pathlib import Path

from project88.assets.answers import Found
from project88.assets.refusing import RefusedFile

HEAD_BYTES = 1024
_OTHER_FONTS = (b"wOFF", b"\x00\x01\x00\x00", b"OTTO", b"ttcf", b"true")
_HEIF = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}


def look(content: Path, folder: Path, max_pixels: int) -> Found:
    """Raises `RefusedFile`."""
    with content.open("rb") as file:
        head = file.read(HEAD_BYTES)
    match by_magic(head):
        case "picture":
            from project88.assets import pictures

            return pictures.look(content, max_pixels)
        case "drawing":
            from project88.assets import drawings

            return drawings.look(content, folder)
        case "font":
            from project88.assets import fonts

            return fonts.look(content)
        case "other font":
            raise RefusedFile("Bring fonts as WOFF2.", code="unknown_kind")
        case "film":
            from project88.assets import films

            return films.look(content, head)
    raise RefusedFile(
        "This is no kind of file that screens show. Pictures: JPEG, PNG, WebP, AVIF, GIF, HEIC, SVG; "
        "fonts: WOFF2; films: MP4, WebM; sounds: MP3, Ogg, WAV.",
        code="unknown_kind",
    )


def by_magic(head: bytes) -> str:
    """Who should read it; '' for nobody."""
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")):
        return "picture"
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or brand in _HEIF | _AVIF:
        return "picture"
    if head.startswith(b"wOF2"):
        return "font"
    if head.startswith(_OTHER_FONTS):
        return "other font"
    if brand or is_film(head):
        return "film"
    return "drawing" if is_drawing(head) else ""


def is_film(head: bytes) -> bool:
    """A film or a sound, but for MP4, whose brands are many."""
    mp3 = head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)
    riff = head[:4] == b"RIFF" and head[8:12] == b"WAVE"
    return mp3 or riff or head.startswith((b"\x1a\x45\xdf\xa3", b"OggS"))


def is_drawing(head: bytes) -> bool:
    """Text that has an SVG element early on; whether it is one, the parser says."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and (b"<svg" in text or text.startswith((b"<?xml", b"<!")))
