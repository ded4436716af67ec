"""``project88 bench`` finds the programs in bench/ and hands on what they print."""

from pathlib import Path

import pytest
import typer

from project88.cli import bench
from project88.errors import NotFound


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    (tmp_path / "ingest.py").write_text(
        '"""Socket to durable.\n\nMore."""\nimport sys\nprint(sys.argv[1:])\nsys.exit(3)\n'
    )
    (tmp_path / "_yardstick.py").write_text('"""A part of others."""\n')
    monkeypatch.setattr(bench, "FOLDER", tmp_path)
    return tmp_path


def test_without_a_name_the_benches_are_listed_with_their_purpose(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench.run()
    assert capsys.readouterr().out == "ingest       Socket to durable.\n"


def test_a_bench_gets_its_arguments_and_its_exit_code_is_ours(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as caught:
        bench.run("ingest", ["--json"])
    assert caught.value.exit_code == 3
    assert capfd.readouterr().out == "['--json']\n"


@pytest.mark.parametrize("name", ["nonsense", "_yardstick", "../bench"])
def test_a_bench_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    with pytest.raises(NotFound, match="there are ingest"):
        bench.run(name)
