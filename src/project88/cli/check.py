"""``project88 check``: everything that can be known about the code without running it.

All checks run, two at a time, and what failed is told at the end: nobody should have to mend one
thing to hear of the next. What a tool cannot know stands in ``rules``.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import typer

from project88.cli import environment, rules, tools

PYTHON = ("src", "tests", "bench")


@dataclass(frozen=True)
class Outcome:
    """What a check said; an empty complaint is a pass."""

    name: str
    complaint: str
    seconds: float


Check = tuple[str, Callable[[], str]]


def run() -> None:
    """Run every check; exit 1 when one complains."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(_timed, checks()))
    failed = [outcome for outcome in outcomes if outcome.complaint]
    for outcome in failed:
        typer.echo(f"\n── {outcome.name} ──\n{outcome.complaint}", err=True)
    if failed:
        typer.echo(f"\nfailed: {', '.join(outcome.name for outcome in failed)}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{len(outcomes)} checks passed.")


def checks() -> list[Check]:
    """Every check by name, the slow ones first."""
    folders = [folder for folder in PYTHON if (environment.ROOT / folder).is_dir()]
    return [
        ("mypy --strict", lambda: _module("mypy", "--strict", *folders)),
        *_front_end(),
        (
            "imports",
            lambda: _program("from importlinter.cli import lint_imports_command as c; c()"),
        ),
        (
            "ruff check",
            lambda: _module("ruff", "check", "--quiet", "--output-format=concise", *folders),
        ),
        ("ruff format", lambda: _module("ruff", "format", "--check", "--quiet", *folders)),
        *((rule.name, lambda rule=rule: "\n".join(rule.complaints())) for rule in rules.RULES),
    ]


def _front_end() -> list[Check]:
    if not (tools.UI / "package.json").is_file():
        return []
    return [
        ("eslint", lambda: _said(tools.npm("run", "--silent", "lint"), tools.npm_environ())),
        ("tsc", lambda: _said(tools.npm("run", "--silent", "typecheck"), tools.npm_environ())),
        ("client", lambda: _module("project88", "client", "--check")),
    ]


def _timed(check: Check) -> Outcome:
    name, ask = check
    began = time.monotonic()
    outcome = Outcome(name, ask(), time.monotonic() - began)
    typer.echo(f"{'FAILED' if outcome.complaint else 'ok':6}  {name}  ({outcome.seconds:.1f} s)")
    return outcome


def _module(name: str, *arguments: str) -> str:
    return _said([sys.executable, "-m", name, *arguments], dict(os.environ))


def _program(code: str) -> str:
    return _said([sys.executable, "-c", code], dict(os.environ))


def _said(command: Sequence[str], environ: dict[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=environment.ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    return (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"
