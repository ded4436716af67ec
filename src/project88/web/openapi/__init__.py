"""The description of the API: one document, made from the routes, and the page that shows it.

`document` puts it together, `rules` adds what follows from a route's access rule, `examples` makes
whole examples from those of the fields, `words` holds what many routes say alike.
"""
