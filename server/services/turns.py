"""Long work on the event loop, in short turns."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

T = TypeVar("T")

ITEMS_A_TURN = 8  # the largest signals take some milliseconds each


async def in_turns(items: Iterable[T]) -> AsyncIterator[tuple[int, T]]:
    """`items` with their place; other calls are served after every few."""
    for index, item in enumerate(items):
        if index and index % ITEMS_A_TURN == 0:
            await asyncio.sleep(0)
        yield index, item
