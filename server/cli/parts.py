"""`curae serve`, `curae worker`, `curae envoy`: the parts by themselves, as a container or systemd runs them."""

import asyncio
import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from server.app import Ready
from server.app import serve as run_server
from server.app import work as run_worker
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import require_existing, settings_of
from server.cli.door import door_settings, with_port
from server.cli.envoy_process import run_envoy
from server.cli.faults import CommandFailed
from server.cli.folder import prepare_folder, signing_key
from server.config import Settings
from server.envoy.launch import envoy_command, write_config
from server.pauses import settle
from server.secret_files import is_given

_GrpcPort = Annotated[
    int | None, typer.Option("--grpc-port", min=0, max=65535, help="Port of CURAE_GRPC_ADDRESS; 0 picks a free one.")
]
_Port = Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Port of CURAE_ENVOY_ADDRESS.")]
_MetricsAddress = Annotated[
    str | None,
    typer.Option(
        "--metrics-address",
        envvar="CURAE_METRICS_ADDRESS",
        metavar="HOST:PORT",
        help="Where Prometheus scrapes this process; port 0 picks a free one. Default: nowhere.",
    ),
]
# For `curae up`, which drains Envoy itself: one process fewer.
_Become = Annotated[bool, typer.Option("--become", hidden=True)]
_ReadyFd = Annotated[int | None, typer.Option("--ready-fd", hidden=True)]


def serve(
    data: DataOption = DEFAULT_DATA,
    grpc_port: _GrpcPort = None,
    metrics_address: _MetricsAddress = None,
    ready_fd: _ReadyFd = None,
) -> None:
    """Run the gRPC server in the foreground.

    On SIGTERM it says for CURAE_DRAIN_SECONDS that it is going, so that Envoy sends it nothing more, and lets running
    calls finish; Ctrl-C leaves the first out. It refuses a database that is not migrated.

    Example: curae serve --data ./data --grpc-port 50051
    """
    settings = _settings(data, metrics_address=metrics_address)
    address = with_port("CURAE_GRPC_ADDRESS", settings.grpc_address, grpc_port)
    with _addresses_named():
        asyncio.run(run_server(settings.model_copy(update={"grpc_address": address}), ready=_tell(ready_fd)))


def worker(data: DataOption = DEFAULT_DATA, metrics_address: _MetricsAddress = None, ready_fd: _ReadyFd = None) -> None:
    """Run the worker, which writes queued exports, in the foreground.

    SIGTERM and Ctrl-C stop it, and unfinished exports return to the queue. You can run any number of workers.

    Example: curae worker --data ./data
    """
    settings = _settings(data, metrics_address=metrics_address)
    with _addresses_named():
        asyncio.run(run_worker(settings, ready=_tell(ready_fd)))


def envoy(
    data: DataOption = DEFAULT_DATA,
    port: _Port = None,
    metrics_address: _MetricsAddress = None,
    become: _Become = False,
) -> None:
    """Run Envoy, the front door, in the foreground.

    It sends calls to the servers of CURAE_GRPC_ADDRESS. Give several as host:port,host:port: Envoy leaves out a server
    that fails or goes away.

    Renders envoy.yaml into DIR/envoy and runs Envoy on it. SIGTERM and Ctrl-C drain it: /healthz turns 503, what runs
    has CURAE_SHUTDOWN_GRACE_SECONDS to finish, then Envoy ends; a second signal ends it at once.

    CURAE_TLS_CERTIFICATE and CURAE_TLS_KEY turn on TLS,
    CURAE_RATE_LIMIT a limit of requests a minute for each key, CURAE_CORS_ORIGINS lets browser apps call.

    Example: curae envoy --data ./data --port 8080
    """
    folder = prepare_folder(data)
    settings = settings_of(folder, metrics_address=metrics_address)
    address = with_port("CURAE_ENVOY_ADDRESS", settings.envoy_address, port)
    door = door_settings(settings.model_copy(update={"envoy_address": address}), folder)
    command = envoy_command(door)
    try:
        write_config(door)
    except ValueError as fault:  # the path of the admin socket
        raise CommandFailed(str(fault)) from fault
    # Envoy needs none of our settings, and a process that faces the network holds no secret of ours.
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("AWS_", "CURAE_"))}
    if become:
        os.execve(command[0], command, environment)  # noqa: S606 - find_envoy's binary, no shell
    asyncio.run(run_envoy(command, environment, door, settings.shutdown_grace_seconds))


def _settings(data: Path, **chosen: object) -> Settings:
    folder = prepare_folder(data)
    settings = settings_of(folder, **chosen)
    require_existing(settings, folder)
    key = {} if is_given("CURAE_SIGNING_KEY") else {"signing_key": signing_key(folder)}
    return settings_of(folder, **key, **chosen)


def _tell(ready_fd: int | None) -> Ready:
    """Writes the ports as one line of JSON, for the supervisor that started this part."""

    def ready(ports: dict[str, int]) -> None:
        settle()
        if ready_fd is not None:
            os.write(ready_fd, f"{json.dumps(ports)}\n".encode())
            os.close(ready_fd)

    return ready


@contextlib.contextmanager
def _addresses_named() -> Iterator[None]:
    """A port that is taken ends the command with one line."""
    try:
        yield
    except OSError as fault:
        raise CommandFailed(str(fault)) from fault
