"""Three timing partners with everything a partner can have, and people of every kind.

What is the first partner's carries a word that stands nowhere else, so that one look tells whether
anything of it came out. Everything is written by the superuser, so that building this world needs
no route that is to be tried in it.
"""

from datetime import datetime, timedelta

from tests.isolation.announced import announce
from tests.isolation.builder import (
    CANARY,
    CANARY_PERSON,
    CANARY_SESSION,
    PASSWORD,
    ZONE,
    Administrator,
    Builder,
    Partner,
    SignedInPerson,
    Value,
    World,
)
from tests.isolation.corrected import correct
from tests.isolation.displayed import display
from tests.isolation.drawn import drawings
from tests.isolation.kept import assets
from tests.isolation.raced import set_up
from tests.isolation.things import around, race_day, timing

from project88.accounts.roles import NEVER_FOR_KEYS, Permission, Role

__all__ = [
    "CANARY",
    "CANARY_PERSON",
    "CANARY_SESSION",
    "PASSWORD",
    "Administrator",
    "Partner",
    "SignedInPerson",
    "Value",
    "World",
    "build",
]


def build(administrator: Administrator, now: datetime) -> World:
    """The whole world; `now` is an instant of the events' day."""
    with administrator.transaction():
        ours = partner(Builder(administrator, CANARY, now), "polder", CANARY_PERSON)
        theirs = partner(Builder(administrator, "Fjord", now), "fjord", "Fjord")
        third = partner(Builder(administrator, "Delta", now), "delta", "Delta")
        hub = Builder(administrator, "hub", now).person("Hub", hub_administrator=True)
    return World(ours, theirs, third, hub)


def partner(to: Builder, slug: str, people_word: str) -> Partner:
    """One partner with its people, keys, an event of today and one of another day."""
    partner_id = to.add("timing_partners", slug=slug, name=f"{slug.title()} Timing", zone=ZONE)
    # The triggers of the audit log are bound by the policies too.
    to.speak_for(partner_id)
    to.add("timing_listeners", timing_partner_id=partner_id, port=20_000 + partner_id)
    members = people(to, partner_id, people_word)
    owner = members["owner"].user_id
    ids: dict[str, Value] = {
        "partner": partner_id,
        "user": members["timer"].user_id,
        "owner": owner,
        "slug": slug,
        "password": PASSWORD,
        "email": members["owner"].email,
        "signed_in": members["owner"].session_id,
    }
    keys = keys_of(to, partner_id, ids)
    race_day(to, partner_id, ids)
    timing(to, partner_id, ids)
    set_up(to, partner_id, ids)
    correct(to, partner_id, ids)
    announce(to, partner_id, owner, ids)
    display(to, partner_id, members[Role.OPERATOR].user_id, ids)
    drawings(to, partner_id, owner, ids)
    assets(to, partner_id, owner, ids)
    around(to, partner_id, owner, ids)
    return Partner(partner_id, slug, ids, members, keys)


def people(to: Builder, partner_id: int, word: str) -> dict[str, SignedInPerson]:
    """One of every role, one whose membership has ended, and one who was disabled."""
    names = Builder(to._administrator, word, to.now)
    found = {
        role.value: names.member(partner_id, f"{word} {role.value} {partner_id}", role)
        for role in Role
    }
    ended = names.member(partner_id, f"{word} ended {partner_id}", Role.OWNER, state="ended")
    expired = names.member(
        partner_id,
        f"{word} expired {partner_id}",
        Role.OWNER,
        expires_at=to.now - timedelta(hours=1),
    )
    disabled = names.member(partner_id, f"{word} disabled {partner_id}", Role.OWNER)
    to._administrator.execute(
        "update users set state = 'disabled' where id = %s", [disabled.user_id]
    )
    to._administrator.execute(
        "update users set totp_secret = '\\x00', totp_confirmed_at = now() where id = %s",
        [found[Role.OPERATOR].user_id],
    )
    found["other_operator"] = names.member(
        partner_id, f"{word} other operator {partner_id}", Role.OPERATOR
    )
    return found | {"ended": ended, "expired": expired, "disabled": disabled}


def keys_of(to: Builder, partner_id: int, ids: dict[str, Value]) -> dict[str, str]:
    """A key for everything, keys for nothing but one scope each, a revoked and an expired one."""
    all_of_them = set(Permission) - NEVER_FOR_KEYS
    keys = {"all": to.key(partner_id, "all", all_of_them)}
    ids["key"] = to.key_id
    for scope in sorted(all_of_them):
        keys[f"without {scope}"] = to.key(partner_id, f"not {scope}", all_of_them - {scope})
    hour = timedelta(hours=1)
    keys["revoked"] = to.key(partner_id, "revoked", all_of_them, revoked_at=to.now - hour)
    keys["expired"] = to.key(partner_id, "expired", all_of_them, expires_at=to.now - hour)
    return {name: token.text for name, token in keys.items()}
