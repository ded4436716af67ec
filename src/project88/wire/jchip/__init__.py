"""The JChip line protocol (timing-protocols.md section 2): CrossMgr's readers, port 53135.

`connection.Connection` is the collector's side, and is driven like the CTP01 one.
"""
