"""Timing hardware protocols without I/O: bytes and a clock value in, events and bytes out.

One folder per protocol. Nothing here opens a socket, reads a clock or waits, so every rule can be
tested for every cut of a transcript. What a peer sends never raises: garbage becomes an event
(`Quarantined`, `UnknownLine`, `Closed`). The one error that can leave this package is
`errors.ProtocolMisuse`, and it says that *our* side asked for something impossible.
"""
