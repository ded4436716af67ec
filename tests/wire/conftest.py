"""The vectors that the protocol study published (its machine-readable block), by name.

`src` in a vector names where the bytes were seen: S… are public implementations and logs,
`constructed` marks lines built from a described behaviour.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def vectors() -> Mapping[str, Any]:  # Any: JSON of several shapes, each test knows its own
    found: Mapping[str, Any] = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
    return found
