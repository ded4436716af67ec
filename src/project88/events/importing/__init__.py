"""A roster as a file in the browser: read, map, preview, commit, undo.

A file is read in a process of its own with bounded memory (`process`, `reader`), so neither a bomb
nor a marathon holds up the streams of the web process. The preview stores for every row what it
comes to; the commit writes exactly that, and only while the roster is the one that was compared.
"""
