"""For whoever runs the hub: is it well, and what does it measure."""

import asyncio
from typing import Annotated, Literal

import asyncpg
import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec

from project88 import metrics
from project88.accounts.access import Access
from project88.errors import Unavailable
from project88.web.services import Services

PATIENCE_S = 1.0
AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

Meta = msgspec.Meta


class Health(msgspec.Struct, frozen=True):
    """How this web process is."""

    status: Annotated[
        Literal["ok", "degraded"], Meta(description="`degraded` while a part is away.")
    ]
    database: Annotated[
        Literal["ok", "away"], Meta(description="Whether the database answers within a second.")
    ]
    redis: Annotated[
        Literal["ok", "away", "unused"],
        Meta(
            description="Whether Redis answers within a second. While it is away nobody can sign in; "
            "screens go on."
        ),
    ]
    streams: Annotated[int, Meta(description="Screens that are connected.", examples=[12])]


@get(
    "/api/health",
    opt={"access": Access.PUBLIC},
    summary="Health",
    tags=["operations"],
    responses={503: ResponseSpec(Health, description="The database is away.")},
)
async def health(services: NamedDependency[Services]) -> Response[Health]:
    """Whether this process can serve a display now. Streams that are open go on either way."""
    well, redis = await asyncio.gather(_database_answers(services), services.relay.redis())
    return Response(
        Health(
            status="ok" if well and redis != "away" else "degraded",
            database="ok" if well else "away",
            redis=redis,
            streams=services.hub.screens,
        ),
        status_code=200 if well else 503,
        headers={"Cache-Control": "no-store"},
    )


@get("/metrics", opt={"access": Access.OPERATOR}, include_in_schema=False)
async def read_metrics() -> Response[bytes]:
    return Response(metrics.render(), headers={"Content-Type": metrics.CONTENT_TYPE})


async def _database_answers(services: Services) -> bool:
    """An empty transaction of the Unclaimed pool: no statement, but a round trip."""
    try:
        async with asyncio.timeout(PATIENCE_S), services.pool.partner(0):
            return True
    except AWAY:
        return False
