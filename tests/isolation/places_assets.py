"""Pictures, fonts, films and sounds; lines for runners; borrowed styles."""

from collections.abc import Mapping

from tests.isolation.place import Place, Upload

PICTURE = Upload(
    "logo.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>',
)
LINES = {"lines": ["Well run!"], "version": 1}

ASSETS: Mapping[str, Place] = {
    "POST /api/assets": Place(form={"file": PICTURE}),
    "PATCH /api/assets/{asset_id}": Place(body={"name": "Another name"}),
    "PUT /api/messages": Place(body=LINES),
    "POST /api/templates/style": Place(
        body={"url": "https://127.0.0.1/"}, not_tried="asks the internet; tests/assets/test_style"
    ),
    "GET /api/display/{address}/assets/{sha256}": Place(who="nobody"),
}
