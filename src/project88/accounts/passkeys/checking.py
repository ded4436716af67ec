"""Passkeys as the library `webauthn` sees them: what to ask, and whether an answer is right.

Without I/O. Whatever is wrong with an answer, and however it is malformed, is `WrongPasskey`.
"""

import binascii
import json
import struct
from typing import Any

import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from project88.accounts.passkeys.party import Party
from project88.accounts.passkeys.schemas import Credential, NewCredential
from project88.accounts.passkeys.store import NewPasskey, Passkey
from project88.accounts.users.store import User
from project88.errors import Refused

NAME = "Project88Hub"
TIMEOUT_MS = 5 * 60 * 1000
# What parsers of CBOR and of keys raise for bytes that are none.
_MALFORMED = (
    WebAuthnException,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    struct.error,
    binascii.Error,
)
_VERIFIED = UserVerificationRequirement.REQUIRED


class WrongPasskey(Refused):
    """The answer does not prove the passkey, or the passkey is none of ours."""

    code = "wrong_passkey"
    status = 401

    def __init__(self, detail: str = "") -> None:
        super().__init__("That passkey cannot be used here.", detail=detail)


def to_add(
    party: Party, user: User, handle: bytes, challenge: bytes, known: list[Passkey]
) -> dict[str, object]:
    """Options to make one: kept on the device, so that no e-mail address is asked for, with a
    finger or a PIN."""
    return _plain(
        webauthn.generate_registration_options(
            rp_id=party.id,
            rp_name=NAME,
            user_name=user.email,
            user_display_name=user.name,
            user_id=handle,
            challenge=challenge,
            timeout=TIMEOUT_MS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(one.credential_id) for one in known],
        )
    )


def to_sign_in(party: Party, challenge: bytes) -> dict[str, object]:
    """Options to use one, whichever the person chooses."""
    return _plain(
        webauthn.generate_authentication_options(
            rp_id=party.id, challenge=challenge, timeout=TIMEOUT_MS, user_verification=_VERIFIED
        )
    )


def challenge_in(client_data: str) -> bytes:
    """What the answer says that it was asked."""
    try:
        return parse_client_data_json(base64url_to_bytes(client_data)).challenge
    except _MALFORMED as error:
        raise WrongPasskey(str(error)) from error


def added(party: Party, challenge: bytes, given: NewCredential, name: str) -> NewPasskey:
    """:raises WrongPasskey: for an answer that is not right."""
    try:
        verified = webauthn.verify_registration_response(
            credential=RegistrationCredential(
                id=given.id,
                raw_id=base64url_to_bytes(given.rawId),
                response=AuthenticatorAttestationResponse(
                    client_data_json=base64url_to_bytes(given.response.clientDataJSON),
                    attestation_object=base64url_to_bytes(given.response.attestationObject),
                ),
            ),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise WrongPasskey(str(error)) from error
    return NewPasskey(
        verified.credential_id,
        verified.credential_public_key,
        verified.sign_count,
        list(given.response.transports),
        name,
    )


def new_sign_count(party: Party, challenge: bytes, given: Credential, passkey: Passkey) -> int:
    """The passkey's counter after a right answer.

    :raises WrongPasskey: for an answer that is not right, or a counter that did not go forward.
    """
    try:
        verified = webauthn.verify_authentication_response(
            credential=AuthenticationCredential(
                id=given.id,
                raw_id=base64url_to_bytes(given.rawId),
                response=AuthenticatorAssertionResponse(
                    client_data_json=base64url_to_bytes(given.response.clientDataJSON),
                    authenticator_data=base64url_to_bytes(given.response.authenticatorData),
                    signature=base64url_to_bytes(given.response.signature),
                ),
            ),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise WrongPasskey(str(error)) from error
    return verified.new_sign_count


def credential_id(text: str) -> bytes:
    try:
        return base64url_to_bytes(text)
    except _MALFORMED as error:
        raise WrongPasskey(str(error)) from error


def _plain(options: Any) -> dict[str, object]:  # Any: one of two classes of the library
    plain: dict[str, object] = json.loads(options_to_json(options))
    return plain
