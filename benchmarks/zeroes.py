"""The baseline of a download: Envoy, as configured, before a server that has nothing to do but send zeroes.

`python -m benchmarks.zeroes PORT BYTES` is that server.
"""

import asyncio
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import grpc
import httpx
from curae.sdk.v1 import records_pb2_grpc
from google.api import httpbody_pb2
from google.protobuf.message import Message
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from server.artifacts.verified import CHUNK_BYTES
from server.envoy.launch import envoy_command, write_config
from server.envoy.settings import Address, DoorSettings
from server.rpc.http import CONTENT_LENGTH
from tests.parts.processes import free_ports

READY_SECONDS = 20


class Zeroes(records_pb2_grpc.RecordsServiceServicer):
    def __init__(self, size: int) -> None:
        self._size = size

    async def DownloadExport(  # noqa: N802 - the name in the proto
        self, _request: Message, context: "grpc.aio.ServicerContext[Message, Message]"
    ) -> AsyncIterator[Message]:
        await context.send_initial_metadata(((CONTENT_LENGTH, str(self._size)),))
        yield httpbody_pb2.HttpBody(content_type="application/octet-stream")
        chunk = httpbody_pb2.HttpBody(data=bytes(CHUNK_BYTES))
        for _ in range(self._size // CHUNK_BYTES):
            yield chunk
        yield httpbody_pb2.HttpBody(data=bytes(self._size % CHUNK_BYTES))


@contextmanager
def zeroes_behind_envoy(size: int) -> Iterator[str]:
    """The URL of an Envoy that serves `size` zeroes as any export's artifact."""
    upstream, door = free_ports(2)
    with ExitStack() as parts:
        folder = Path(parts.enter_context(tempfile.TemporaryDirectory(prefix="curae-zeroes-")))
        settings = DoorSettings(
            listen=Address(host="127.0.0.1", port=door),
            upstreams=(Address(host="127.0.0.1", port=upstream),),
            folder=folder,
        )
        write_config(settings)
        parts.enter_context(_running([sys.executable, "-m", "benchmarks.zeroes", str(upstream), str(size)]))
        parts.enter_context(_running(envoy_command(settings)))
        url = f"http://127.0.0.1:{door}"
        _await_health(url)
        yield url


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(READY_SECONDS)


def _await_health(url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/healthz").status_code == httpx.codes.OK:
                return
        time.sleep(0.05)
    raise SystemExit("the Envoy before the zeroes did not become healthy")


async def serve(port: int, size: int) -> None:
    server = grpc.aio.server()
    records_pb2_grpc.add_RecordsServiceServicer_to_server(Zeroes(size), server)
    healthy = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(healthy, server)
    await healthy.set("", health_pb2.HealthCheckResponse.SERVING)
    server.add_insecure_port(f"127.0.0.1:{port}")
    await server.start()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(server.stop(0)))
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
