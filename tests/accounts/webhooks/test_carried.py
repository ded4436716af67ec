"""The worker's loop: a message goes out as soon as its transaction commits; TLS is of the name."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from project88.accounts.roles import Role
from project88.accounts.webhooks import Kind, announce
from project88.accounts.webhooks.sending import sender
from project88.accounts.webhooks.store import Taken
from project88.db.pool import Pool
from project88.settings import Settings, WebhookSettings
from project88.worker import webhooks

if TYPE_CHECKING:
    from tests.conftest import SignIn


PATIENCE_S = 20


async def test_a_message_goes_out_when_its_transaction_commits(
    pool: Pool, partner: int, sign_in: "SignIn", receiver: Any, settings: Settings, eventually: Any
) -> None:
    owner = await sign_in(Role.OWNER)
    wanted = {"url": receiver.url, "kinds": ["roster.changed"]}
    made = (await owner.post("/api/webhooks", json=wanted)).json()["webhook"]
    async with webhooks.carried(pool, settings):
        for _ in range(3):
            receiver.heard.clear()
            async with pool.partner(partner) as connection:
                await announce(connection, Kind.ROSTER_CHANGED, None, {})
                assert not receiver.heard.is_set()
            async with asyncio.timeout(PATIENCE_S):
                await receiver.heard.wait()
        path = f"/api/webhooks/{made['id']}/deliveries"

        async def all_arrived() -> bool:
            told = (await owner.get(path)).json()["deliveries"]
            return {one["state"] for one in told} == {"delivered"}

        await eventually(all_arrived)
    assert len(receiver.requests) == 3


def certified(folder: Path, name: str) -> Path:
    """A certificate of this name and its key in one file; it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.mark.parametrize(("asked", "arrives"), [("hooks.example", True), ("other.example", False)])
async def test_the_certificate_is_of_the_name_though_the_address_is_called(
    receiver: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, arrives: bool
) -> None:
    file = certified(tmp_path, "hooks.example")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(file)
    server = await asyncio.start_server(receiver.answer, "127.0.0.1", 0, ssl=serving)
    port = server.sockets[0].getsockname()[1]

    async def here(_host: str, port: int, **_more: object) -> list[object]:
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", here)
    delivery = Taken(1, 1, 1, "test", "{}", 1, f"https://{asked}:{port}/", b"")
    trust = ssl.create_default_context(cafile=file)
    async with sender(WebhookSettings(allow_private=True, timeout_s=5), trust) as sends:
        outcome = await sends.attempt(delivery, "whsec_x", 1_800_000_000_000)
    assert (outcome.status == 200) is arrives, outcome
    if not arrives:
        assert "certificate" in outcome.error.lower()
    server.close()
