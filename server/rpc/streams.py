"""Writing to a stream whose reader may take nothing."""

import asyncio
from typing import Any

from server.errors import Unavailable
from server.rpc.call import Context


async def write_in_time(context: Context, message: Any, seconds: float) -> None:
    """Raises Unavailable where the reader makes no room for so long."""
    try:
        async with asyncio.timeout(seconds):
            await context.write(message)
    except TimeoutError as stalled:
        raise Unavailable("the reader took nothing for too long; go on from where it broke off") from stalled
