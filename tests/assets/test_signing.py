"""What goes to an S3 store is signed with the secret of the settings, and the secret does not go there."""

import asyncio
from pathlib import Path

import pytest
from botocore.auth import S3SigV4Auth  # type: ignore[import-untyped]
from botocore.awsrequest import AWSRequest  # type: ignore[import-untyped]
from botocore.credentials import Credentials  # type: ignore[import-untyped]

from project88.assets.keeping import Key
from project88.assets.keeping.choosing import store_of
from project88.errors import Misconfigured
from project88.settings import AssetSettings, load_settings

SECRET = "a-secret-of-the-tests"
KEY = Key(7, "ab" * 32)


async def test_each_request_is_signed(tmp_path: Path) -> None:
    heard: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        heard.append(head)
        writer.write(
            b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    told = {
        "s3_endpoint": f"http://127.0.0.1:{port}", "s3_bucket": "race", "s3_region": "eu-1",
        "s3_key_id": "us", "s3_secret": SECRET,
    }  # fmt: skip
    place = tmp_path / "content"
    place.write_bytes(b"hello")
    async with server:
        await store_of(AssetSettings.model_validate(told)).put(KEY, place)
    first, *lines = heard[0].decode().strip().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    method, path, _ = first.split(" ")
    assert (method, path.partition("?")[0]) == ("PUT", f"/race/assets/{KEY.path}")
    assert SECRET not in heard[0].decode()
    assert headers["authorization"] == signed(method, f"http://127.0.0.1:{port}{path}", headers)


def signed(method: str, url: str, headers: dict[str, str]) -> str:
    """The authorization that another library makes of the same request."""
    _, _, names = headers["authorization"].partition("SignedHeaders=")
    wanted = {name: headers[name] for name in names.partition(",")[0].split(";")}
    request = AWSRequest(method, url, headers=wanted)
    request.context["timestamp"] = headers["x-amz-date"]
    auth = S3SigV4Auth(Credentials("us", SECRET), "s3", "eu-1")
    auth.payload = lambda _request: headers["x-amz-content-sha256"]
    canonical = auth.canonical_request(request)
    signature = auth.signature(auth.string_to_sign(request, canonical), request)
    told: str = headers["authorization"].partition("Signature=")[0] + f"Signature={signature}"
    return told


def test_a_wrong_secret_is_not_repeated() -> None:
    with pytest.raises(Misconfigured) as caught:
        load_settings(
            {"PROJECT88_ASSETS__S3_SECRETS": "hunter2", "PROJECT88_ASSETS__MAX_PIXELS": "x"}
        )
    assert "hunter2" not in caught.value.sentence
