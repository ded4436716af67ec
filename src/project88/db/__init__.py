"""PostgreSQL: our own embedded one, migrations, the pool, named queries, and wake-ups.

The only package, beside each feature's ``store.py``, that executes SQL; and `pool` is the only
module that commits.
"""
