"""What the mails say, in the partner's language; a language without a text gets English."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from project88.accounts.mail import Mail
from project88.accounts.people.schemas import PartnerSettings


class _Text(msgspec.Struct, frozen=True):
    subject: str
    body: str


_INVITATION: Mapping[str, _Text] = {
    "en": _Text(
        "Invitation to {partner}",
        "{sender} invites you to work with {partner} on Project88Hub.\n\n"
        "Open this link to begin. It works once, until {until} UTC:\n\n{url}\n\n"
        "If you did not expect this, do nothing.\n",
    ),
    "de": _Text(
        "Einladung zu {partner}",
        "{sender} lädt Sie ein, bei {partner} auf Project88Hub mitzuarbeiten.\n\n"
        "Öffnen Sie diesen Link, um zu beginnen. Er gilt einmal, bis {until} UTC:\n\n{url}\n\n"
        "Wenn Sie das nicht erwartet haben, brauchen Sie nichts zu tun.\n",
    ),
}
_PASSWORD: Mapping[str, _Text] = {
    "en": _Text(
        "A new password for Project88Hub",
        "{sender} made a link with which you can choose a new password.\n\n"
        "It works once, until {until} UTC:\n\n{url}\n\n"
        "If you did not ask for this, tell {sender}.\n",
    ),
    "de": _Text(
        "Ein neues Passwort für Project88Hub",
        "{sender} hat einen Link erstellt, mit dem Sie ein neues Passwort wählen können.\n\n"
        "Er gilt einmal, bis {until} UTC:\n\n{url}\n\n"
        "Wenn Sie nicht darum gebeten haben, sagen Sie es {sender}.\n",
    ),
}


class Letter(msgspec.Struct, frozen=True):
    """What goes into a mail."""

    to: str
    sender: str
    url: str
    until: datetime


def invitation(letter: Letter, partner: PartnerSettings) -> Mail:
    return _mail(_INVITATION, partner.language, letter, partner.name)


def new_password(letter: Letter, language: str) -> Mail:
    return _mail(_PASSWORD, language, letter, "")


def _mail(texts: Mapping[str, _Text], language: str, letter: Letter, partner: str) -> Mail:
    text = texts.get(language, texts["en"])
    said = {
        "partner": " ".join(partner.split()),
        "sender": " ".join(letter.sender.split()),
        "url": letter.url,
        "until": f"{letter.until:%Y-%m-%d %H:%M}",
    }
    return Mail(letter.to, text.subject.format(**said), text.body.format(**said))
