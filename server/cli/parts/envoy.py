"""The command `curae envoy`. It imports nothing of server and worker."""

import asyncio
import os
from typing import Annotated

import typer

from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.door import door_settings, with_port
from server.cli.envoy_process import run_envoy
from server.cli.faults import CommandFailed
from server.cli.folder import prepare_folder
from server.cli.parts.options import MetricsAddress
from server.cli.settings import settings_of
from server.envoy.launch import envoy_command, write_config

_Port = Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Port of CURAE_ENVOY_ADDRESS.")]
# For `curae up`, which drains Envoy itself: one process fewer.
_Become = Annotated[bool, typer.Option("--become", hidden=True)]


def envoy(
    data: DataOption = DEFAULT_DATA,
    port: _Port = None,
    metrics_address: MetricsAddress = None,
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
