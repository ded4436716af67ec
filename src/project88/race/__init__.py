"""The rules of racing without any I/O: values go in, values come out.

Local time text becomes an instant (``clock``), raw reads become passings (``passings``), a tag
becomes a participant (``matching``). What was heard of one runner becomes the times of a ``course``
(``crossings``, ``laps``, ``scoring``) and those a result (``outcome``), written by ``durations``.
Nothing here waits, reads a clock or knows a database.
"""
