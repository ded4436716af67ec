"""Mail, where the operator of the hub has set a server up. Nothing depends on it: every link can be
copied instead, so a mail that cannot be sent is told in the log and to the caller, and no more.
"""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

import msgspec

from project88 import log
from project88.accounts.network import is_loopback
from project88.settings import MailSettings

PATIENCE_S = 10.0
_PORTS = {"smtp": 587, "smtps": 465}
_log = log.get(__name__)


class Mail(msgspec.Struct, frozen=True):
    """A mail in plain text."""

    to: str
    subject: str
    text: str


async def send(settings: MailSettings, mail: Mail) -> bool:
    """Whether the mail server took it. False too where there is none."""
    if settings.smtp_url is None:
        return False
    place = urlsplit(settings.smtp_url.get_secret_value())
    try:
        await asyncio.to_thread(_send, place, _message(settings, place, mail))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # The reason may repeat what the server said, never the password.
        _log.warning("a mail could not be sent", server=place.hostname, reason=repr(error))
        return False
    return True


def _message(settings: MailSettings, place: SplitResult, mail: Mail) -> EmailMessage:
    """Raises ValueError for a line break where none may be."""
    message = EmailMessage()
    message["From"] = settings.sender or f"project88@{place.hostname}"
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=place.hostname)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message


def _send(place: SplitResult, message: EmailMessage) -> None:
    """In a thread: smtplib waits. A password travels encrypted, or to this machine only."""
    host, port = place.hostname or "", place.port or _PORTS[place.scheme]
    context = ssl.create_default_context()
    if place.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE_S, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE_S)
    with server:
        server.ehlo_or_helo_if_needed()
        if place.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
        elif place.scheme == "smtp" and not _on_this_machine(host):
            raise smtplib.SMTPNotSupportedError("the mail server offers no encryption (STARTTLS)")
        if place.username:
            server.login(unquote(place.username), unquote(place.password or ""))
        server.send_message(message)


def _on_this_machine(host: str) -> bool:
    return host == "localhost" or is_loopback(host)
