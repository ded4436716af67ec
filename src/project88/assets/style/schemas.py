"""What is asked and answered when a style is borrowed."""

from typing import Annotated

from msgspec import Meta, Struct


class StyleWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the style is."""

    url: Annotated[
        str,
        Meta(min_length=8, max_length=2000, pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\x00-\x1f]+$",
             description="A page of a public website.", examples=["https://harbour-mile.example/"]),
    ]  # fmt: skip


class WebsiteStyle(Struct, frozen=True):
    """Suggestions; nothing of the website itself is kept."""

    title: Annotated[str, Meta(description="'' without one.", examples=["Harbour Mile"])]
    colours: Annotated[
        list[str],
        Meta(description="The most used first, at most 12.", examples=[["#0a2540", "#ff5a1f"]]),
    ]
    fonts: Annotated[
        list[str],
        Meta(description="Families that its style sheets name, the most used first, at most 8. They "
             "are not fetched: a template needs its own.", examples=[["Barlow Condensed"]]),
    ]  # fmt: skip
    background: Annotated[
        str | None, Meta(description="Of the page, where it says one.", examples=["#ffffff"])
    ]
