"""Answers of two hubs made comparable: what is drawn or counted becomes its order of appearance.

In a hub where others work too, the same action gets another id, another address, another screen
number. Nothing else may differ: not a text, not an order, not an instant, since time is simulated.
"""

import json
import re

_DRAWN = re.compile(
    r"(?P<id>(?<![\w.])1\d{8}(?![\w.]))"
    r"|(?P<address>(?<![A-Za-z0-9_-])[23456789A-HJKMNP-Z]{8}(?![A-Za-z0-9_-]))"
    r"|(?P<secret>(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-]))"
    r"|(?P<screen>(?<=Screen )\d+)"
)
_PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
NUMBERS = frozenset({"number"})
"""Fields with a screen's number: it is the partner's, so that a hall has no two screens 7."""
SHARED_COUNTS = frozenset({"revision"})
"""Fields that may go up when others do something; they are compared with nothing."""


class Normaliser:
    """Of one actor in one hub. Hand it every answer, in the same order in both hubs."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], str] = {}

    def __call__(self, text: str) -> str:
        """JSON in one form, with what is drawn replaced; other text likewise."""
        try:
            told = json.loads(text)
        except ValueError:
            return self._text(text)
        return self._text(json.dumps(self._numbered(told), indent=1, ensure_ascii=False))

    def _numbered(self, told: object) -> object:
        match told:
            case dict():
                return {name: self._field(name, value) for name, value in told.items()}
            case list():
                return [self._numbered(one) for one in told]
            case str() if told.startswith("<svg"):
                return "(picture)"
        return told

    def _field(self, name: str, value: object) -> object:
        if name in NUMBERS and isinstance(value, int):
            return self._token("screen", str(value))
        if name == "key" and isinstance(value, str) and ":" not in value:
            return self._token("key", value)
        if name in SHARED_COUNTS:
            return "(count)"
        return self._numbered(value)

    def _text(self, text: str) -> str:
        def replace(found: re.Match[str]) -> str:
            return self._token(found.lastgroup or "", found[0])

        return _DRAWN.sub(replace, _PICTURE.sub("(picture)", text))

    def _token(self, kind: str, value: str) -> str:
        key = (kind, value)
        if key not in self._seen:
            number = sum(known == kind for known, _ in self._seen) + 1
            self._seen[key] = f"«{kind} {number}»"
        return self._seen[key]
