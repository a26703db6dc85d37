"""The parts together: started in order, kept alive, stopped in order.

Several servers share one port for native callers, where the kernel deals connections out among those that listen. Envoy
reaches each by an address of its own instead: a caller's connection to Envoy lasts, so the kernel would leave all of
its requests with one server, and Envoy could neither check nor pass by a single one of them.
"""

import asyncio
import contextlib
import http.client
import json
import os
import signal
import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from server.cli.door import LOCAL, bracketed, door_settings
from server.cli.envoy_process import drained
from server.cli.up.part import Part
from server.cli.up.ports import require_free, reserve
from server.cli.up.run_file import remove_run_file, write_run_file
from server.config import Settings
from server.envoy.settings import Address, DoorSettings
from server.secret_files import FROM_FILE

# A part that ends is noticed at once; one that goes on starting is slow, on a busy machine by far.
_READY_WITHIN_SECONDS = 180.0
_POLL_SECONDS = 0.05
_PROBE_TIMEOUT_SECONDS = 2.0
# What a part may take on top of its own grace before it is killed.
_STOP_MARGIN_SECONDS = 5.0
# Where Prometheus reaches them, counted from Envoy's port.
_WORKER_SCRAPED_FROM = 1
_SERVERS_SCRAPED_FROM = 2
_CONSOLE = ("CURAE_ADMIN_ADDRESS", "CURAE_CONSOLE_ADDRESS")
_KEPT_FROM_ENVOY = ("AWS_", "CURAE_DATABASE_URL", "CURAE_SIGNING_KEY")


