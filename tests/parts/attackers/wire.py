"""A socket as an attacker uses it: what to send and when to read is its own choice."""

import asyncio
import random
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.parts.attackers.target import Target

PATIENCE_SECONDS = 30.0
READ_BYTES = 1 << 16
_CLOSE_BY_RESET = struct.pack("ii", 1, 0)


class Wire:
    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._loop = asyncio.get_running_loop()

    async def send(self, data: bytes) -> None:
        """Raises TimeoutError where the other side does not take it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._loop.sock_sendall(self._socket, data)

    async def receive(self, seconds: float = PATIENCE_SECONDS) -> bytes:
        """Empty at the end of the connection. Raises TimeoutError where nothing comes."""
        async with asyncio.timeout(seconds):
            return await self._loop.sock_recv(self._socket, READ_BYTES)

    async def drained(self, seconds: float = PATIENCE_SECONDS) -> bool:
        """Reads until the other side closes, or for so long. True where it closed."""
        try:
            async with asyncio.timeout(seconds):
                while await self._loop.sock_recv(self._socket, READ_BYTES):
                    pass
        except TimeoutError:
            return False
        except ConnectionError:
            return True
        return True


@asynccontextmanager
async def connected(
    target: Target, *, port: int | None = None, receive_buffer_bytes: int | None = None
) -> AsyncIterator[Wire]:
    """To the public listener, or to another port. Closes by a reset, which leaves no port in TIME_WAIT."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as made:
        made.setblocking(False)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CLOSE_BY_RESET)
        if receive_buffer_bytes is not None:  # before the connection, or the window is already told
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer_bytes)
        made.bind((random.choice(target.addresses), 0))
        async with asyncio.timeout(PATIENCE_SECONDS):
            await asyncio.get_running_loop().sock_connect(made, (target.host, port or target.port))
        yield Wire(made)
