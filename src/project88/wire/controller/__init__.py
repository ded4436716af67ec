"""What ChronoTrack controllers write to their own files (timing-protocols.md 1.14): pure functions.

`rows.read_file` reads any of the three kinds (`TO~…` logs, marker files, `CT01_13,…` files);
`ct01.fields` turns a `TO` row into what a sender would have sent for it.
"""
