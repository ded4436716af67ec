"""The built-in looks of a display: how a session, or one screen of it, is drawn.

The names are kept with sessions and screens, so a look is never renamed. Others follow when
templates can be made by operators.
"""

from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Meta

TemplateName: TypeAlias = Literal["standard", "spotlight", "wall"]
Template: TypeAlias = Annotated[
    TemplateName,
    Meta(
        description="`standard`: rests, then one runner, a group or a compact list, as many as come; "
        "`spotlight`: one runner at a time; `wall`: always the compact list."
    ),
]
STANDARD: TemplateName = "standard"
TEMPLATES: tuple[str, ...] = get_args(TemplateName)
