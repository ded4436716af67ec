"""Two streams of notes heard as one."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from project88.db.listen import Note

# A consumer that is slow makes the sources wait; each of them knows what to do then.
_MOST_WAITING = 100


async def merged(*sources: AsyncGenerator[Note]) -> AsyncGenerator[Note]:
    """Notes of all sources as they come. Fails when one fails, which none does by itself."""
    box: asyncio.Queue[Note] = asyncio.Queue(_MOST_WAITING)
    pouring = [asyncio.create_task(_pour(source, box)) for source in sources]
    taking = asyncio.create_task(box.get())
    try:
        while True:
            await asyncio.wait([taking, *pouring], return_when=asyncio.FIRST_COMPLETED)
            if not taking.done():
                await asyncio.gather(*(task for task in pouring if task.done()))
                return
            note, taking = taking.result(), asyncio.create_task(box.get())
            yield note
    finally:
        for task in (taking, *pouring):
            task.cancel()
        await asyncio.gather(taking, *pouring, return_exceptions=True)


async def _pour(source: AsyncGenerator[Note], box: asyncio.Queue[Note]) -> None:
    async with aclosing(source) as notes:
        async for note in notes:
            await box.put(note)
