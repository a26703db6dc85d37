"""The client."""

from types import TracebackType

import httpx

from curae_sdk._async.exports import AsyncExports
from curae_sdk._async.signals import AsyncSignals
from curae_sdk._async.transport import AsyncTransport
from curae_sdk._retry import RetryPolicy
from curae_sdk._settings import TIMEOUT, Settings, TracingHeaders, no_tracing


class AsyncCurae:
    """A client of one CuraeAI SDK data plane. Close it, or use it as a context manager.

    `api_key` and `base_url` default to the environment's CURAE_API_KEY and CURAE_BASE_URL. `tracing_headers` is called
    for each request, for example to add `traceparent`. `http_client` brings your own time-outs, proxies and TLS;
    without it the environment's HTTPS_PROXY, NO_PROXY and SSL_CERT_FILE apply. It is closed with this client.

    Raises ValueError for a missing key, and for a base_url that would send the key unencrypted to another machine
    (`allow_http=True` permits it).
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        retries: RetryPolicy | None = None,
        timeout: httpx.Timeout | float | None = None,
        proxy: str | None = None,
        tracing_headers: TracingHeaders = no_tracing,
        http_client: httpx.AsyncClient | None = None,
        allow_http: bool = False,
    ) -> None:
        settings = Settings(
            api_key=api_key,
            base_url=base_url,
            retries=retries or RetryPolicy(),
            tracing_headers=tracing_headers,
            allow_http=allow_http,
        )
        settings.authorization()
        settings.origin()
        client = http_client or httpx.AsyncClient(timeout=TIMEOUT if timeout is None else timeout, proxy=proxy)
        self._transport = AsyncTransport(settings, client)
        self.exports = AsyncExports(self._transport)
        self.signals = AsyncSignals(self._transport)

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def __aenter__(self) -> "AsyncCurae":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
