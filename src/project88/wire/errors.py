"""The one error of the wire protocols, after h11's `LocalProtocolError`.

There is no remote error on purpose: a peer on the open internet may send anything, and a
collector that must never lose a read has to turn all of it into events. So an exception out of
`receive`, `tick` or `end` other than this one is a bug, and this one is a bug of the caller.
"""

from project88.errors import Misconfigured


class ProtocolMisuse(Misconfigured):
    """Our own side configured or drove a protocol in a way that its rules forbid."""

    code = "protocol_misuse"
