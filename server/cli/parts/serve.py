"""The command `curae serve`."""

import asyncio
from typing import Annotated

import typer

from server.app.server import serve as run_server
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.door import with_port
from server.cli.parts.options import MetricsAddress
from server.cli.parts.running import ReadyFd, addresses_named, running_settings, tell

_GrpcPort = Annotated[
    int | None, typer.Option("--grpc-port", min=0, max=65535, help="Port of CURAE_GRPC_ADDRESS; 0 picks a free one.")
]


def serve(
    data: DataOption = DEFAULT_DATA,
    grpc_port: _GrpcPort = None,
    metrics_address: MetricsAddress = None,
    ready_fd: ReadyFd = None,
) -> None:
    """Run the gRPC server in the foreground.

    On SIGTERM it says for CURAE_DRAIN_SECONDS that it is going, so that Envoy sends it nothing more, and lets running
    calls finish; Ctrl-C leaves the first out. It refuses a database that is not migrated.

    Example: curae serve --data ./data --grpc-port 50051
    """
    settings = running_settings(data, metrics_address=metrics_address)
    address = with_port("CURAE_GRPC_ADDRESS", settings.grpc_address, grpc_port)
    with addresses_named():
        asyncio.run(run_server(settings.model_copy(update={"grpc_address": address}), ready=tell(ready_fd)))
