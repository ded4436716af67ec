"""``project88 client``: what the pages believe of the routes is what the routes are."""

import json
from pathlib import Path

import pytest
import typer

from project88.cli import client, environment
from project88.cli.document_types import typescript
from project88.templates.document.schema import text as schema_text

pytestmark = pytest.mark.long


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A front end whose description is that of today; making types needs no Node here."""
    monkeypatch.setattr(client, "DOCUMENT", _under_root(tmp_path / "openapi.json", monkeypatch))
    monkeypatch.setattr(client, "TYPES", tmp_path / "generated")
    monkeypatch.setattr(client, "_make_types", _types_that_repeat_the_document)
    monkeypatch.setattr(client, "DOCUMENT_TYPES", tmp_path / "schema.ts")
    monkeypatch.setattr(client, "DOCUMENT_SCHEMA", tmp_path / "template.schema.json")
    client.DOCUMENT_TYPES.write_text(typescript())
    client.DOCUMENT_SCHEMA.write_bytes(schema_text())
    client.DOCUMENT.write_bytes(client.described())
    _types_that_repeat_the_document(client.DOCUMENT, client.TYPES)
    return tmp_path


def _under_root(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(environment, "ROOT", file.parent)
    monkeypatch.setattr(environment, "STATE", file.parent)
    return file


def _types_that_repeat_the_document(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "types.gen.ts").write_bytes(source.read_bytes())


def test_the_description_names_every_route_and_is_the_same_each_time() -> None:
    text = client.described()
    assert text == client.described()
    told = json.loads(text)
    assert {"/api/me", "/api/sign-in", "/api/health"} <= set(told["paths"])
    assert list(told["paths"]) == sorted(told["paths"])


def test_what_was_just_made_is_not_stale(made: Path) -> None:
    assert client.stale() == ""


def test_a_route_that_changed_is_told_with_what_to_do(made: Path) -> None:
    told = json.loads(client.DOCUMENT.read_bytes())
    del told["paths"]["/api/me"]
    client.DOCUMENT.write_text(json.dumps(told))
    assert client.stale() == f"openapi.json {client.STALE}"


def test_types_of_yesterday_are_told_too(made: Path) -> None:
    (client.TYPES / "types.gen.ts").write_text("export type Me = { name: string };\n")
    assert client.stale() == f"generated {client.STALE}"


def test_a_file_that_no_route_made_is_stale(made: Path) -> None:
    (client.TYPES / "more.gen.ts").write_text("export {};\n")
    assert client.stale() == f"generated {client.STALE}"


def test_the_check_says_it_and_fails(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    client.DOCUMENT.unlink()
    with pytest.raises(typer.Exit) as caught:
        client.run(check=True)
    assert caught.value.exit_code == 1
    assert "./project88 client" in capsys.readouterr().err


def test_types_of_a_template_document_of_yesterday_are_told(made: Path) -> None:
    client.DOCUMENT_TYPES.write_text(typescript().replace("'text' | ", ""))
    assert client.stale() == f"schema.ts {client.STALE}"


def test_a_schema_of_a_template_that_is_not_today_s_is_told(made: Path) -> None:
    client.DOCUMENT_SCHEMA.unlink()
    assert client.stale() == f"template.schema.json {client.STALE}"
