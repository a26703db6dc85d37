"""The public keys of clients, fetched where a client publishes them."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.clock import Clock
from server.domain.smart.keys import Jwks, read_jwks
from server.domain.smart.refusal import TEMPORARILY_UNAVAILABLE, TokenRefused
from server.errors import BadRequest
from server.limits import (
    MAX_JWKS_AGE_SECONDS,
    MAX_JWKS_FETCHES,
    MAX_REMEMBERED_JWKS,
    MIN_JWKS_AGE_SECONDS,
)
from server.store.smart_clients import SmartClient
from server.webhooks.fetcher import Fetched, FetchFailed

Fetch = Callable[[str], Awaitable[Fetched]]
_DEFAULT_AGE_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """`jwks` None: they could not be had. Not asked for again before `retry_at`, not used from `until` on."""

    jwks: Jwks | None
    retry_at: datetime
    until: datetime


class ClientKeys:
    """Each URL is asked at most once in MIN_JWKS_AGE_SECONDS, whatever assertions come."""

    def __init__(self, fetch: Fetch, clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._fetches = asyncio.Semaphore(MAX_JWKS_FETCHES)

    async def of(self, client: SmartClient, kid: str) -> Jwks:
        """Those that are registered, or those at the registered URL, anew where no key has this id.

        Raises TokenRefused where they cannot be had.
        """
        if client.jwks_url is None:
            return dict(client.jwks or {"keys": []})
        now = self._clock()
        kept = self._kept.get(client.jwks_url)
        knows = kept is not None and kept.jwks is not None and any(key["kid"] == kid for key in kept.jwks["keys"])
        if kept is None or now >= kept.until or (not knows and now >= kept.retry_at):
            kept = await self._fetched(client.jwks_url)
        if kept.jwks is None:
            raise TokenRefused(TEMPORARILY_UNAVAILABLE, "the client's JWKS URL gives no usable keys; try again later")
        return kept.jwks

    async def _fetched(self, url: str) -> _Kept:
        async with self._fetches:
            jwks, age = None, MIN_JWKS_AGE_SECONDS
            try:
                answer = await self._fetch(url)
                jwks = read_jwks(answer.body)
                age = _DEFAULT_AGE_SECONDS if answer.max_age_seconds is None else answer.max_age_seconds
            except (FetchFailed, BadRequest):
                pass
            now = self._clock()
            age = min(max(age, MIN_JWKS_AGE_SECONDS), MAX_JWKS_AGE_SECONDS)
            kept = _Kept(
                jwks=jwks,
                retry_at=now + timedelta(seconds=MIN_JWKS_AGE_SECONDS),
                until=now + timedelta(seconds=age),
            )
        self._kept[url] = kept
        self._kept.move_to_end(url)
        if len(self._kept) > MAX_REMEMBERED_JWKS:
            self._kept.popitem(last=False)
        return kept
