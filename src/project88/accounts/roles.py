"""What each role may do, as a table: the one place to look when somebody asks "who can …?".

A person has one role at each timing partner. A key of the API has a list of permissions instead.
A hub administrator manages partners and, without a membership, sees nothing of what is theirs.
"""

import enum
from collections.abc import Mapping
from typing import Final


class Permission(enum.StrEnum):
    """One thing that may be allowed; these are also the scopes of API keys."""

    EVENTS_VIEW = "events.view"
    EVENTS_EDIT = "events.edit"
    ROSTER_VIEW = "roster.view"
    ROSTER_EDIT = "roster.edit"
    BIBS_EDIT = "bibs.edit"
    """Give, swap and take back bibs and chips on race day, without the rest of the roster."""
    NAMES_REAL = "names.real"
    """Names of participants who asked to be hidden; needed to correct a roster."""
    TIMING_VIEW = "timing.view"
    TIMING_EDIT = "timing.edit"
    DISPLAYS_RUN = "displays.run"
    """One's own display sessions, those shared with one, and their links and screens."""
    DISPLAYS_MANAGE = "displays.manage"
    """Everybody's, for whoever has to step in when an operator has left."""
    TEMPLATES_EDIT = "templates.edit"
    """Draw and publish templates, with their pictures, fonts and messages; whoever runs displays sees them."""
    ANNOUNCE = "announce"
    """The announcer's "said" ticks."""
    PEOPLE_VIEW = "people.view"
    PEOPLE_EDIT = "people.edit"
    KEYS_EDIT = "keys.edit"
    WEBHOOKS_EDIT = "webhooks.edit"
    AUDIT_VIEW = "audit.view"
    PARTNER_EDIT = "partner.edit"


class Role(enum.StrEnum):
    """What a person is at a timing partner."""

    OWNER = "owner"
    TIMER = "timer"
    OPERATOR = "operator"
    ANNOUNCER = "announcer"
    VOLUNTEER = "volunteer"
    READ_ONLY = "read_only"


P = Permission
_LOOK: Final = frozenset({P.EVENTS_VIEW, P.ROSTER_VIEW, P.TIMING_VIEW})

MAY: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.OWNER: frozenset(Permission),
    Role.TIMER: frozenset(Permission)
    - {P.PEOPLE_EDIT, P.KEYS_EDIT, P.WEBHOOKS_EDIT, P.PARTNER_EDIT},
    Role.OPERATOR: _LOOK | {P.DISPLAYS_RUN, P.TEMPLATES_EDIT, P.BIBS_EDIT, P.NAMES_REAL},
    Role.ANNOUNCER: _LOOK | {P.ANNOUNCE},
    Role.VOLUNTEER: frozenset({P.EVENTS_VIEW, P.ROSTER_VIEW, P.BIBS_EDIT, P.NAMES_REAL}),
    Role.READ_ONLY: _LOOK,
}

TODAY_ONLY: Final = frozenset({Role.VOLUNTEER})
"""Roles that see an event only while it is its day there, so that nobody is checked in elsewhere."""

NEVER_FOR_KEYS: Final = frozenset({P.PEOPLE_EDIT, P.KEYS_EDIT})
"""A key that leaks must not be able to make people or other keys."""

IN_WORDS: Final[Mapping[Permission, str]] = {
    P.EVENTS_VIEW: "see events",
    P.EVENTS_EDIT: "change events",
    P.ROSTER_VIEW: "see rosters",
    P.ROSTER_EDIT: "change rosters",
    P.BIBS_EDIT: "give and swap bibs and chips",
    P.NAMES_REAL: "see names that participants asked to hide",
    P.TIMING_VIEW: "see timing",
    P.TIMING_EDIT: "change timing",
    P.DISPLAYS_RUN: "run displays",
    P.DISPLAYS_MANAGE: "see and take over everyone's displays",
    P.TEMPLATES_EDIT: "draw and publish templates",
    P.ANNOUNCE: "tick off what was announced",
    P.PEOPLE_VIEW: "see who works here",
    P.PEOPLE_EDIT: "invite and change people",
    P.KEYS_EDIT: "make API keys",
    P.WEBHOOKS_EDIT: "change webhooks",
    P.AUDIT_VIEW: "read the audit log",
    P.PARTNER_EDIT: "change the settings of the timing partner",
}
"""Each permission as it ends the sentence "You may not …"."""


def table() -> str:
    """`MAY` as the table of ``docs/security.md``."""
    heads = [role.replace("_", "-") for role in Role]
    lines = [f"| may | {' | '.join(heads)} |", "|---|" + "---|" * len(heads)]
    for permission, words in IN_WORDS.items():
        marks = " | ".join("●" if permission in MAY[role] else "–" for role in Role)
        lines.append(f"| {words} ({permission}) | {marks} |")
    return "\n".join(lines)
