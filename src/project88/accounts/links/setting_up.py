"""The first set-up: whoever started the hub becomes its administrator, by the link it printed."""

from project88.accounts import passwords
from project88.accounts import store as partners
from project88.accounts.instants import instant
from project88.accounts.links import store
from project88.accounts.links.schemas import FirstPartner, SetUp
from project88.accounts.links.using import link_over, open_link
from project88.accounts.partners import require_sensible
from project88.accounts.parts import Accounts
from project88.accounts.roles import Role
from project88.accounts.sign_in import steps
from project88.accounts.sign_in.browser import Browser
from project88.accounts.sign_in.notes import note
from project88.accounts.users import store as users
from project88.accounts.users.store import NewUser, User
from project88.db.actor import Actor
from project88.db.pool import Connection
from project88.errors import Conflict


async def set_up(accounts: Accounts, browser: Browser, given: SetUp) -> steps.Began:
    """The hub's first administrator, and perhaps its first partner.

    :raises NotFound: the link works no more.
    :raises Conflict: there is an administrator already, or the address or short name is taken.
    """
    browser.visit.require_private()
    link = await open_link(accounts, browser, given.link)
    if link.kind != "set_up":
        raise link_over()
    passwords.require_good(given.password, given.email, given.name)
    if given.partner is not None:
        require_sensible(given.partner.slug, given.partner.name, given.partner.zone)
    password_hash = await accounts.hasher.hash(given.password)
    user, partner_id = await _administrator(accounts, link.id, given, password_hash)
    actor = Actor("user", user.name, user.id, browser.visit.address)
    if partner_id is not None:
        async with accounts.pool.partner(partner_id, by=actor) as connection:
            await store.join_partner(connection, partner_id, user.id, Role.OWNER)
    await note(accounts, actor, "set up the hub")
    return await steps.complete(accounts, browser, user, "link", second_factor=False)


async def _administrator(
    accounts: Accounts, link_id: int, given: SetUp, password_hash: str
) -> tuple[User, int | None]:
    """Administrator and partner, both or neither."""
    now = instant(accounts.now())
    name = " ".join(given.name.split())
    new = NewUser(given.email, name, password_hash, True, given.language)  # noqa: FBT003 -- a row
    async with accounts.pool.hub("the first set-up of the hub") as connection:
        await users.lock_first_set_up(connection)
        if await users.has_hub_administrator(connection):
            raise Conflict("This hub has an administrator already.", code="set_up_already")
        if not await store.use(connection, link_id, now):
            raise link_over()
        number = await users.add_user(connection, new)
        user = None if number is None else await users.user_by_id(connection, number)
        if user is None:
            raise Conflict("Somebody has that e-mail address already.", code="email_taken")
        return user, await _partner(connection, given.partner)


async def _partner(connection: Connection, wanted: FirstPartner | None) -> int | None:
    if wanted is None:
        return None
    row = await partners.add_partner(connection, wanted.slug, wanted.name.strip(), wanted.zone)
    if row is None:
        raise Conflict(
            f"There is a timing partner with the short name {wanted.slug} already.",
            code="slug_taken",
        )
    number: int = row["id"]
    # The hub was started before there was a partner, so its usual port is nobody's yet.
    if await partners.hand_over_shared_ports(connection, number):
        await partners.notify_listeners(connection)
    return number