class Stack:
    """`curae serve`, as often as `servers` says, `curae worker` and `curae envoy` on one data folder.

    `notice` takes lines for the operator.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        extras: dict[str, Any],
        notice: Callable[[str], None],
        *,
        servers: int = 1,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._extras = extras
        self._notice = notice
        self._environment = _environment(settings, folder)
        self._servers = [self._part(_server_name(number), ["serve"]) for number in range(servers)]
        for other in self._servers[1:]:
            other.environment.pop("CURAE_ADMIN_ADDRESS", None)  # the first one serves the console
        self._worker = self._part("worker", ["worker"])
        self._envoy = self._part("envoy", ["envoy", "--become"])
        self._healthy = False
        self._door = door_settings(settings, folder)
        self._native = Address.parse(settings.grpc_address)
        self._port_holders: list[socket.socket] = []
        self._metrics: dict[str, str] = {}

    @property
    def names(self) -> list[str]:
        """Of the parts, as the logs and run.json call them."""
        return [part.name for part in self._parts]

    @property
    def facts(self) -> dict[str, Any]:
        """The content of run.json."""
        scheme = "https" if self._door.tls else "http"
        processes = {part.name: part.pid for part in self._parts}
        return {
            "restUrl": f"{scheme}://{_reached_at(self._door.listen)}",
            "grpcTarget": _reached_at(self._native),
            "processes": processes,
            "metrics": {name: f"http://{self._metrics[name]}/metrics" for name in self.names},
            **self._console_facts(scheme),
            **self._extras,
        }

    async def start(self) -> None:
        """Returns once all is healthy through Envoy. Raises CommandFailed and PartFailed."""
        if len(self._servers) == 1:
            await self._start_server()
        else:
            await self._start_servers()
        await self._start_worker()
        await self._start_envoy()
        await self._wait_until_healthy()
        self._healthy = True
        write_run_file(self._folder, self.facts)

    async def keep(self) -> None:
        """Restarts each part that ends, until the stack is stopped. Raises PartFailed."""
        async with asyncio.TaskGroup() as group:
            for part in self._parts:
                group.create_task(part.keep(self._note_restart))

    async def stop(self) -> None:
        """Envoy takes no new requests and finishes those that run, then servers and worker stop."""
        remove_run_file(self._folder)
        grace = self._settings.shutdown_grace_seconds
        if self._healthy and not self._envoy.has_ended:
            await drained(self._door, grace)
        seconds = grace + _STOP_MARGIN_SECONDS
        await self._envoy.stop(seconds)
        await asyncio.gather(*(part.stop(seconds, by=signal.SIGINT) for part in self._servers))
        await self._worker.stop(seconds)
        self._close()

    async def kill(self) -> None:
        remove_run_file(self._folder)
        for part in self._parts:
            await part.kill()
        self._close()

    @property
    def _parts(self) -> tuple[Part, ...]:
        return (*self._servers, self._worker, self._envoy)

    async def _start_server(self) -> None:
        require_free(self._native, "--grpc-port")
        (server,) = self._servers
        # No other server takes over from the only one, so it stops at once.
        server.environment.setdefault("CURAE_DRAIN_SECONDS", "0")
        port = (await self._started(server, _SERVERS_SCRAPED_FROM))["grpc"]
        # From here on the port is settled: Envoy and clients know it, and a restart has to come back on it.
        self._native = replace(self._native, port=port)
        server.environment["CURAE_GRPC_ADDRESS"] = f"{bracketed(self._native.host)}:{port}"
        self._envoy.environment["CURAE_GRPC_ADDRESS"] = _reached_at(self._native)

    async def _start_servers(self) -> None:
        self._native = self._hold(self._native, "--grpc-port")
        each = [self._hold(Address(host=LOCAL["localhost"], port=0), "--processes") for _ in self._servers]
        for server, address in zip(self._servers, each, strict=True):
            server.environment["CURAE_GRPC_ADDRESS"] = _reached_at(address)
            server.environment["CURAE_GRPC_SHARED_ADDRESS"] = f"{bracketed(self._native.host)}:{self._native.port}"
        async with asyncio.TaskGroup() as group:
            for number, server in enumerate(self._servers):
                group.create_task(self._started(server, _SERVERS_SCRAPED_FROM + number))
        self._envoy.environment["CURAE_GRPC_ADDRESS"] = ",".join(map(_reached_at, each))

    async def _start_worker(self) -> None:
        await self._started(self._worker, _WORKER_SCRAPED_FROM)

    async def _start_envoy(self) -> None:
        assert self._door.metrics is not None  # noqa: S101 - `curae up` always gives an address
        listen = self._hold(self._door.listen, "--port")
        metrics = self._hold(self._door.metrics, "--metrics-port")
        self._envoy.environment["CURAE_ENVOY_ADDRESS"] = f"{bracketed(listen.host)}:{listen.port}"
        self._settle_metrics(self._envoy, {"metrics": metrics.port})
        self._door = replace(self._door, listen=listen)
        if (console := self._door.console) is not None:
            settled = self._hold(console.listen, "--admin-port")
            self._envoy.environment["CURAE_CONSOLE_ADDRESS"] = f"{bracketed(settled.host)}:{settled.port}"
            self._door = replace(self._door, console=replace(console, listen=settled))
        await self._envoy.start()

    async def _wait_until_healthy(self) -> None:
        async def healthy() -> None:
            while not await asyncio.to_thread(_answers, self._door):
                for part in self._parts:
                    if part.has_ended:
                        raise part.failure("ended while starting")
                await asyncio.sleep(_POLL_SECONDS)

        try:
            await asyncio.wait_for(healthy(), _READY_WITHIN_SECONDS)
        except TimeoutError:
            raise self._envoy.failure(f"did not become healthy within {_READY_WITHIN_SECONDS:.0f} s") from None

    async def _note_restart(self, part: Part, how: str) -> None:
        self._notice(f"the {part.name} {how}; started again")
        write_run_file(self._folder, self.facts)

    def _part(self, name: str, command: list[str]) -> Part:
        environment = dict(self._environment)
        if name == "envoy":
            environment = {key: value for key, value in environment.items() if not key.startswith(_KEPT_FROM_ENVOY)}
        log = self._folder / "logs" / f"{name}.log"
        return Part(name, command, environment, log, self._settings.log_file_bytes)

    def _console_facts(self, scheme: str) -> dict[str, str]:
        console = self._door.console
        return {} if console is None else {"adminUrl": f"{scheme}://{_reached_at(console.listen)}"}

    async def _started(self, part: Part, metrics_offset: int) -> dict[str, int]:
        """The ports that it listens on, by name."""
        self._scraped_at(part, metrics_offset)
        ports: dict[str, int] = json.loads(await part.start_and_report(_READY_WITHIN_SECONDS))
        self._settle_metrics(part, ports)
        return ports

    def _scraped_at(self, part: Part, offset: int) -> None:
        """Asks for a port of its own: a free one, or the chosen one and those after it."""
        first = Address.parse(self._settings.metrics_address or "127.0.0.1:0")
        port = first.port + offset if first.port else 0
        part.environment["CURAE_METRICS_ADDRESS"] = f"{bracketed(first.host)}:{port}"

    def _settle_metrics(self, part: Part, ports: dict[str, int]) -> None:
        """A restart has to come back on the port that Prometheus knows."""
        listen = replace(Address.parse(self._settings.metrics_address or "127.0.0.1:0"), port=ports["metrics"])
        part.environment["CURAE_METRICS_ADDRESS"] = f"{bracketed(listen.host)}:{listen.port}"
        self._metrics[part.name] = _reached_at(listen)

    def _hold(self, address: Address, option: str) -> Address:
        holder, held = reserve(address, option)
        self._port_holders.append(holder)
        return held

    def _close(self) -> None:
        for holder in self._port_holders:
            holder.close()


def _server_name(index: int) -> str:
    return f"server-{index + 1}" if index else "server"


def _environment(settings: Settings, folder: Path) -> dict[str, str]:
    addresses = (settings.admin_address, settings.console_address)
    chosen = {name: text for name, text in zip(_CONSOLE, addresses, strict=True) if text} | {
        "CURAE_DATA": str(folder),
        "CURAE_DATABASE_URL": settings.database_url,
        "CURAE_ARTIFACTS_URL": settings.artifacts_url,
        "CURAE_SIGNING_KEY": settings.signing_key.get_secret_value(),
        "CURAE_GRPC_ADDRESS": settings.grpc_address,
        "CURAE_ENVOY_ADDRESS": settings.envoy_address,
    }
    not_passed_on = {*_CONSOLE, *(name + FROM_FILE for name in chosen)}
    return {name: text for name, text in os.environ.items() if name not in not_passed_on} | chosen


def _answers(door: DoorSettings) -> bool:
    """Whether a server is healthy as Envoy sees it."""
    host = LOCAL.get(door.listen.host, door.listen.host)
    connection = (
        # The certificate names the deployment's public host, not this address; nothing secret is sent.
        http.client.HTTPSConnection(
            host,
            door.listen.port,
            timeout=_PROBE_TIMEOUT_SECONDS,
            context=ssl._create_unverified_context(),  # noqa: S323  # nosec B323
        )
        if door.tls
        else http.client.HTTPConnection(host, door.listen.port, timeout=_PROBE_TIMEOUT_SECONDS)
    )
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    return False


def _reached_at(address: Address) -> str:
    return f"{bracketed(LOCAL.get(address.host, address.host))}:{address.port}"


async def run(
    stack: Stack, on_healthy: Callable[[dict[str, Any]], None], stopping: "asyncio.Queue[signal.Signals]"
) -> None:
    """Starts, keeps alive until the first signal, and stops; a second signal ends a stop that takes its time.

    Raises CommandFailed and PartFailed, after stopping what had started.
    """

    async def live() -> None:
        await stack.start()
        on_healthy(stack.facts)
        await stack.keep()

    living, asked = asyncio.create_task(live()), asyncio.create_task(stopping.get())
    await asyncio.wait({living, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    living.cancel()
    (outcome,) = await asyncio.gather(living, return_exceptions=True)
    await _stop_unless_hurried(stack, stopping)
    _raise_failure(outcome)


async def _stop_unless_hurried(stack: Stack, stopping: "asyncio.Queue[signal.Signals]") -> None:
    stop, hurried = asyncio.create_task(stack.stop()), asyncio.create_task(stopping.get())
    await asyncio.wait({stop, hurried}, return_when=asyncio.FIRST_COMPLETED)
    hurried.cancel()
    if not stop.done():
        stop.cancel()
        await asyncio.gather(stop, return_exceptions=True)
        await stack.kill()


def _raise_failure(outcome: BaseException | None) -> None:
    if isinstance(outcome, BaseExceptionGroup):
        outcome = outcome.exceptions[0]
    if isinstance(outcome, BaseException) and not isinstance(outcome, asyncio.CancelledError):
        raise outcome
