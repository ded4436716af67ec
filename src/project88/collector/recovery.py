"""After a crash: what the journals hold and the database may not.

Every part that is not marked as stored is read again from its beginning, through a fresh protocol
connection that is told first what the sender had said of itself. The recorder stores nothing twice,
so reading too much is harmless.
"""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from project88 import log
from project88.collector.conversations import Conversation
from project88.collector.feed import Feed, OldPart
from project88.collector.hall import Hall
from project88.collector.journal import Origins, TornRecord, origins_of
from project88.timing.stream import Origin, Stream

_log = log.get(__name__)
MakeConversation = Callable[[Origin], Conversation]


def recover(hall: Hall, make_conversation: MakeConversation) -> int:
    """Puts every waiting part into its partner's lane; returns how many there are. Call before
    listening.
    """
    parts = hall.folder.waiting()
    for _, group in groupby(parts, key=_connection_of):
        _recover_one(hall, list(group), make_conversation)
    if parts:
        _log.info("journals of an earlier run are being stored", parts=len(parts))
    return len(parts)


def _recover_one(hall: Hall, paths: list[Path], make_conversation: MakeConversation) -> None:
    origins = _origins(hall, paths)
    if origins is None:
        return
    old = [OldPart(path) for path in paths]

    def retire() -> None:
        for part in old:
            hall.folder.retire(part.path, torn=part.torn)

    stream = Stream(origins.origin)
    feed = Feed(stream, on_settled=retire)
    feed.take_up(_primed(stream, origins, make_conversation(origins.origin)), old)
    hall.lane(origins.origin.partner_id).put_behind(feed)


def _origins(hall: Hall, paths: list[Path]) -> Origins | None:
    """The head of the first part that has one; a part cut before its head holds nothing."""
    while paths:
        try:
            return origins_of(paths[0])
        except TornRecord:
            _log.warning("a journal without a head holds nothing", part=paths[0].name)
            hall.folder.retire(paths.pop(0), torn=True)
    return None


def _primed(stream: Stream, origins: Origins, conversation: Conversation) -> Conversation:
    for line in origins.preamble:
        for told in conversation.receive(line + b"\r\n", 0):
            stream.learn(told)
        conversation.to_send()
    return conversation


def _connection_of(path: Path) -> str:
    return path.name.partition("-")[0]
