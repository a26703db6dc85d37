"""One GET of a document that a client publishes, guarded as calls to webhooks are: see `server.webhooks.sender`."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore

from server.webhooks.names import Resolve, resolve_host
from server.webhooks.sender import NETWORK_FAULTS, CheckedNetwork, trust

_MAX_AGE = re.compile(r"max-age\s*=\s*(\d{1,9})")
_OK = 200


class FetchFailed(Exception):
    """Expected: the document cannot be had now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """`max_age_seconds`: how long it may be kept, where `Cache-Control` says so."""

    body: bytes
    max_age_seconds: int | None


class Fetcher:
    """`allow_private` is for development: it lets calls go to any address."""

    def __init__(
        self, *, timeout_seconds: float, allow_private: bool, max_bytes: int, resolve: Resolve = resolve_host
    ) -> None:
        self._timeout_seconds = timeout_seconds
        self._max_bytes = max_bytes
        self._network = CheckedNetwork(resolve, allow_private=allow_private)
        self._tls = trust()

    async def get(self, url: str) -> Fetched:
        """Follows no redirect. Raises FetchFailed, within the timeout and at most so many bytes."""
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._get(url)
        except NETWORK_FAULTS as fault:
            raise FetchFailed from fault

    async def _get(self, url: str) -> Fetched:
        headers = [("Host", urlsplit(url).netloc), ("Accept", "application/json")]
        async with (
            httpcore.AsyncConnectionPool(ssl_context=self._tls, network_backend=self._network) as pool,
            pool.stream("GET", url, headers=headers) as answer,
        ):
            if answer.status != _OK:
                raise FetchFailed
            body = b""
            async for chunk in answer.aiter_stream():
                body += chunk
                if len(body) > self._max_bytes:
                    raise FetchFailed
            return Fetched(body=body, max_age_seconds=_max_age(answer.headers))


def _max_age(headers: list[tuple[bytes, bytes]]) -> int | None:
    said = b",".join(value for name, value in headers if name.lower() == b"cache-control").decode("latin-1").lower()
    if "no-store" in said or "no-cache" in said:
        return 0
    found = _MAX_AGE.search(said)
    return int(found[1]) if found else None
