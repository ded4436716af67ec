"""Assets in an S3-compatible store, for hubs of several machines.

The client signs its requests and puts large contents in parts; a content is there when the whole of
it is. Which server it is, only the settings say: there is no usual one.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from project88.assets.keeping import CHUNK_BYTES, Key, missing
from project88.errors import Misconfigured, Unavailable
from project88.settings import AssetSettings

if TYPE_CHECKING:
    from obstore import GetOptions

_TIMEOUT = timedelta(seconds=60)
_CONNECT_TIMEOUT = timedelta(seconds=5)
_RETRIES = 3
_RETRY_TIMEOUT = timedelta(seconds=30)


class S3:
    """A store in a bucket that is there already."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    async def put(self, key: Key, content: Path) -> None:
        with _told():
            await obstore.put_async(self._store, key.path, content)

    async def get(
        self, key: Key, first: int = 0, length: int | None = None
    ) -> AsyncIterator[bytes]:
        with _told():
            found = await obstore.get_async(self._store, key.path, options=_part(first, length))
            async for piece in found.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(piece)

    async def exists(self, key: Key) -> bool:
        with _told():
            try:
                await obstore.head_async(self._store, key.path)
            except FileNotFoundError:
                return False
            return True

    async def remove(self, key: Key) -> None:
        with _told():
            try:
                await obstore.delete_async(self._store, key.path)
            except FileNotFoundError:
                return


def _part(first: int, length: int | None) -> "GetOptions":
    if length is not None:
        return {"range": (first, first + length)}
    return {"range": {"offset": first}} if first else {}


def bucket(settings: AssetSettings) -> S3:
    """The store that the settings name; raises `Misconfigured` when something of it is missing."""
    if not settings.s3_bucket or not settings.s3_key_id or settings.s3_secret is None:
        raise Misconfigured(
            "An S3 store needs PROJECT88_ASSETS__S3_BUCKET, …__S3_KEY_ID and …__S3_SECRET as well."
        )
    assert settings.s3_endpoint is not None
    return S3(
        S3Store(
            settings.s3_bucket,
            prefix=settings.s3_prefix.strip("/") or None,
            endpoint=settings.s3_endpoint,
            region=settings.s3_region,
            access_key_id=settings.s3_key_id,
            secret_access_key=settings.s3_secret.get_secret_value(),
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": settings.s3_endpoint.startswith("http://"),
                "timeout": _TIMEOUT,
                "connect_timeout": _CONNECT_TIMEOUT,
            },
            retry_config={"max_retries": _RETRIES, "retry_timeout": _RETRY_TIMEOUT},
        )
    )


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise missing() from error
    except (PermissionDeniedError, UnauthenticatedError, PermissionError) as error:
        raise Misconfigured(
            "The store of assets refuses our key: see PROJECT88_ASSETS__S3_KEY_ID.",
            detail=str(error),
        ) from error
    except (BaseError, OSError) as error:
        raise Unavailable("The store of assets does not answer.", detail=str(error)) from error
