"""Numbers of things in the paths of routes.

No larger than what the database keeps: a larger one is refused (422) before anybody asks for it.
"""

from typing import Annotated, Final, TypeAlias

from litestar.params import PathParameter

LARGEST: Final = 2**31 - 1
Number: TypeAlias = Annotated[int, PathParameter(ge=1, le=LARGEST)]
