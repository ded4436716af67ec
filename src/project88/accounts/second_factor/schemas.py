"""Setting up an authenticator."""

from typing import Annotated

import msgspec

Meta = msgspec.Meta


class TotpStart(msgspec.Struct, frozen=True):
    """What an authenticator needs; it counts once a code of it was sent to /confirm."""

    secret: Annotated[
        str,
        Meta(description="For typing, in base32.", examples=["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"]),
    ]
    url: Annotated[
        str,
        Meta(description="The same as an address.", examples=["otpauth://totp/Project88Hub:ada"]),
    ]
    qr_svg: Annotated[str, Meta(description="The same as a picture: an SVG document.")]


class TotpCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the authenticator shows now."""

    code: Annotated[
        str, Meta(description="Six digits.", min_length=6, max_length=20, examples=["492039"])
    ]


class RecoveryCodes(msgspec.Struct, frozen=True):
    """Shown this once. Each signs in once in place of the authenticator."""

    codes: Annotated[list[str], Meta(description="Ten codes.", examples=[["k3m9x-7hwqp-2ndrt"]])]
