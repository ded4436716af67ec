"""The running application, held against its own description by schemathesis.

For every operation requests are made up from the document, right ones and wrong ones, by an owner
whose partner may be spoilt. No answer may be a fault of ours, an undocumented status, another form
of body than is told, or one that a caller without sign-in gets where sign-in is asked for. The seed
is fixed and the number of requests is bounded, so it is the same test every time.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from tests.isolation.world import World, build

from project88.accounts.sign_in.cookies import csrf_of
from project88.cli import environment
from project88.db.embedded import Urls

pytestmark = pytest.mark.journey

SEED = 88
EXAMPLES = 4
PATIENCE_S = 30.0
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "ignored_auth",
)
LEFT_OUT: Mapping[str, str] = {
    "/api/sign-in": "one that is right replaces the session that all others need",
    "/api/sign-out": "ends the session that all others need",
    "/api/sign-out-everywhere": "ends the session that all others need",
    "/api/me/sessions/.+": "may end the session that all others need, once its number was learned",
    "/stream": "an answer without end; tests/live reads it",
}
"""Paths by the end of a regular expression, and why they are not called here."""

THINGS: Mapping[str, str] = {
    "event_id": "event",
    "race_id": "race",
    "wave_id": "wave",
    "division_id": "division",
    "gun_id": "gun",
    "record_id": "record",
    "participant_id": "participant",
    "range_id": "range",
    "import_id": "import",
    "session_id": "session",
    "key_id": "key",
    "webhook_id": "webhook",
    "delivery_id": "delivery",
    "correction_id": "correction",
    "hold_id": "hold",
    "display_session_id": "display_session",
    "screen_id": "screen",
    "template_id": "template",
    "asset_id": "asset",
    "number": "version",
    "note_id": "note",
    "notice_id": "notice",
    "source_id": "source",
    "invitation_id": "invitation",
    "user_id": "user",
    "slug": "published",
}
"""Parameters of paths, and which thing of the partner is theirs; half of the requests name it."""
NOBODYS: Mapping[str, int | str] = {"integer": 2_000_000_000, "string": "nobodys"}


@pytest.fixture
def world(database: Urls) -> World:
    """Three partners; the first one's owner is whom schemathesis plays."""
    with psycopg.connect(database.superuser_url, autocommit=True) as administrator:
        return build(administrator, datetime.now(UTC))


@pytest.fixture
def origin(database: Urls, world: World, tmp_path: Path) -> Iterator[str]:
    """The address of a web process on that world."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **environment.without_settings(),
        "DATABASE_URL": database.service_url,
        "PROJECT88_CONFIG": os.devnull,
        "PROJECT88_ASSETS__DIR": str(tmp_path / "assets"),
        "PROJECT88_SECURITY__SECRET_KEY": "a-key-for-tests-only-0123456789abcdef",
        "PROJECT88_WEB__BIND": "127.0.0.1",
        "PROJECT88_WEB__PORT": str(port),
    }
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "project88", "web"], env=environ, stdout=log, stderr=log
        )
        try:
            yield answering(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def answering(origin: str, process: "subprocess.Popen[bytes]") -> str:
    """The address, once the process answers there."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert process.poll() is None, "the web process ended"
        try:
            if httpx.get(f"{origin}/api/health", trust_env=False).status_code == 200:
                return origin
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError("the web process does not answer")


def test_every_answer_is_as_the_description_says(origin: str, world: World, tmp_path: Path) -> None:
    owner = world.ours.people["owner"]
    headers = {
        "Cookie": f"__Host-project88={owner.secret}",
        "X-CSRF-Token": csrf_of(owner.secret),
        "X-Timing-Partner": world.ours.slug,
    }
    told = httpx.get(f"{origin}/schema", trust_env=False).json()
    (tmp_path / "schema.json").write_text(json.dumps(with_ids(told, world)))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", "schema.json", "--url", origin),
            *("--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"),
            *("--max-examples", str(EXAMPLES), "--seed", str(SEED), "--no-shrink"),
            *("--suppress-health-check", "all", "--request-timeout", "20", "--no-color"),
            *("--warnings", "off", "--continue-on-failure"),
            *(word for one in headers.items() for word in ("--header", ": ".join(one))),
            *("--exclude-path-regex", "|".join(f"(?:{path})$" for path in LEFT_OUT)),
        ],
        cwd=tmp_path,
        env=environment.without_settings(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    log = (tmp_path / "web.log").read_text()
    assert done.returncode == 0, f"{done.stdout[-30_000:]}{done.stderr[-2_000:]}\n{log[-4_000:]}"
    still = httpx.get(f"{origin}/api/me", headers=headers, trust_env=False)
    assert still.status_code == 200, "somebody ended the session; then little was tried"


def with_ids(told: dict[str, Any], world: World) -> dict[str, Any]:  # Any: an OpenAPI document
    """The description, its ids being those of things that are there, or of nothing."""
    for operations in told["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                known = world.ours.ids.get(THINGS.get(parameter["name"], ""))
                kind = parameter["schema"].get("type")
                if known is not None and kind in NOBODYS:
                    parameter["schema"] = {"type": kind, "enum": [known, NOBODYS[kind]]}
                    parameter["example"] = known
    return told
