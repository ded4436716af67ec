"""What a location is for, as its name suggests.

Operators name locations on the box, in their language and in a hurry: "Finish", "ZIEL 2", "5K",
"ANN", "Pre-finish". A guess saves most of the clicks when a timing session is bound; it is always
shown as a guess, because a name proves nothing. The first row of the table that fits decides: a mat
that lies before the finish for the announcer usually has "finish" in its name as well.
"""

import re
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

LocationRole: TypeAlias = Literal["start", "split", "announcer", "finish"]

_WORDS: Final[Mapping[LocationRole, re.Pattern[str]]] = {
    "announcer": re.compile(
        r"\bann\b|\bann[0-9]|announce|speaker|\bpa\b|commenta(?:ry|tor)|\bpre[- ]?(?:fin|ziel)"
        r"|sprecher|moderat|vorziel|ansage",
        re.IGNORECASE,
    ),
    "finish": re.compile(
        r"finish|\bfin[0-9]*\b|\bgoal\b|arrival|(?<!zwischen)ziel|einlauf|\bend\b", re.IGNORECASE
    ),
    "start": re.compile(r"start|\bgun\b|\bcorral|\bwave\b", re.IGNORECASE),
    "split": re.compile(
        r"[0-9]\s?(?:k|km|m|mi|miles?)\b|\b(?:k|km|miles?|mi)\s?[0-9]|split|\b(?:half|mid)(?:way)?\b"
        r"|\bturn|\blaps?\b|\bloop|check\s?point|\bcp\s?[0-9]*\b|\baid\b|transition|\bt[12]\b|relay"
        r"|control|zwischen|wende|runde|halb|kontrolle|wechsel|verpflegung|\bbike\b|\bswim\b|\brad\b",
        re.IGNORECASE,
    ),
}
"""The first that fits decides: "10K Start" is a start, "Start/Finish" a finish."""


def guessed_role(name: str) -> LocationRole | None:
    """The role that this name suggests, or None."""
    plain = name.replace("_", " ")
    return next((role for role, words in _WORDS.items() if words.search(plain)), None)
