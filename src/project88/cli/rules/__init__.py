"""Lessons of ours that no tool knows, each as a check that explains itself.

A rule gets the project's folder and returns complaints, one sentence each, beginning with the file.
Where a rule may be broken for a reason, the line that breaks it carries ``# rule: <name> -- <why>``
so that a reviewer sees both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from project88.cli import environment
from project88.cli.rules import code, files, pages, queries


@dataclass(frozen=True)
class Rule:
    """A name for the report, and the function that looks."""

    name: str
    look: Callable[[Path], list[str]]

    def complaints(self) -> list[str]:
        """What is wrong in this project now."""
        return self.look(environment.ROOT)


RULES = (
    Rule("docs/settings.md is fresh", pages.stale_settings),
    Rule("the development lock contains the other", pages.locks_that_differ),
    Rule("no file over 500 lines", files.too_long),
    Rule("names say what is inside", files.empty_names),
    Rule("no registry host, no path of one machine", files.places_of_one_machine),
    Rule("every query is named and described", queries.nameless),
    Rule("only store.py and db/ execute SQL", code.sql_elsewhere),
    Rule("only db/pool.py opens and ends transactions", code.transactions_elsewhere),
    Rule("only cli/ and web/app.py read the environment", code.environment_elsewhere),
)
