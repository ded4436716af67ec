"""What browsers and the hub tell each other about passkeys (WebAuthn, level 3, in JSON)."""

from datetime import datetime
from typing import Annotated

import msgspec

Meta = msgspec.Meta

Base64Url = Annotated[str, Meta(description="Bytes in base64url.", max_length=20_000)]
PasskeyName = Annotated[
    str,
    Meta(
        description="As its owner calls it.",
        min_length=1,
        max_length=100,
        pattern=r"\S",
        examples=["Ada's phone"],
    ),
]


class Attestation(msgspec.Struct, frozen=True):
    """`AuthenticatorAttestationResponse`."""

    clientDataJSON: Base64Url  # noqa: N815 -- WebAuthn's name
    attestationObject: Base64Url  # noqa: N815 -- WebAuthn's name
    transports: Annotated[
        list[Annotated[str, Meta(max_length=30)]],
        Meta(description="How it is reached.", max_length=10),
    ] = []


class NewCredential(msgspec.Struct, frozen=True):
    """`PublicKeyCredential.toJSON()` after `navigator.credentials.create()`."""

    id: Base64Url
    rawId: Base64Url  # noqa: N815 -- WebAuthn's name
    response: Attestation
    type: Annotated[str, Meta(description="Always `public-key`.", max_length=30)] = "public-key"


class Assertion(msgspec.Struct, frozen=True):
    """`AuthenticatorAssertionResponse`."""

    clientDataJSON: Base64Url  # noqa: N815 -- WebAuthn's name
    authenticatorData: Base64Url  # noqa: N815 -- WebAuthn's name
    signature: Base64Url
    userHandle: Base64Url | None = None  # noqa: N815 -- WebAuthn's name


class Credential(msgspec.Struct, frozen=True):
    """`PublicKeyCredential.toJSON()` after `navigator.credentials.get()`."""

    id: Base64Url
    rawId: Base64Url  # noqa: N815 -- WebAuthn's name
    response: Assertion
    type: Annotated[str, Meta(description="Always `public-key`.", max_length=30)] = "public-key"


class PasskeyOptions(msgspec.Struct, frozen=True):
    """What the browser is to be asked; good for five minutes and one answer."""

    publicKey: Annotated[  # noqa: N815 -- WebAuthn's name
        dict[str, object],
        Meta(description="For `PublicKeyCredential.parse…OptionsFromJSON()`, then `credentials`."),
    ]


class AddPasskey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passkey that the browser has made."""

    name: PasskeyName
    credential: NewCredential


class RenamePasskey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another name for it."""

    name: PasskeyName


class PasskeySignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the browser answered."""

    credential: Credential


class MyPasskey(msgspec.Struct, frozen=True):
    """A passkey of the person who asks."""

    id: Annotated[int, Meta(description="For renaming and removing.", examples=[3])]
    name: PasskeyName
    created_at: Annotated[datetime, Meta(description="When it was added.")]
    last_used_at: Annotated[datetime | None, Meta(description="When it signed in last.")]
