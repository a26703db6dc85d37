"""A real Envoy in front of the echo servicer, for what only Envoy does."""

import contextlib
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import httpx
import yaml

from server.envoy.launch import envoy_command, write_config
from server.envoy.settings import Address, Budget, DoorSettings, RateLimit, Tls, UpstreamTls
from server.limits import STREAM_STALL_SECONDS
from tests.parts.processes import end, free_ports, spawn, temporary_folder, wait_until_ready

# What has the form of a key: the echo servicer accepts every one.
KEY = f"Bearer cae_live_{'a' * 52}"

WITH_KEY = {"authorization": KEY}

_READY_WITHIN_SECONDS = 20


class SendKey(grpc.aio.UnaryUnaryClientInterceptor):
    """Sends the key with every unary call of a channel."""

    async def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        metadata = grpc.aio.Metadata(*(details.metadata or ()), ("authorization", KEY))
        return await continuation(details._replace(metadata=metadata), request)


@dataclass(frozen=True, kw_only=True)
class EchoDoor:
    """Where the running Envoy is. `upstream_port` is the echo servicer's."""

    settings: DoorSettings
    log: Path
    pid: int

    @property
    def target(self) -> str:
        return f"{self.settings.listen.host}:{self.settings.listen.port}"

    @property
    def url(self) -> str:
        return f"{'https' if self.settings.tls else 'http'}://{self.target}"


@contextlib.contextmanager
def echo_server(port: int) -> Iterator[None]:
    """The echo servicer on `port`."""
    folder = temporary_folder("echo")
    process = spawn([sys.executable, "-m", "tests.rest.echo", str(port)], folder=folder)
    try:
        yield
    finally:
        end(process, by=signal.SIGTERM, seconds=5)
        shutil.rmtree(folder)


@contextlib.contextmanager
def envoy(
    *upstream_ports: int,
    upstream_host: str = "127.0.0.1",
    tls: Tls | None = None,
    upstream_tls: UpstreamTls | None = None,
    rate_limit: RateLimit | None = None,
    budget: Budget = Budget(),  # noqa: B008 - frozen
    cors_origins: tuple[str, ...] = (),
    awaited_status: int = 200,
    stall_seconds: int = STREAM_STALL_SECONDS,
    change: Callable[[dict[str, Any]], None] = lambda _: None,
) -> Iterator[EchoDoor]:
    """Envoy before the servers on `upstream_ports`, once its `/healthz` says `awaited_status`.

    `change` edits the configuration.
    """
    folder = temporary_folder("door")
    (port,) = free_ports(1)
    settings = DoorSettings(
        listen=Address(host="127.0.0.1", port=port),
        upstreams=tuple(Address(host=upstream_host, port=port) for port in upstream_ports),
        folder=folder,
        tls=tls,
        upstream_tls=upstream_tls,
        rate_limit=rate_limit,
        budget=budget,
        cors_origins=cors_origins,
        stall_seconds=stall_seconds,
    )
    config = yaml.safe_load(write_config(settings).read_text())
    change(config)
    settings.config_path.write_text(yaml.safe_dump(config, sort_keys=False))
    process = spawn(envoy_command(settings, concurrency=2), folder=folder)
    door = EchoDoor(settings=settings, log=folder / "log", pid=process.pid)

    def ready() -> bool:
        try:
            return httpx.get(f"{door.url}/healthz", verify=False, timeout=5).status_code == awaited_status  # noqa: S501
        except httpx.TransportError:
            return False

    try:
        wait_until_ready(process, folder, ready, _READY_WITHIN_SECONDS)
        yield door
    finally:
        end(process, by=signal.SIGTERM, seconds=5)
        shutil.rmtree(folder)
