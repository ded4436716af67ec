"""Everybody who must not get through a route, and how each of them asks.

Made from the route's rule: who lacks its permission, whose time is over, who is somebody else's.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec
from tests.isolation.asking import ORIGIN
from tests.isolation.requests import Ids, Route, request
from tests.isolation.world import Partner, SignedInPerson, World

from project88.accounts.access import Access, Needs
from project88.accounts.roles import MAY, NEVER_FOR_KEYS, TODAY_ONLY, Role
from project88.accounts.sign_in.cookies import csrf_of

COOKIE = "__Host-project88"
Headers = Mapping[str, str]
SHUT = frozenset({401, 403, 404})
CLOSED = frozenset({404})
OPEN = frozenset(range(200, 500))


class Caller(msgspec.Struct, frozen=True):
    """Somebody who asks. `own` is when the request names their own partner, in which what has no
    ids of ours in it is theirs to do."""

    name: str
    headers: Headers
    may_answer: frozenset[int] = SHUT
    own: bool = False
    event: Literal["event", "other_event"] = "event"
    colleague: bool = False
    """Of our partner, with the same role as the operator whose display session it is."""


DISPLAYED = frozenset({"display_session", "address", "screen", "notice"})
"""Ids of what one operator has alone."""


def person(
    who: SignedInPerson, partner: str = "", *, origin: str = ORIGIN, csrf: bool = True
) -> Headers:
    told = {"cookie": f"{COOKIE}={who.secret}", "origin": origin}
    told |= {"x-csrf-token": csrf_of(who.secret)} if csrf else {}
    return told | ({"x-timing-partner": partner} if partner else {})


def key(text: str, partner: str = "") -> Headers:
    told = {"authorization": f"Bearer {text}"}
    return told | ({"x-timing-partner": partner} if partner else {})


def strangers(route: Route, world: World) -> Iterator[Caller]:
    """Who is to be refused at this route."""
    ours, rule = world.ours, route.rule
    match rule:
        case Needs():
            yield from _of_partner(route, rule, world)
        case Access.SIGNED_IN | Access.SECOND_FACTOR:
            yield from _without_sign_in(world)
            yield Caller(
                "a person of another partner", person(world.theirs.people["owner"]), own=True
            )
        case Access.HUB_ADMINISTRATOR:
            yield from _without_sign_in(world)
            for role in Role:
                yield Caller(f"our {role}", person(ours.people[role]), frozenset({403}))
        case Access.PUBLIC | Access.OPERATOR | Access.DISPLAY_URL:
            yield Caller("nobody", {}, own=rule is Access.PUBLIC)
            yield Caller(
                "a person of another partner",
                person(world.theirs.people["owner"]),
                own=rule is Access.PUBLIC,
            )
    if route.changes and rule is not Access.PUBLIC:
        yield from _forged(route, world)


def colleague(route: Route, world: World) -> Iterator[Caller]:
    """The other operator, at every route that names what is not hers, and at all that only tell."""
    if not isinstance(route.rule, Needs) or route.rule.permission not in MAY[Role.OPERATOR]:
        return
    named = Ids(world.ours)
    request(route, named)
    if named.names & DISPLAYED or not route.changes:
        who = person(world.ours.people["other_operator"], world.ours.slug)
        closed = bool(named.names & DISPLAYED)
        yield Caller("our other operator", who, CLOSED if closed else OPEN, colleague=True)


def insider(route: Route, world: World) -> Headers:
    """The caller for whom the route is."""
    who = route.place.who
    if route.rule is Access.PUBLIC:
        return {"origin": ORIGIN}
    if route.rule is Access.HUB_ADMINISTRATOR or who == "hub_administrator":
        return person(world.hub_administrator)
    if who == "nobody":
        return {}
    return person(world.ours.people[who], world.ours.slug)


def _without_sign_in(world: World) -> Iterator[Caller]:
    ours = world.ours
    yield Caller("nobody", {}, frozenset({401, 403}))
    yield Caller(
        "nobody who knows the name", {"x-timing-partner": ours.slug}, frozenset({401, 403})
    )
    yield Caller(
        "a cookie that was made up",
        person(SignedInPerson(0, "A" * 43), ours.slug),
        frozenset({401, 403}),
    )
    yield Caller("our disabled owner", person(ours.people["disabled"], ours.slug), frozenset({401}))
    for name in ("all", "revoked", "expired"):
        yield Caller(f"our key: {name}", key(ours.keys[name]), frozenset({401, 403}))


def _of_partner(route: Route, rule: Needs, world: World) -> Iterator[Caller]:
    ours, theirs = world.ours, world.theirs
    yield from (caller for caller in _without_sign_in(world) if caller.name != "our key: all")
    for name in ("ended", "expired"):
        yield Caller(
            f"our owner whose membership {name}",
            person(ours.people[name], ours.slug),
            frozenset({404}),
        )
    yield Caller(
        "a hub administrator", person(world.hub_administrator, ours.slug), frozenset({404})
    )
    yield from _of_another(theirs, ours)
    for role in Role:
        if rule.permission not in MAY[role]:
            yield Caller(f"our {role}", person(ours.people[role], ours.slug), frozenset({403}))
        elif role in TODAY_ONLY:
            yield Caller(
                f"our {role} on another day",
                person(ours.people[role], ours.slug),
                event="other_event",
            )
    if rule.permission in NEVER_FOR_KEYS:
        yield Caller("our key: all", key(ours.keys["all"]), frozenset({403}))
    else:
        lacking = ours.keys[f"without {rule.permission}"]
        yield Caller("our key without the scope", key(lacking), frozenset({403}))


def _of_another(theirs: Partner, ours: Partner) -> Iterator[Caller]:
    for role in Role:
        yield Caller(
            f"their {role} who names us", person(theirs.people[role], ours.slug), frozenset({404})
        )
    owner = theirs.people["owner"]
    yield Caller("their owner at home", person(owner, theirs.slug), SHUT | {422}, own=True)
    yield Caller("their owner without a partner", person(owner), frozenset({422}))
    yield Caller("their key who names us", key(theirs.keys["all"], ours.slug), frozenset({404}))
    yield Caller("their key at home", key(theirs.keys["all"]), SHUT | {422}, own=True)


def _forged(route: Route, world: World) -> Iterator[Caller]:
    """The right person's browser, made to ask by somebody else's page."""
    who = world.ours.people["owner"]
    slug = world.ours.slug
    if route.rule is Access.HUB_ADMINISTRATOR:
        who, slug = world.hub_administrator, ""
    if route.rule not in {Access.SECOND_FACTOR, Access.DISPLAY_URL}:
        yield Caller("our owner without the token", person(who, slug, csrf=False), frozenset({403}))
    elsewhere = person(who, slug, origin="https://evil.test")
    yield Caller("our owner from another site", elsewhere, frozenset({403}))
