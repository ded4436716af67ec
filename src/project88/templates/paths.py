"""Where templates are in the API."""

from typing import Annotated, Final, TypeAlias

from litestar.params import PathParameter

from project88.accounts.paths import LARGEST

PATH: Final = "/api/templates"
ONE: Final = PATH + "/{template_id:int}"
TemplateId: TypeAlias = Annotated[
    int, PathParameter(description="Number of the template.", ge=1, le=LARGEST)
]
VersionId: TypeAlias = Annotated[
    int, PathParameter(description="Number of the version.", ge=1, le=LARGEST)
]
