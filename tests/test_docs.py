"""What the docs name exists: paths, commands and their options, settings, links, benches, fields.

A page that sends somebody to a file which moved, or to an option that never was, costs more trust than
a missing page. So whatever looks like one of these is looked up in the code itself. A name in
backticks is taken for a path when it ends like a file of ours or like a folder; a line with
``./project88`` is taken for a command.
"""

import os
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from project88.cli import COMMANDS, app
from project88.collector.status import Health, Sender, Status
from project88.settings import PLAIN_NAMES, Settings, variable_name
from project88.wire.outcomes import CloseReason, Reason

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [*(ROOT / "docs").rglob("*.md")]
    + [ROOT / f"{name}.md" for name in ("README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG")]
)
BENCHES = {path.stem for path in (ROOT / "bench").glob("[!_]*.py")}
OPEN_COMMANDS = {command.name for command in COMMANDS if command.open}
WHERE_TO_FIND_SETTINGS = {"PROJECT88_CONFIG", "PROJECT88_SECRETS"}
MADE_OR_GIVEN = {
    "project88.toml": "an operator's own",
    "uv.lock": "what we do not have",
    "cli.py": "what the design had",
}
BASES = (ROOT, ROOT / "src" / "project88", ROOT / "ui" / "src")
ENDINGS = {".py", ".sql", ".md", ".ts", ".mjs", ".sh", ".toml", ".lock", ".png", ".css", ".csv"}
NEVER_LOOKED_INTO = {"node_modules", "dist", "__pycache__", ".git", ".project88"}

