"""How an identity provider is asked, which the deployment's settings name: at any address, bounded in time and size."""

import asyncio
import base64
from urllib.parse import quote_plus, urlencode, urlsplit

import httpcore

from server.domain.oidc import OidcFailed
from server.webhooks.sender import trust

_SECONDS = 10.0
_MAX_BYTES = 256 * 1024
_OK = 200


class OidcDocuments:
    def __init__(self) -> None:
        self._tls = trust()

    async def get(self, url: str) -> bytes:
        """Follows no redirect. Raises OidcFailed."""
        return await self._ask("GET", url, [])

    async def post_form(self, url: str, fields: dict[str, str], *, user: str, password: str) -> bytes:
        """With HTTP Basic, as RFC 6749, section 2.3.1, has it. Raises OidcFailed."""
        credentials = base64.b64encode(f"{quote_plus(user)}:{quote_plus(password)}".encode()).decode()
        headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Authorization", f"Basic {credentials}")]
        return await self._ask("POST", url, headers, urlencode(fields).encode())

    async def _ask(self, method: str, url: str, headers: list[tuple[str, str]], body: bytes | None = None) -> bytes:
        sent = [("Host", urlsplit(url).netloc), ("Accept", "application/json"), *headers]
        try:
            async with (
                asyncio.timeout(_SECONDS),
                httpcore.AsyncConnectionPool(ssl_context=self._tls) as pool,
                pool.stream(method, url, headers=sent, content=body) as answer,
            ):
                if answer.status != _OK:
                    raise OidcFailed(f"the identity provider answered {answer.status}")
                read = b""
                async for chunk in answer.aiter_stream():
                    read += chunk
                    if len(read) > _MAX_BYTES:
                        raise OidcFailed("the identity provider's answer is too large")
                return read
        except (
            OSError,
            TimeoutError,
            httpcore.NetworkError,
            httpcore.TimeoutException,
            httpcore.ProtocolError,
        ) as fault:
            raise OidcFailed("the identity provider cannot be reached") from fault
