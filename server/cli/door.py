"""What the settings say about Envoy."""

from dataclasses import replace
from pathlib import Path

from server.config import SOCKET, ConfigurationError, Settings
from server.envoy.settings import Address, Budget, ConsoleSettings, DoorSettings, RateLimit, Tls, UpstreamTls
from server.otlp import read_collector

# What a listener on every interface, or on a name, is reached by on this machine: Envoy takes addresses only.
LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"}  # noqa: S104  # nosec B104


def door_settings(settings: Settings, folder: Path) -> DoorSettings:
    """Raises ConfigurationError and TracesMisconfigured."""
    upstreams = [address_of("CURAE_GRPC_ADDRESS", text.strip()) for text in settings.grpc_address.split(",")]
    return DoorSettings(
        listen=_listen("CURAE_ENVOY_ADDRESS", settings.envoy_address),
        upstreams=tuple(replace(upstream, host=LOCAL.get(upstream.host, upstream.host)) for upstream in upstreams),
        folder=folder / "envoy",
        tls=_pair("CURAE_TLS", settings.tls_certificate, settings.tls_key),
        upstream_tls=_upstream_tls(settings, upstreams),
        rate_limit=RateLimit(requests=settings.rate_limit) if settings.rate_limit else None,
        budget=Budget(
            keyless_requests_a_minute=settings.keyless_rate_limit,
            heap_bytes=settings.envoy_heap_bytes,
            connections=settings.envoy_connections,
        ),
        front_proxies=settings.front_proxies,
        metrics=_listen("CURAE_METRICS_ADDRESS", settings.metrics_address) if settings.metrics_address else None,
        collector=read_collector(),
        cors_origins=tuple(origin.strip() for origin in settings.cors_origins.split(",") if origin.strip()),
        console=_console(settings),
        stall_seconds=settings.stream_stall_seconds,
    )


def _console(settings: Settings) -> ConsoleSettings | None:
    if settings.console_address is None:
        return None
    if settings.admin_address is None:
        raise ConfigurationError("CURAE_CONSOLE_ADDRESS needs CURAE_ADMIN_ADDRESS: where the server serves the console")
    return ConsoleSettings(
        listen=_listen("CURAE_CONSOLE_ADDRESS", settings.console_address), upstream=_admin(settings.admin_address)
    )


def _admin(text: str) -> Path | Address:
    if text.startswith(SOCKET):
        return Path(text.removeprefix(SOCKET)).absolute()
    address = address_of("CURAE_ADMIN_ADDRESS", text)
    return Address(host=LOCAL.get(address.host, address.host), port=address.port)


def _listen(variable: str, text: str) -> Address:
    """Envoy takes addresses only, no names."""
    listen = address_of(variable, text)
    return Address(host=LOCAL["localhost"] if listen.host == "localhost" else listen.host, port=listen.port)


def address_of(variable: str, text: str) -> Address:
    """Raises ConfigurationError naming the variable."""
    try:
        return Address.parse(text)
    except ValueError:
        raise ConfigurationError(f"{variable}: must be host:port, for example 127.0.0.1:8080") from None


def with_port(variable: str, text: str, port: int | None) -> str:
    """The address with another port, or as it is for None."""
    return text if port is None else f"{bracketed(address_of(variable, text).host)}:{port}"


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _upstream_tls(settings: Settings, upstreams: list[Address]) -> UpstreamTls | None:
    client = _pair("CURAE_UPSTREAM_TLS", settings.upstream_tls_certificate, settings.upstream_tls_key)
    if settings.upstream_tls_ca is None:
        if client or settings.upstream_tls_name:
            raise ConfigurationError(
                "CURAE_UPSTREAM_TLS_CA: set it too: without it Envoy does not use TLS to the servers"
            )
        if settings.grpc_tls_certificate:
            raise ConfigurationError("CURAE_UPSTREAM_TLS_CA: set it, too: the gRPC server serves TLS, and Envoy has to")
        return None
    names = (settings.upstream_tls_name,) if settings.upstream_tls_name else tuple(each.host for each in upstreams)
    return UpstreamTls(authority=settings.upstream_tls_ca.absolute(), names=names, client=client)


def _pair(variable: str, certificate: Path | None, key: Path | None) -> Tls | None:
    if (certificate is None) != (key is None):
        raise ConfigurationError(f"{variable}_CERTIFICATE and {variable}_KEY belong together: set both, or none")
    return None if certificate is None or key is None else Tls(certificate=certificate.absolute(), key=key.absolute())
