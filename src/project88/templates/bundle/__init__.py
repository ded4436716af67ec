"""Templates in a file: one or many of them with their pictures, fonts and films, from hub to hub.

A bundle is a ``.zip``: ``template.json`` (or several, each in a folder under ``templates/``), the
originals under ``assets/`` by their sha256, and ``manifest.json`` with their names and licences. It
may come from anybody, so nothing in it is believed: not its sizes, not its names, not its kinds.
"""
