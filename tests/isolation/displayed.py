"""What an operator of a timing partner has: a display session, links, screens, notices, proofs of play.

It is that operator's alone. Its texts carry a word of their own, which no other operator of the same
partner may ever be told.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from tests.isolation.builder import CANARY, CANARY_SESSION, Builder, Value

UNCLAIMED = 0
"""Whose streams are that came in on a shared port."""
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def display(to: Builder, partner_id: int, owner: int, ids: dict[str, Value]) -> None:
    """One of everything, shown on one screen now."""
    word = f"{to.word}{CANARY_SESSION}" if to.word == CANARY else to.word
    mine = {"timing_partner_id": partner_id}
    ids["display_session"] = session = to.add(
        "display_sessions",
        event_id=ids["event"],
        name=f"{word} display session",
        messages=[f"{word} well run"],
        owner_id=owner,
        created_at=to.now,
        last_used_at=to.now,
        **mine,
    )
    to.add(
        "session_timing_streams",
        display_session_id=session,
        session_id=ids["session"],
        locations=[{"name": f"{word} mat", "role": "finish", "shown": True}],
        bound_by=owner,
        **mine,
    )
    of_session = mine | {"display_session_id": session}
    ids["address"] = to.add(
        "display_urls",
        id="ABCDEF" + ALPHABET[partner_id // 31 % 31] + ALPHABET[partner_id % 31],
        label=f"{word} display",
        expires_at=to.now + timedelta(hours=24),
        made_by=owner,
        **of_session,
    )
    screen(to, mine | of_session, word, ids)
    ids["source"] = to.add(
        "timing_sources", source_key=f"{to.word} of nobody", timing_partner_id=UNCLAIMED
    )
    ids["notice"] = to.add(
        "screen_notices",
        kind="message",
        text=f"{word} notice",
        made_by=owner,
        made_at=to.now,
        **of_session,
    )


def screen(to: Builder, mine: Mapping[str, object], word: str, ids: dict[str, Value]) -> None:
    """A browser that shows the display session, and what it has said."""
    secret = hashlib.sha256(f"{word} screen".encode()).hexdigest()[:22]
    ids["screen_key"] = secret
    ids["screen_code"] = "SCREEN" + str(ids["address"])[-2:]
    partner = {"timing_partner_id": mine["timing_partner_id"]}
    ids["screen"] = number = to.add(
        "screens",
        number=1,
        name=f"{word} screen",
        key_hash=hashlib.sha256(secret.encode()).digest(),
        code=ids["screen_code"],
        link_id=ids["address"],
        group_name=f"{word} group",
        first_seen_at=to.now,
        **partner,
    )
    at = {"screen_id": number, **mine}
    to.add(
        "screen_reports",
        seen_at=to.now,
        up_since=to.now,
        state_changed_at=to.now,
        report={"page": "rest", "build": f"{word} build"},
        **at,
    )
    to.add("screen_plays", kind="notice", at=to.now, until=to.now, words=f"{word} words", **at)
    to.add("screen_minutes", minute=to.now, seen_s=10, opened=1, shown=1, **at)
