"""Each of our rules finds what it is for, says where, and can be broken in the open only."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from project88.cli.rules import RULES, Rule, code, files, pages, queries
from project88.cli.settings import page


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file of a small project and returns the project's folder."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    def write(name: str, text: str) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return tmp_path

    return write


Write = Callable[[str, str], Path]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_this_project_keeps_its_own_rules(rule: Rule) -> None:
    assert rule.complaints() == []


def test_sql_is_executed_in_a_store_and_nowhere_else(project: Write) -> None:
    line = "async def f(connection):\n    await connection.fetchrow('select 1')\n"
    project("src/project88/timing/store.py", line)
    project("src/project88/db/pool.py", line)
    root = project("src/project88/timing/record.py", line)
    assert code.sql_elsewhere(root) == [
        "src/project88/timing/record.py:2 says .fetchrow(): move it to the feature's store.py."
    ]


def test_a_rule_is_broken_on_the_line_and_with_a_reason(project: Write) -> None:
    root = project("src/project88/race/a.py", "pool.execute(f)  # rule: sql -- a thread pool\n")
    assert code.sql_elsewhere(root) == []
    root = project("src/project88/race/a.py", "pool.execute(f)  # rule: sql -- \n")
    assert code.sql_elsewhere(root)
    root = project("src/project88/race/a.py", "pool.execute(f)  # rule: transaction -- why\n")
    assert code.sql_elsewhere(root)


def test_transactions_belong_to_the_pool(project: Write) -> None:
    project("src/project88/db/pool.py", "connection.transaction()\n")
    root = project("src/project88/timing/store.py", "connection.transaction()\n")
    assert len(code.transactions_elsewhere(root)) == 1


@pytest.mark.parametrize(
    "line", ["import os\nos.environ['A']", "import os\nos.getenv('A')", "from os import environ"]
)
def test_the_environment_is_read_at_the_edge(project: Write, line: str) -> None:
    project("src/project88/cli/up.py", line)
    project("src/project88/web/app.py", line)
    root = project("src/project88/web/routes.py", line)
    [complaint] = code.environment_elsewhere(root)
    assert complaint.startswith("src/project88/web/routes.py:")


def test_a_long_file_is_to_be_split(project: Write) -> None:
    project("src/project88/a.py", "x = 1\n" * 500)
    root = project("ui/src/b.ts", "x\n" * 501)
    assert files.too_long(root) == ["ui/src/b.ts has 501 lines; split it by reason to change."]


@pytest.mark.parametrize(
    "name", ["src/project88/utils.py", "src/helpers/a.py", "ui/src/common/b.ts", "ui/Manager.tsx"]
)
def test_a_name_says_something_about_the_trade(project: Write, name: str) -> None:
    project("src/project88/timing/record.py", "")
    assert len(files.empty_names(project(name, ""))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "index: https://" + "pypi.org/simple",
        '"resolved": "https://registry.' + 'npmjs.org/vite"',
        "cd /wor" + "k/main",
        "open('/hom" + "e/timer/race.csv')",
    ],
)
def test_nothing_names_a_registry_or_one_persons_machine(project: Write, text: str) -> None:
    project("docs/a.md", "see https://www.postgresql.org/docs and /var/lib/project88\n")
    project("docs/picture.png", "\0" + text)
    [complaint] = files.places_of_one_machine(project("docs/b.md", f"one\n{text}\n"))
    assert complaint.startswith("docs/b.md:2 names ")


def test_what_git_ignores_is_not_looked_at(project: Write) -> None:
    project(".gitignore", "/made-here/\n")
    assert files.empty_names(project("made-here/utils.py", "")) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("select 1;\n", "before the first name"),
        ("-- name: one\nselect 1;\n", "no description"),
        ("-- name: one\n-- What it does.\n", "empty"),
        ("-- name: one\n-- a\nselect 1;\n-- name: one\n-- b\nselect 2;\n", "twice"),
        ("-- name: one\n-- a\nselect 1;\n-- name: Two\n-- b\nselect 2;\n", "words_in_lower_case"),
    ],
)
def test_a_query_has_a_name_and_a_description(project: Write, text: str, complaint: str) -> None:
    good = "-- name: store_reads\n-- Keeps one batch.\ninsert into timing_reads default values;\n"
    project("src/project88/live/queries.sql", good)
    [said] = queries.nameless(project("src/project88/timing/queries.sql", text))
    assert said.startswith("src/project88/timing/queries.sql: ")
    assert complaint in said


def test_a_page_of_settings_that_was_edited_is_stale(project: Write) -> None:
    assert pages.stale_settings(project("docs/settings.md", page())) == []
    assert pages.stale_settings(project("docs/settings.md", page() + "more\n"))


def test_what_is_tested_is_what_is_served(project: Write) -> None:
    project("requirements.lock", "asyncpg==0.31 \\\n    --hash=sha256:00\nrich==15\n")
    root = project("requirements-dev.lock", "asyncpg==0.32 \\\n    --hash=sha256:00\nrich==15\n")
    assert pages.locks_that_differ(root) == [
        "requirements-dev.lock has asyncpg 0.32, requirements.lock 0.31."
    ]
