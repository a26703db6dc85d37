"""Downloads and watches as callers make them: by sockets through a real Envoy."""

import contextlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from server.domain.exports import Export
from tests.parts.eventually import patience
from tests.parts.exports import final, queue, working
from tests.parts.in_process import App, Stack, observation, serving
from tests.parts.processes import port_of
from tests.rest.echo_door import EchoDoor, envoy

MEBIBYTE = 1 << 20


async def a_ready_export(stack: Stack, app: App, mebibytes: int) -> Export:
    """Of about so many MiB, in records of one each."""
    stack.imports.store(app.connection.id, [observation(number, padding=MEBIBYTE) for number in range(mebibytes)])

    async with working(stack):
        done = await final(stack, await queue(stack, app))
    assert done.artifact is not None
    return done


@contextmanager
def door_of(stack: Stack) -> Iterator[EchoDoor]:
    """A real Envoy before the deployment's server, which runs in this process."""
    with (
        serving(stack) as address,
        envoy(port_of(address), stall_seconds=stack.settings.stream_stall_seconds) as door,
    ):
        yield door


def artifact_url(door: EchoDoor, export: Export) -> str:
    return f"{door.url}/api/sdk/v1/records/exports/{export.id}/artifact"


def events_url(door: EchoDoor, export: Export) -> str:
    return f"{door.url}/api/sdk/v1/records/exports/{export.id}/events"


def client_of(app: App) -> httpx.Client:
    return httpx.Client(headers={"authorization": app.authorization[1]}, timeout=patience(60))


@dataclass(slots=True)
class Unread:
    """A download over HTTP/1.1 of which only the head is read, by a socket whose kernel takes little ahead of it."""

    connection: socket.socket
    head: bytes = b""

    @classmethod
    def of(cls, door: EchoDoor, export: Export, app: App) -> "Unread":
        listen = door.settings.listen
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(patience(60))
        connection.connect((listen.host, listen.port))
        path = f"/api/sdk/v1/records/exports/{export.id}/artifact"
        request = f"GET {path} HTTP/1.1\r\nHost: door\r\nAuthorization: {app.authorization[1]}\r\n\r\n"
        connection.sendall(request.encode())
        return cls(connection)

    def answered(self) -> int:
        """The status, once it is there."""
        while b"\r\n\r\n" not in self.head:
            more = self.connection.recv(1)
            assert more, "closed without an answer"
            self.head += more
        return int(self.head.split()[1])

    def rest(self) -> int:
        """How many bytes still come before it ends, however it ends."""
        count = 0
        with contextlib.suppress(ConnectionError):
            while more := self.connection.recv(1 << 16):
                count += len(more)
        return count

    def close(self) -> None:
        self.connection.close()
