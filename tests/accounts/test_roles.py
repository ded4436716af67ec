"""Who may do what: the table, and what must hold for it."""

from pathlib import Path

from project88.accounts.roles import MAY, NEVER_FOR_KEYS, TODAY_ONLY, Permission, Role, table

SECURITY = Path(__file__).parents[2] / "docs/security.md"


def test_the_table_in_the_docs_is_the_one_that_is_enforced() -> None:
    assert table() in SECURITY.read_text(encoding="utf-8")


def test_each_role_is_in_the_table() -> None:
    assert set(MAY) == set(Role)


def test_an_owner_may_everything_and_nobody_may_more() -> None:
    assert MAY[Role.OWNER] == set(Permission)


def test_only_owners_make_people_and_keys() -> None:
    assert [role for role in Role if MAY[role] & NEVER_FOR_KEYS] == [Role.OWNER]


def test_a_volunteer_changes_bibs_and_nothing_else() -> None:
    changes = {p for p in Permission if p.endswith((".edit", ".run"))}
    assert MAY[Role.VOLUNTEER] & changes == {Permission.BIBS_EDIT}
    assert {Role.VOLUNTEER} == TODAY_ONLY


def test_who_only_reads_changes_nothing() -> None:
    assert {p for p in MAY[Role.READ_ONLY] if not p.endswith(".view")} == set()
