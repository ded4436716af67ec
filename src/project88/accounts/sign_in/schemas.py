"""What signing in takes and gives."""

from typing import Annotated, Literal

import msgspec

Meta = msgspec.Meta

Email = Annotated[
    str,
    Meta(
        description="E-mail address; upper and lower case are the same.",
        min_length=3,
        max_length=254,
        pattern=r"^\s*[^@\s\x00]+@[^@\s\x00]+\s*$",
        examples=["ada@polder.example"],
    ),
]
PersonName = Annotated[
    str,
    Meta(
        description="As colleagues call the person.",
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00]*\S[^\x00]*$",
        examples=["Ada de Vries"],
    ),
]
GivenPassword = Annotated[str, Meta(description="The password.", min_length=1, max_length=200)]
NewPassword = Annotated[
    str,
    Meta(
        description="12 to 200 characters; not the e-mail address, nor a very usual one.",
        min_length=12,
        max_length=200,
    ),
]
Code = Annotated[
    str,
    Meta(
        description="Six digits of the authenticator, or a recovery code.",
        min_length=6,
        max_length=40,
        examples=["492039"],
    ),
]


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """E-mail address and password."""

    email: Email
    password: GivenPassword


class SecondFactor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The second step."""

    code: Code


class SignInState(msgspec.Struct, frozen=True):
    """How far it got; the cookie is set either way."""

    state: Annotated[
        Literal["signed_in", "second_factor"],
        Meta(description="`second_factor`: send the code to /api/sign-in/second-factor now."),
    ]


class Ended(msgspec.Struct, frozen=True):
    """How many sign-ins ended with it."""

    ended: Annotated[int, Meta(description="Browsers that were signed out.", examples=[3])]
