"""Signing in, links, and what is one's own."""

from collections.abc import Mapping

from tests.isolation.place import Id, Place
from tests.isolation.world import PASSWORD

CREDENTIAL = {"id": "AAAA", "rawId": "AAAA", "response": {"clientDataJSON": "AAAA"}}

SIGN_IN: Mapping[str, Place] = {
    "POST /api/set-up": Place(
        body={"link": "A" * 43, "email": "new@hub.test", "name": "New", "password": PASSWORD},
        not_tried="there are users already; tests/accounts/links",
    ),
    "GET /api/links/{secret}": Place(ids={"secret": "link"}, who="nobody"),
    "POST /api/links/{secret}": Place(
        ids={"secret": "link"}, body={"name": "New", "password": Id("password")}, who="nobody"
    ),
    "POST /api/sign-in": Place(
        body={"email": Id("email"), "password": Id("password")}, who="nobody"
    ),
    "POST /api/sign-in/second-factor": Place(
        body={"code": "123456"},
        not_tried="needs the code of this minute; tests/accounts/second_factor",
    ),
    "PATCH /api/me": Place(body={"name": "Another name"}),
    "POST /api/me/proof": Place(body={"password": PASSWORD}),
    "POST /api/me/password": Place(body={"new_password": "another mat at the harbour"}),
    "POST /api/me/totp/confirm": Place(
        body={"code": "123456"},
        not_tried="needs the code of this minute; tests/accounts/second_factor",
    ),
    "DELETE /api/me/totp": Place(who="operator"),
    "POST /api/me/recovery-codes": Place(who="operator"),
    "POST /api/sign-in/passkey/verify": Place(
        body={"credential": CREDENTIAL}, not_tried="needs an authenticator; tests/e2e"
    ),
    "POST /api/me/passkeys": Place(
        body={"name": "Key", "credential": CREDENTIAL},
        not_tried="needs an authenticator; tests/e2e",
    ),
    "PATCH /api/me/passkeys/{passkey_id}": Place(body={"name": "Another name"}),
    "DELETE /api/me/sessions/{session_id}": Place(ids={"session_id": "signed_in"}),
}
