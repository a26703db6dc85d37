"""The pace that a stream has to keep which holds a place of few, and the rest of a key whose stream did not keep it.

The time counts in which the server waits for the sender; that in which the sender waits for the server does not.
"""

import asyncio
import math
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import TypeVar

from server.errors import DeadlineExceeded, RateLimited
from server.limits import SLOW_STREAM_BYTES, SLOW_STREAM_SECONDS

T = TypeVar("T")

_MAX_KEYS = 1_000


class Pace:
    """Belongs to one event loop. `what` names the streams in errors, in the plural."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._rest_until: dict[str, float] = {}

    def require_rested(self, key_id: str) -> None:
        """Raises RateLimited after a stream of the key that was too slow."""
        left = self._rest_until.get(key_id, 0.0) - asyncio.get_running_loop().time()
        if left > 0:
            raise RateLimited(
                f"{self._what} of this API key came too slowly; wait for the time in Retry-After",
                retry_after_seconds=math.ceil(left),
            )
        self._rest_until.pop(key_id, None)

    async def kept(
        self, key_id: str, messages: AsyncIterator[T], size_of: Callable[[T], int]
    ) -> AsyncGenerator[T, None]:
        """The messages. Raises DeadlineExceeded where SLOW_STREAM_SECONDS of waiting brought less than
        SLOW_STREAM_BYTES: the key then rests for as long."""
        time = asyncio.get_running_loop().time
        waited, received, began = 0.0, 0, time()
        async for message in messages:
            waited += time() - began
            received += size_of(message)
            if waited >= SLOW_STREAM_SECONDS:
                if received < SLOW_STREAM_BYTES:
                    self._let_rest(key_id)
                    raise DeadlineExceeded(
                        f"{self._what} have to bring {SLOW_STREAM_BYTES} bytes in {SLOW_STREAM_SECONDS:.0f} s;"
                        " go on with it over a faster connection"
                    )
                waited, received = 0.0, 0
            yield message
            began = time()

    def _let_rest(self, key_id: str) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._rest_until) >= _MAX_KEYS:
            self._rest_until = {key: until for key, until in self._rest_until.items() if until > now}
        self._rest_until[key_id] = now + SLOW_STREAM_SECONDS
