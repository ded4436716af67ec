"""Templates, their versions, and what screens fetch of them."""

import json
from collections.abc import Mapping

from tests.isolation.place import Id, Place, Upload

PATH = "/api/templates"
ONE = PATH + "/{template_id}"
VERSION = ONE + "/versions/{number}"
DISPLAY = "/api/display/{address}"
DOCUMENT = {
    "v": 1, "name": "Finish", "size": {"w": 1920, "h": 1080}, "pages": {"solo": {"role": "solo"}},
    "blocks": {},
}  # fmt: skip
THESE = {"ids": [Id("template")]}

TEMPLATES: Mapping[str, Place] = {
    f"POST {PATH}": Place(body={"document": DOCUMENT}),
    f"POST {PATH}/archive": Place(body=THESE),
    f"POST {PATH}/restore": Place(body=THESE),
    f"POST {PATH}/export": Place(body=THESE),
    f"POST {PATH}/import": Place(
        form={"files": Upload("finish.json", json.dumps(DOCUMENT).encode())}
    ),
    f"POST {ONE}/ops": Place(
        body={
            "batch": "a" * 32,
            "base": 2,
            "ops": [{"path": ["locale"], "old": None, "val": "nl"}],
        }
    ),
    f"PUT {ONE}/editing": Place(body={"window": "w-1234"}),
    f"DELETE {ONE}/editing": Place(query={"window": "w-1234"}),
    f"PATCH {VERSION}": Place(body={"label": "Another name"}),
    f"POST {ONE}/publish": Place(body={"version": 2}),
    f"GET {DISPLAY}/templates/{{document_hash}}": Place(who="nobody"),
}
