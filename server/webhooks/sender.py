"""One POST to an app's endpoint, to an address that was checked.

The app chooses the endpoint's URL and our network makes the call, so the call must not reach internal addresses. The
name is resolved once, every address is checked, and the connection goes to a checked address. A second, different
answer of a name server has no effect. TLS and the Host header still use the name. Redirects are not followed, proxy
settings of the environment are ignored, and only the status of the answer is read.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import certifi
import httpcore

from server.domain.webhooks.endpoint import DeliveryError, Outcome
from server.domain.webhooks.target import AddressRefused, check_address
from server.webhooks.names import Resolve, resolve_host

_MAX_ADDRESSES = 4
_PORTS = {"https": 443, "http": 80}
# What a call ends with that does not come through; a timeout is an OSError.
NETWORK_FAULTS = (AddressRefused, OSError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


class Sender:
    """`allow_private` is for development: it lets calls go to any address."""

    def __init__(self, *, timeout_seconds: float, allow_private: bool, resolve: Resolve = resolve_host) -> None:
        self._timeout_seconds = timeout_seconds
        self._network = CheckedNetwork(resolve, allow_private=allow_private)
        self._tls = trust()

    async def check(self, url: str) -> DeliveryError | None:
        """Whether the URL's host leads somewhere that may be called, without calling it; else why not."""
        parts = urlsplit(url)
        try:
            async with asyncio.timeout(self._timeout_seconds):
                await self._network.addresses(parts.hostname or "", parts.port or _PORTS[parts.scheme])
        except (AddressRefused, OSError) as fault:
            return _error_of(fault)
        return None

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        """Never raises because of the network or the receiver. It always ends within the timeout."""
        try:
            async with asyncio.timeout(self._timeout_seconds):
                status, retry_after = await self._post(url, headers, body)
        except NETWORK_FAULTS as fault:
            return Outcome(error=_error_of(fault))
        delivered = 200 <= status < 300  # noqa: PLR2004 - HTTP's Successful
        if delivered:
            return Outcome(status=status)
        return Outcome(status=status, error=DeliveryError.HTTP_STATUS, retry_after=retry_after)

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str | None]:
        """The status and `Retry-After` of the answer. Its body is not read, however long it is."""
        # A pool for one request: a connection that is kept would outlive the check of its address.
        async with httpcore.AsyncConnectionPool(ssl_context=self._tls, network_backend=self._network) as pool:
            sent = {"Host": urlsplit(url).netloc, **headers}
            async with pool.stream("POST", url, headers=list(sent.items()), content=body) as answer:
                said = [value for name, value in answer.headers if name.lower() == b"retry-after"]
                return answer.status, said[0].decode("latin-1") if said else None


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._network = httpcore.AnyIOBackend()

    async def addresses(self, host: str, port: int) -> list[str]:
        """All of them are public, or it raises AddressRefused. Raises OSError where the name does not resolve."""
        found = await self._resolve(host, port)
        return [check_address(address, allow_private=self._allow_private) for address in found][:_MAX_ADDRESSES]

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        fault: Exception = socket.gaierror(socket.EAI_NONAME, "no address")
        for address in await self.addresses(host, port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as refused:
                fault = refused
        raise fault


def trust() -> ssl.SSLContext:
    """The system's certificate authorities, or those of SSL_CERT_FILE, and certifi's, where a system has none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _error_of(fault: Exception) -> DeliveryError:
    match fault:
        case AddressRefused():
            return DeliveryError.ADDRESS_REFUSED
        case socket.gaierror():
            return DeliveryError.NAME_NOT_RESOLVED
        case TimeoutError() | httpcore.TimeoutException():
            return DeliveryError.TIMEOUT
        case httpcore.ProtocolError():
            return DeliveryError.INVALID_RESPONSE
        case _ if isinstance(fault.__cause__ or fault.__context__, ssl.SSLError):
            return DeliveryError.TLS_FAILED
        case _:
            return DeliveryError.CONNECTION_FAILED
