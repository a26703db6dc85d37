"""Bounds the streams that need no key: how many there are, of one address and in all, and how long each lasts."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import Any

from server.domain.throttle import subscriber_of
from server.errors import RateLimited, Unavailable
from server.limits import (
    HEALTH_WATCH_SECONDS,
    HEALTH_WATCHES,
    HEALTH_WATCHES_AN_ADDRESS,
    REFLECTION_SECONDS,
    REFLECTIONS,
    REFLECTIONS_AN_ADDRESS,
)
from server.rpc.call import Context, current_call
from server.rpc.interceptors.concern import Behaviour, Method


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    streams: int
    an_address: int
    seconds: float


BOUNDS = {
    "/grpc.health.v1.Health/Watch": _Bounds(
        streams=HEALTH_WATCHES, an_address=HEALTH_WATCHES_AN_ADDRESS, seconds=HEALTH_WATCH_SECONDS
    ),
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo": _Bounds(
        streams=REFLECTIONS, an_address=REFLECTIONS_AN_ADDRESS, seconds=REFLECTION_SECONDS
    ),
}


def lasting(method: Method, answer: Behaviour) -> Behaviour:
    bounds = BOUNDS.get(method.name)
    if bounds is None:
        return answer
    running: Counter[str] = Counter()

    async def last(request: Any, context: Context) -> Any:
        """Raises RateLimited where there are too many, and Unavailable at the end of its time."""
        address = subscriber_of(current_call().address)
        if running.total() >= bounds.streams or running[address] >= bounds.an_address:
            raise RateLimited("too many streams of this method are open; close one, or try again later")
        running[address] += 1
        try:
            async with asyncio.timeout(bounds.seconds) as limit:
                return await answer(request, context)
        except TimeoutError:
            if limit.expired():
                raise Unavailable(f"a stream of this method ends after {bounds.seconds:.0f} s; open it again") from None
            raise
        finally:
            running[address] -= 1
            if not running[address]:
                del running[address]

    return last
