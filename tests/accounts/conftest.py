"""A passkey without a device: what a phone's authenticator does, in a few lines."""

import hashlib
import json
import secrets
import struct
from collections.abc import Callable
from typing import Any

import pytest
from cbor2 import dumps
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40

Json = dict[str, Any]


class Phone:
    """Makes passkeys for a page at `origin` and answers with them, after a look at a finger."""

    def __init__(self, origin: str, host: str) -> None:
        self.origin = origin
        self.host = host
        self.verifies = True
        self.counter = 0
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = secrets.token_bytes(16)
        self._owner = ""

    def make(self, options: Json) -> Json:
        """As `navigator.credentials.create()`."""
        self._owner = options["user"]["id"]
        attested = bytes(16) + struct.pack(">H", len(self._id)) + self._id + self._public_key()
        data = self._authenticator_data(ATTESTED) + attested
        attestation = dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(
            {
                "clientDataJSON": self._client_data("webauthn.create", options["challenge"]),
                "attestationObject": bytes_to_base64url(attestation),
                "transports": ["internal"],
            }
        )

    def use(self, options: Json) -> Json:
        """As `navigator.credentials.get()`."""
        if self.counter:
            self.counter += 1
        client_data = self._client_data("webauthn.get", options["challenge"])
        data = self._authenticator_data(0)
        signed = data + hashlib.sha256(base64url_to_bytes(client_data)).digest()
        return self._credential(
            {
                "clientDataJSON": client_data,
                "authenticatorData": bytes_to_base64url(data),
                "signature": bytes_to_base64url(self._key.sign(signed, ec.ECDSA(SHA256()))),
                "userHandle": self._owner,
            }
        )

    def _credential(self, response: Json) -> Json:
        told = bytes_to_base64url(self._id)
        return {"id": told, "rawId": told, "type": "public-key", "response": response}

    def _client_data(self, kind: str, challenge: str) -> str:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return bytes_to_base64url(json.dumps(told).encode())

    def _authenticator_data(self, more: int) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verifies else 0)
        name = hashlib.sha256(self.host.encode()).digest()
        return name + struct.pack(">BI", flags, self.counter)

    def _public_key(self) -> bytes:
        numbers = self._key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


@pytest.fixture
def phone() -> Callable[..., Phone]:
    """`phone()` holds no passkey yet; it shows the page of the hub."""

    def new(origin: str = "https://hub.test", host: str = "hub.test") -> Phone:
        return Phone(origin, host)

    return new
