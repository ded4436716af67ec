"""Pictures: whether they can be read, and the smaller files that screens get. Runs apart.

The size is looked at before anything is unpacked, then every pixel is: a file that ends early is
refused here and not found out by a screen. What is made has the orientation and the colours of the
original worked in, and nothing else of what cameras write beside a picture.
"""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from project88.assets.answers import Found, Made
from project88.assets.refusing import RefusedFile
from project88.assets.schemas import Variant

FULL_PIXELS = 4096
THUMB_PIXELS = 160
MOST_FRAMES = 600
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF")
MIMES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "GIF": "image/gif",
    "HEIF": "image/heic",
}
_ANIMATED = ("PNG", "WEBP", "AVIF", "GIF")
_SMALL_ENOUGH_FOR_ALL_OF_IT = 1_000_000

register_heif_opener(decode_threads=1, thumbnails=False)


def look(content: Path, max_pixels: int) -> Found:
    """Raises `RefusedFile` for what is broken, ends early or is too large."""
    image = opened(content, max_pixels)
    width, height = seen_size(image)
    return Found(
        kind="image",
        mime=MIMES[image.format or ""],
        width=width,
        height=height,
        has_variants=True,
    )


def opened(content: Path, max_pixels: int) -> Image.Image:
    """The picture, all of it read; of an animation each frame was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Our own limit is looked at below, with a sentence.
        Image.MAX_IMAGE_PIXELS = None
        try:
            image: Image.Image = Image.open(content, formats=FORMATS)
            _require_few_pixels(image, max_pixels)
            image.load()
            _read_frames(image, max_pixels)
        except UnidentifiedImageError as error:
            raise RefusedFile("The picture is broken: its beginning makes no sense.") from error
        except (OSError, EOFError, SyntaxError, ValueError, RuntimeError, OverflowError) as error:
            raise _in_words(error) from error
    return image


def seen_size(image: Image.Image) -> tuple[int, int]:
    """Width and height after the orientation that the camera noted."""
    turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if turned else (image.width, image.height)


def is_animated(image: Image.Image) -> bool:
    return image.format in _ANIMATED and getattr(image, "n_frames", 1) > 1


def make(content: Path, folder: Path, max_pixels: int) -> list[Made]:
    """The smaller files, in this folder."""
    image = upright(opened(content, max_pixels))
    lossless = image.width * image.height <= _SMALL_ENOUGH_FOR_ALL_OF_IT and image.format != "JPEG"
    return _all_sizes(image, folder, lossless)


def upright(image: Image.Image) -> Image.Image:
    """As it is seen: turned, in sRGB, with 8 bits a colour and transparency if it has any."""
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    has_alpha = turned.has_transparency_data
    wanted = "RGBA" if has_alpha else "RGB"
    if turned.mode.startswith("I;16"):
        turned = turned.point(lambda level: level / 256).convert("L")
    if profile and turned.mode in {"RGB", "RGBA", "CMYK"}:
        turned = _in_srgb(turned, profile, wanted)
    clean = turned.convert(wanted)
    clean.info = {}
    clean.format = image.format
    return clean


def _in_srgb(image: Image.Image, profile: bytes, wanted: str) -> Image.Image:
    """A profile that makes no sense is passed over: the colours are a little off then."""
    try:
        changed = ImageCms.profileToProfile(
            image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=wanted
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed or image


def _all_sizes(image: Image.Image, folder: Path, lossless: bool) -> list[Made]:
    made: list[Made] = []
    longest = max(image.size)
    full = min(longest, FULL_PIXELS)
    sizes: dict[Variant, int] = {
        "full": full,
        "half": max(1, full // 2),
        "thumb": THUMB_PIXELS,
    }
    for variant, most in sizes.items():
        # Each from the one before: less work, and the eye sees no difference.
        if most < max(image.size):
            image.thumbnail((most, most), Image.Resampling.LANCZOS, reducing_gap=3.0)
        made.append(_webp(image, folder, variant, lossless))
        made.append(_avif(image, folder, variant))
    return made


def _webp(image: Image.Image, folder: Path, variant: Variant, lossless: bool) -> Made:
    place = folder / f"{variant}.webp"
    image.save(place, "WEBP", quality=82, method=3, lossless=lossless, exact=lossless)
    return Made(variant, "image/webp", str(place), image.width, image.height)


def _avif(image: Image.Image, folder: Path, variant: Variant) -> Made:
    place = folder / f"{variant}.avif"
    image.save(place, "AVIF", quality=65, speed=8, max_threads=2)
    return Made(variant, "image/avif", str(place), image.width, image.height)


def _require_few_pixels(image: Image.Image, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        raise RefusedFile(
            f"The picture has {image.width} × {image.height} pixels; "
            f"{max_pixels // 1_000_000} million are allowed.",
            code="too_many_pixels",
        )


def _read_frames(image: Image.Image, max_pixels: int) -> None:
    """Small files can have frames without end."""
    if not is_animated(image):
        return
    frames: int = getattr(image, "n_frames", 1)
    if frames > MOST_FRAMES or frames * image.width * image.height > 4 * max_pixels:
        raise RefusedFile(
            f"The animation has {frames} frames, which is too much at its size.",
            code="too_many_pixels",
        )
    for number in range(frames):
        image.seek(number)
        image.load()
    image.seek(0)
    image.load()


def _in_words(error: Exception) -> RefusedFile:
    told = str(error).lower()
    if any(word in told for word in ("truncated", "end of", "eof", "unexpected end", "incomplete")):
        return RefusedFile(
            "The picture ends early: it did not arrive whole. Bring it again.",
            code="truncated_file",
        )
    return RefusedFile("The picture is broken and cannot be read.")
