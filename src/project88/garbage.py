"""How a long-lived process collects its garbage.

What is there when a process begins to serve (modules, routes, schemas) is there until its end, and
what a request or a batch of reads makes has no cycles. Looking through all of it again and again
stops everything for a tenth of a second in a web process, and took a fifth of the time of a
collector under full load (benches `api` and `ingest`).
"""

import gc


def keep_rare() -> None:
    """Called once, when the process is ready to serve."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
