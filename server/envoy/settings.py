"""What a start fills into `envoy.yaml`."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from server import limits
from server.limits import STREAM_STALL_SECONDS
from server.otlp import Collector


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A host and a port. Envoy listens on IP addresses only; servers behind it may have names."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Reads `host:port`, the host in brackets where it is IPv6. Raises ValueError."""
        host, colon, port = text.rpartition(":")
        if not colon or not port.isdecimal():
            raise ValueError(f"{text}: must be host:port")
        return cls(host=host.strip("[]"), port=int(port))

    @property
    def is_ip(self) -> bool:
        try:
            ip_address(self.host)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """Paths of a PEM certificate chain and its private key."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class UpstreamTls:
    """TLS towards the servers: the PEM file of the authority that they are known by, the names of which a server's
    certificate has to hold one, and the certificate that Envoy itself shows, where they ask for it."""

    authority: Path
    names: tuple[str, ...]
    client: Tls | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """Requests that one API key may make in each window."""

    requests: int
    window_seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What an operator fits to the machine. `keyless_requests_a_minute` are those of one address."""

    keyless_requests_a_minute: int = limits.KEYLESS_REQUESTS_A_MINUTE
    heap_bytes: int = limits.MAX_ENVOY_HEAP_BYTES
    connections: int = limits.MAX_ENVOY_CONNECTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleSettings:
    """Where Envoy serves the operators' console, and the server's own address for it: a socket's path or host:port."""

    listen: Address
    upstream: Path | Address


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSettings:
    """Where Envoy listens, which servers are behind it, and which options an operator turned on.

    `metrics` is where Prometheus scrapes Envoy itself, `collector` where its spans go.

    `stall_seconds` is how long a server waits for the reader of a stream.

    `folder` gets the rendered configuration and the admin socket; it has to be private to the user (mode 0700).
    """

    listen: Address
    upstreams: tuple[Address, ...]
    folder: Path
    tls: Tls | None = None
    upstream_tls: UpstreamTls | None = None
    rate_limit: RateLimit | None = None
    budget: Budget = Budget()
    front_proxies: int = 0
    cors_origins: tuple[str, ...] = ()
    metrics: Address | None = None
    console: ConsoleSettings | None = None
    collector: Collector | None = None
    stall_seconds: int = STREAM_STALL_SECONDS

    @property
    def config_path(self) -> Path:
        return self.folder / "envoy.yaml"

    @property
    def admin_socket(self) -> Path:
        return self.folder / "envoy-admin.sock"
