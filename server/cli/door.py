"""What the settings say about Envoy."""

from dataclasses import replace
from pathlib import Path

from server.config import SOCKET, ConfigurationError, Settings
from server.envoy.settings import Address, ConsoleSettings, DoorSettings, RateLimit, Tls
from server.otlp import read_collector

# What a listener on every interface, or on a name, is reached by on this machine: Envoy takes addresses only.
LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"}  # noqa: S104  # nosec B104


def door_settings(settings: Settings, folder: Path) -> DoorSettings:
    """Raises ConfigurationError and TracesMisconfigured."""
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise ConfigurationError("CURAE_TLS_CERTIFICATE and CURAE_TLS_KEY belong together: set both, or none")
    upstreams = [address_of("CURAE_GRPC_ADDRESS", text.strip()) for text in settings.grpc_address.split(",")]
    return DoorSettings(
        listen=_listen("CURAE_ENVOY_ADDRESS", settings.envoy_address),
        upstreams=tuple(replace(upstream, host=LOCAL.get(upstream.host, upstream.host)) for upstream in upstreams),
        folder=folder / "envoy",
        tls=_tls(settings),
        rate_limit=RateLimit(requests=settings.rate_limit) if settings.rate_limit else None,
        metrics=_listen("CURAE_METRICS_ADDRESS", settings.metrics_address) if settings.metrics_address else None,
        collector=read_collector(),
        cors_origins=tuple(origin.strip() for origin in settings.cors_origins.split(",") if origin.strip()),
        console=_console(settings),
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


def _tls(settings: Settings) -> Tls | None:
    if settings.tls_certificate is None or settings.tls_key is None:
        return None
    return Tls(certificate=settings.tls_certificate.absolute(), key=settings.tls_key.absolute())
