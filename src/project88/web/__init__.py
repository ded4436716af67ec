"""The process that browsers talk to: displays, their live streams, and the API.

`app` joins the parts, `main` runs them. `gate` is the one place that decides who may call a route;
every route says its rule, and one that says none is refused. `problems` turns errors into answers.
"""
