"""Events: when and where a race day is, and in which state of its life.

An event is made, cloned to another day, archived, deleted and brought back. Its day and zone say
what the wall clocks of its starts mean; when either changes, starts keep their wall clock and their
instants move.
"""
