"""Invitations by mail, where there is a mail server: a real one on this machine, for these tests."""

import asyncio
from collections.abc import AsyncIterator
from email import message_from_string, policy
from typing import TYPE_CHECKING

import pytest

from project88.accounts.mail import Mail, send
from project88.accounts.roles import Role
from project88.settings import MailSettings, Settings

if TYPE_CHECKING:
    from tests.conftest import SignIn


class MailServer:
    """Speaks as much SMTP as it takes; `refuse` makes it say no to every recipient."""

    def __init__(self) -> None:
        self.port = 0
        self.mails: list[str] = []
        self.refuse = False

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.test\r\n")
        while line := await reader.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                self.mails.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            if word == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            refused = word == b"RCPT" and self.refuse
            writer.write(b"550 nobody\r\n" if refused else b"250 fine\r\n")
        writer.close()


@pytest.fixture
async def mail_server() -> AsyncIterator[MailServer]:
    made = MailServer()
    server = await asyncio.start_server(made.talk, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


@pytest.fixture
def settings(mail_server: MailServer) -> Settings:
    """A hub with that mail server."""
    return Settings.model_validate(
        {
            "security": {"secret_key": "a key of thirty-two characters, or more"},
            "mail": {"smtp_url": f"smtp://127.0.0.1:{mail_server.port}", "sender": "hub@hub.test"},
        }
    )


async def test_an_invitation_is_mailed_and_its_link_works(
    sign_in: "SignIn", mail_server: MailServer
) -> None:
    owner = await sign_in(Role.OWNER, name="Ada de Vries")
    await owner.patch("/api/partner", json={"language": "de", "name": "Polder Zeitmessung"})
    made = await owner.post(
        "/api/people/invitations", json={"email": "bo@polder.example", "role": "timer"}
    )
    assert made.json()["mailed"] is True
    [text] = mail_server.mails
    mail = message_from_string(text, policy=policy.default)
    assert (mail["To"], mail["From"]) == ("bo@polder.example", "hub@hub.test")
    assert mail["Subject"] == "Einladung zu Polder Zeitmessung"
    assert made.json()["url"] in mail.get_content()


async def test_a_mail_that_is_refused_leaves_the_link_to_be_copied(
    sign_in: "SignIn", mail_server: MailServer
) -> None:
    mail_server.refuse = True
    owner = await sign_in(Role.OWNER)
    made = await owner.post(
        "/api/people/invitations", json={"email": "bo@polder.example", "role": "timer"}
    )
    assert (made.status_code, made.json()["mailed"]) == (201, False)
    assert "/link/" in made.json()["url"]


async def test_no_line_of_a_head_is_slipped_in(settings: Settings, mail_server: MailServer) -> None:
    slipped = Mail("bo@polder.example", "Hello\r\nBcc: everybody@polder.example", "…")
    assert await send(settings.mail, slipped) is False
    assert mail_server.mails == []


async def test_without_a_server_nothing_is_sent() -> None:
    assert await send(MailSettings(), Mail("bo@polder.example", "Hello", "…")) is False
