"""Sessions, limits and wake-ups on Redis or Valkey, for several machines that serve one hub.

What must happen in one step is a Lua script (`scripts/`), so two web processes can't come between.
Every key begins with `project88:` and the number of the database in REDIS_URL; so do the channels,
which a Redis server does not keep apart by itself: two hubs may share a server if each has its own
number. One server or a Sentinel's address, not a cluster: a session and its person's list are two
keys of one script.
"""
