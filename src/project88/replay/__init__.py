"""Rehearsal: a timing sender that is fed from files instead of from mats.

A race can not be run again to try a change, but its reads can. This package turns a controller
log, a CT01 file, a results list or an invented race into rows, paces them, spoils them on request
(faults), and sends them over real sockets through the same protocol code that a real sender's
manners were written down in. It talks to a hub only through port 61611, like any sender, and
nothing in the hub knows that it is a rehearsal.
"""
