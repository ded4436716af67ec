"""The results of an event for everybody: a page that anybody may open, and files to take home.

An event is there once its timer has published it, at an address that ends with its *slug*. Thousands
may look while a race is run, so nothing here is worked out once a viewer: what an event looks like is
asked of the database every other second at most, the rows of a race are encoded once a version, and
every answer says by its ETag and Cache-Control what a proxy may keep.

Names are read through the view `participants` and by nobody who sees more of them: whoever asked to
be hidden has a bib and no name, on the page and in every file made from the same rows.
"""
