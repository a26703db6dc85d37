"""The standard health service. The package's own holds a lock while it writes to a watcher: one that does not read
would stop every other watch, and the server's end too.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from grpc_health.v1 import health_pb2, health_pb2_grpc

from server.errors import NotFound
from server.rpc.call import Context

_Status = health_pb2.HealthCheckResponse


class Health(health_pb2_grpc.HealthServicer):
    """Belongs to one event loop. `services`: those that it answers for, beside the server as a whole."""

    def __init__(self, services: tuple[str, ...]) -> None:
        self._statuses: dict[str, Any] = dict.fromkeys(("", *services), _Status.SERVING)
        self._changed = asyncio.Event()
        self._leaves = False

    @property
    def is_serving(self) -> bool:
        """The server as a whole. Any thread may ask."""
        return bool(self._statuses[""] == _Status.SERVING)

    def set(self, status: Any, service: str) -> None:
        """Of a server that leaves nothing changes any more."""
        if not self._leaves:
            self._say({service: status})

    def leave(self) -> None:
        """Says NOT_SERVING of everything, from now on."""
        self._leaves = True
        self._say(dict.fromkeys(self._statuses, _Status.NOT_SERVING))

    def _say(self, statuses: dict[str, Any]) -> None:
        self._statuses |= statuses
        self._changed.set()
        self._changed = asyncio.Event()

    async def Check(self, request: health_pb2.HealthCheckRequest, context: Context) -> health_pb2.HealthCheckResponse:
        status = self._statuses.get(request.service)
        if status is None:
            raise NotFound("no such service; leave the name out to ask for the whole server")
        return _Status(status=status)

    async def Watch(
        self, request: health_pb2.HealthCheckRequest, context: Context
    ) -> AsyncIterator[health_pb2.HealthCheckResponse]:
        last = None
        while True:
            changed = self._changed
            status = self._statuses.get(request.service, _Status.SERVICE_UNKNOWN)
            if status != last:
                last = status
                yield _Status(status=status)
            else:
                await changed.wait()
