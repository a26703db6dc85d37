"""The public keys of clients, fetched where a client publishes them."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.clock import Clock
from server.domain.smart.keys import Jwks, read_jwks
from server.domain.smart.refusal import TEMPORARILY_UNAVAILABLE, TokenRefused
from server.errors import BadRequest, RateLimited
from server.limits import (
    JWKS_TURN_SECONDS,
    MAX_JWKS_AGE_SECONDS,
    MAX_JWKS_FETCHES,
    MAX_JWKS_FETCHES_OF_AN_APP,
    MAX_REMEMBERED_JWKS,
    MAX_WAITING_FOR_JWKS,
    MAX_WAITING_FOR_JWKS_OF_AN_APP,
    MIN_JWKS_AGE_SECONDS,
)
from server.services.shares import Shares
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
    """Each URL is asked at most once in MIN_JWKS_AGE_SECONDS, whatever assertions come and however many at once.

    An app has a share of the fetches, so that a URL that answers slowly delays no other app's clients.
    """

    def __init__(self, fetch: Fetch, clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._fetching: dict[str, asyncio.Task[_Kept | None]] = {}
        self._fetches = asyncio.Semaphore(MAX_JWKS_FETCHES)
        self._of_apps: dict[str, asyncio.Semaphore] = {}
        self._waiting = Shares(
            "token requests waiting for keys", in_all=MAX_WAITING_FOR_JWKS, of_a_key=MAX_WAITING_FOR_JWKS_OF_AN_APP
        )

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
            kept = await self._fetched(client.jwks_url, client.key.tenant_id)
        if kept is None or kept.jwks is None:
            raise TokenRefused(TEMPORARILY_UNAVAILABLE, "the client's JWKS URL gives no usable keys; try again later")
        return kept.jwks

    async def _fetched(self, url: str, tenant_id: str) -> _Kept | None:
        """By the one fetch of this URL that is under way. None where other fetches left no room for it.

        Raises TokenRefused where too many token requests wait for keys.
        """
        try:
            with self._waiting.taken(tenant_id):
                fetching = self._fetching.get(url)
                if fetching is None:
                    fetching = self._fetching[url] = asyncio.create_task(self._fetch_in_turn(url, tenant_id))
                    fetching.add_done_callback(lambda _: self._fetching.pop(url))
                return await asyncio.shield(fetching)  # a caller that leaves ends it for no other
        except RateLimited:
            raise TokenRefused(
                TEMPORARILY_UNAVAILABLE, "too many token requests wait for JWKS URLs; try again later"
            ) from None

    async def _fetch_in_turn(self, url: str, tenant_id: str) -> _Kept | None:
        of_app = self._of_apps.setdefault(tenant_id, asyncio.Semaphore(MAX_JWKS_FETCHES_OF_AN_APP))
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(JWKS_TURN_SECONDS):
                    await turn.enter_async_context(of_app)
                    await turn.enter_async_context(self._fetches)
            except TimeoutError:
                return None
            return await self._fetch_now(url)

    async def _fetch_now(self, url: str) -> _Kept:
        jwks, age = None, MIN_JWKS_AGE_SECONDS
        try:
            answer = await self._fetch(url)
            jwks = read_jwks(answer.body)
            age = _DEFAULT_AGE_SECONDS if answer.max_age_seconds is None else answer.max_age_seconds
        except (FetchFailed, BadRequest):
            pass
        now = self._clock()
        retry_at = now + timedelta(seconds=MIN_JWKS_AGE_SECONDS)
        age = min(max(age, MIN_JWKS_AGE_SECONDS), MAX_JWKS_AGE_SECONDS)
        kept = _Kept(jwks=jwks, retry_at=retry_at, until=now + timedelta(seconds=age))
        known = self._kept.get(url)
        if jwks is None and known is not None and known.jwks is not None and now < known.until:
            kept = replace(known, retry_at=retry_at)  # what was had before is as good as it was
        self._kept[url] = kept
        self._kept.move_to_end(url)
        if len(self._kept) > MAX_REMEMBERED_JWKS:
            self._kept.popitem(last=False)
        return kept
