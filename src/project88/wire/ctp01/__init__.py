"""CTP01, the ChronoTrack Socket Protocol 1 (timing-protocols.md section 1).

`connection.Connection` is the collector's side and `sender.Sender` the timing box's side; neither
does I/O. A collector loops over: bytes read → `receive(data, now_ms)` → handle the events → write
`to_send()`; and calls `tick(now_ms)` when `next_tick_ms` has come.
"""
