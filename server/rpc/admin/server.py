"""The gRPC server behind the admin port: an address of its own, without reflection, reached by Envoy alone."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
from curae.admin.v1 import (
    admin_pb2_grpc,
    apps_pb2_grpc,
    audit_pb2_grpc,
    groups_pb2_grpc,
    imports_pb2_grpc,
    operators_pb2_grpc,
    persons_pb2_grpc,
    signals_pb2_grpc,
    webhooks_pb2_grpc,
)

from server.config import SOCKET
from server.limits import MAX_ADMIN_MESSAGE_BYTES
from server.rpc.admin.apps import AppsServicer, WebhooksServicer
from server.rpc.admin.audit import AuditServicer
from server.rpc.admin.figures import SignalFiguresServicer
from server.rpc.admin.groups import GroupsServicer
from server.rpc.admin.imports import ImportsServicer
from server.rpc.admin.operators import OperatorsServicer
from server.rpc.admin.persons import PersonsServicer
from server.rpc.admin.servicer import AdminServicer
from server.rpc.channel import channel_options
from server.rpc.interceptors.concern import Concern
from server.rpc.interceptors.methods import Methods
from server.services.overview import Overview

_SOCKET_MODE = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Servicers:
    """One for each service of the console."""

    admin: AdminServicer
    apps: AppsServicer
    audit: AuditServicer
    groups: GroupsServicer
    imports: ImportsServicer
    operators: OperatorsServicer
    persons: PersonsServicer
    signals: SignalFiguresServicer
    webhooks: WebhooksServicer

    def add_to(self, methods: Methods) -> None:
        adding: Sequence[tuple[Any, object]] = (
            (admin_pb2_grpc.add_AdminServiceServicer_to_server, self.admin),
            (apps_pb2_grpc.add_AppsServiceServicer_to_server, self.apps),
            (audit_pb2_grpc.add_AuditServiceServicer_to_server, self.audit),
            (groups_pb2_grpc.add_GroupsServiceServicer_to_server, self.groups),
            (imports_pb2_grpc.add_ImportsServiceServicer_to_server, self.imports),
            (operators_pb2_grpc.add_OperatorsServiceServicer_to_server, self.operators),
            (persons_pb2_grpc.add_PersonsServiceServicer_to_server, self.persons),
            (signals_pb2_grpc.add_SignalFiguresServiceServicer_to_server, self.signals),
            (webhooks_pb2_grpc.add_WebhooksServiceServicer_to_server, self.webhooks),
        )
        for add, servicer in adding:
            add(servicer, methods)


class AdminServer:
    """Serves on a socket of the file system (`unix:PATH`) or on host:port, and takes the overview's samples."""

    def __init__(self, servicers: Servicers, overview: Overview, *, interceptors: Sequence[Concern]) -> None:
        self._overview = overview
        self._sampling: asyncio.Task[None] | None = None
        self._server = grpc.aio.server(
            options=channel_options(message_bytes=MAX_ADMIN_MESSAGE_BYTES, shares_ports=False)
        )
        self.port = 0
        methods = Methods(interceptors)
        servicers.add_to(methods)
        self._server.add_generic_rpc_handlers([methods])

    async def start(self, address: str) -> None:
        """Raises OSError where the address cannot be had."""
        try:
            self.port = self._server.add_insecure_port(address)
        except RuntimeError as taken:
            raise OSError(f"cannot listen on {address}: it is in use or not ours; choose another") from taken
        _close_to_others(address)
        await self._server.start()
        self._sampling = asyncio.create_task(self._overview.run())

    async def stop(self) -> None:
        """At once: what the console shows can be asked for again."""
        if self._sampling is not None:
            self._sampling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sampling
        await self._server.stop(0)


def _close_to_others(address: str) -> None:
    if address.startswith(SOCKET):
        Path(address.removeprefix(SOCKET)).chmod(_SOCKET_MODE)