_FENCE = re.compile(r"^ *(?:> )?```(?P<kind>\w*)\n(?P<code>.*?)^ *(?:> )?```", re.M | re.S)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)|!\[[^\]]*\]\((?P<picture>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (?P<text>.+)$", re.M)
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
_SETTING = re.compile(r"(?P<section>[a-z]+)\.(?P<name>[a-z0-9_]+)")
_VARIABLE = re.compile(r"\bPROJECT88_[A-Z0-9_]+\b")
_OPTION = re.compile(r"--[a-z][a-z-]+")
_COMMAND = re.compile(r"\./project88\s+(?P<rest>[^\n|>&;]*)")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(page: Path) -> str:
    return _FENCE.sub("", text_of(page))


def code_names(page: Path) -> list[str]:
    """What stands in backticks outside of code blocks."""
    return _CODE.findall(prose_of(page))


def commands_of(page: Path) -> Iterator[list[str]]:
    """Every ``./project88 …`` of a page, as words; a line that goes on with a backslash is one."""
    for code in [*code_names(page), *(found["code"] for found in _FENCE.finditer(text_of(page)))]:
        whole = re.sub(r"\\\n(?: *> )?\s*", " ", code)
        for found in _COMMAND.finditer(whole):
            words = shlex.split(found["rest"].replace("…", ""), comments=True)
            if words:
                yield words


@cache
def names_of_files() -> frozenset[str]:
    """The name of every file of ours, wherever it lies."""
    found: set[str] = set()
    for _, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in NEVER_LOOKED_INTO]
        found.update(names)
    return frozenset(found)


def is_path(name: str) -> bool:
    if not _PATH.fullmatch(name) or name.startswith("."):
        return False
    return name.endswith("/") or Path(name).suffix in ENDINGS


def exists(name: str, page: Path) -> bool:
    if any((base / name).exists() for base in (*BASES, page.parent)):
        return True
    return "/" not in name and name in names_of_files()


@pages
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = {name for name in code_names(page) if is_path(name)} - MADE_OR_GIVEN.keys()
    assert sorted(name for name in named if not exists(name, page)) == []


@pages
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for found in _LINK.finditer(text_of(page)):
        target = found["target"] or found["picture"]
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.is_file(), f"{target} is no page"
        if anchor:
            assert anchor in anchors(other), f"{target} is no heading of that page"


def anchors(page: Path) -> set[str]:
    """Headings as a forge turns them into anchors."""
    lines = _HEADING.findall(prose_of(page))
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pages
def test_every_command_that_a_page_names_can_be_given(page: Path) -> None:
    run = CliRunner()
    for words in commands_of(page):
        # An open command would hand --help on, and run.
        given = words[:1] if words[0] in OPEN_COMMANDS else words
        done = run.invoke(app, [*given, "--help"])
        assert done.exit_code == 0, f"./project88 {shlex.join(words)}: {done.output}"


@cache
def options_of_all() -> frozenset[str]:
    """Every option of every command and bench."""
    run, found = CliRunner(), set[str]()
    for command in COMMANDS:
        function = command.function()
        group = function.registered_commands if isinstance(function, typer.Typer) else ()
        for name in [one.name or getattr(one.callback, "__name__", "") for one in group] or [""]:
            words = [command.name, *([name] if name else []), "--help"]
            found.update(_OPTION.findall(run.invoke(app, words).output))
    for name in BENCHES | {"_bed"}:
        found.update(_OPTION.findall(text_of(ROOT / "bench" / f"{name}.py")))
    return frozenset(found)


@pages
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    named = {name.split()[0] for name in code_names(page) if _OPTION.match(name)}
    assert named - options_of_all() == set()


@pages
def test_every_bench_that_a_page_runs_exists(page: Path) -> None:
    for words in commands_of(page):
        if words[0] == "bench" and words[1:2] and words[1] != "NAME":
            assert words[1] in BENCHES


def test_every_bench_is_explained() -> None:
    assert BENCHES - set(code_names(ROOT / "docs" / "benches.md")) == set()


@pages
def test_every_setting_that_a_page_names_exists(page: Path) -> None:
    sections = {name: set(type(branch).model_fields) for name, branch in Settings()}
    variables = {
        variable_name(section, name) for section, names in sections.items() for name in names
    }
    assert set(_VARIABLE.findall(text_of(page))) - variables - WHERE_TO_FIND_SETTINGS == set()
    for name in code_names(page):
        found = _SETTING.fullmatch(name)
        if found and found["section"] in sections and not is_path(name):
            assert found["name"] in sections[found["section"]], f"there is no setting {name}"


def test_variables_with_plain_names_are_named_as_they_are() -> None:
    said = text_of(ROOT / "docs" / "deploy.md")
    assert set(re.findall(r"\b(?:DATABASE|REDIS)_[A-Z_]+\b", said)) == set(PLAIN_NAMES)


def test_the_readme_begins_with_the_demo_and_the_tests() -> None:
    first, second, *_ = commands_of_in_order(ROOT / "README.md")
    assert (first, second) == ("demo", "test")


def commands_of_in_order(page: Path) -> list[str]:
    return [found["rest"].split()[0].strip("`") for found in _COMMAND.finditer(text_of(page))]


def test_the_readme_names_every_command() -> None:
    named = {words[0] for words in commands_of(ROOT / "README.md")}
    assert {command.name for command in COMMANDS} - named == set()


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = [found["target"] for found in _LINK.finditer(text_of(page)) if found["target"]]
        waiting += [(page.parent / target.partition("#")[0]).resolve() for target in targets
                    if not target.startswith(("https://", "#"))]  # fmt: skip
    assert [page.name for page in PAGES if page not in reached] == []


@pytest.mark.parametrize("answer", [Status, Sender, Health])
def test_every_field_of_the_status_api_is_explained(answer: type[msgspec.Struct]) -> None:
    named = set(code_names(ROOT / "docs" / "race-day.md"))
    assert set(answer.__struct_fields__) - named == set()


def test_every_reason_for_quarantine_and_for_an_end_is_explained() -> None:
    named = set(code_names(ROOT / "docs" / "protocols.md"))
    assert {*Reason, *CloseReason} - named == set()
