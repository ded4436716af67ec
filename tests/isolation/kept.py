"""What a timing partner keeps in the store: a drawing, by its content."""

import hashlib
from pathlib import Path

from tests.isolation.builder import Builder, Partner, Value

MIME = "image/svg+xml"


def drawing(word: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>{word}</title></svg>'.encode()


def assets(to: Builder, partner_id: int, owner: int, ids: dict[str, Value]) -> None:
    """One asset with its file; the bytes come with `lay`."""
    content = drawing(to.word)
    what = {
        "timing_partner_id": partner_id,
        "sha256": hashlib.sha256(content).hexdigest(),
        "mime": MIME,
        "bytes": len(content),
        "width": 10,
        "height": 10,
    }
    asset = to.add(
        "assets", kind="image", name=f"{to.word} logo", licence=f"{to.word} says so", state="ready",
        made_by=owner, **what,
    )  # fmt: skip
    to.add("asset_files", asset_id=asset, variant="original", **what)
    ids |= {"asset": asset, "asset_sha256": str(what["sha256"]), "asset_word": to.word}


def lay(partner: Partner, folder: Path) -> None:
    """The partner's bytes into the folder of assets."""
    sha256 = str(partner.ids["asset_sha256"])
    place = folder / str(partner.id) / sha256[:2] / sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(drawing(str(partner.ids["asset_word"])))
