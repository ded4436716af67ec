"""``project88 bench``: run one of the programs in bench/.

Each is a script that prints a table for people, or with ``--json`` one JSON object on standard
output: name, parameters, figures, yardstick figures of the same run, ratios. Progress goes to
standard error, so the object can be piped.
"""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from project88.cli import environment
from project88.errors import NotFound

FOLDER = environment.ROOT / "bench"


def run(
    name: Annotated[str, typer.Argument(help="Which bench; nothing lists them.")] = "",
    arguments: Annotated[list[str] | None, typer.Argument(help="For the bench: --json …")] = None,
) -> None:
    """Run a bench and end as it ended."""
    if not name:
        typer.echo("\n".join(f"{found.stem:12} {_purpose(found)}" for found in benches()))
        return
    script = FOLDER / f"{name}.py"
    if script not in benches():
        raise NotFound(f"There is no bench {name!r}; there are {_names()}.")
    done = subprocess.run(
        [sys.executable, str(script), *(arguments or ())],
        cwd=environment.ROOT,
        env=environment.without_settings(),
        check=False,
    )
    raise typer.Exit(done.returncode)


def benches() -> list[Path]:
    """The scripts of bench/; a name that begins with an underscore is a part of others."""
    return sorted(file for file in FOLDER.glob("*.py") if not file.name.startswith("_"))


def _names() -> str:
    return ", ".join(file.stem for file in benches()) or "none yet"


def _purpose(script: Path) -> str:
    told = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0]
