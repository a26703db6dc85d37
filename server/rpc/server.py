"""Assembles the gRPC server: services, interceptors, health, reflection, limits."""

import asyncio
from collections.abc import Callable, Sequence

import grpc
from curae.fhir.v1 import bulk_data_pb2, bulk_data_pb2_grpc, smart_pb2, smart_pb2_grpc
from curae.sdk.v1 import (
    imports_pb2,
    imports_pb2_grpc,
    problem_pb2,
    records_pb2,
    records_pb2_grpc,
    signals_pb2,
    signals_pb2_grpc,
)
from google.protobuf.descriptor import FileDescriptor
from google.protobuf.descriptor_pool import DescriptorPool
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection, reflection_pb2, reflection_pb2_grpc

from server.limits import MAX_RECEIVED_BYTES
from server.rpc.channel import channel_options
from server.rpc.fhir.bulk_data import BulkDataServicer
from server.rpc.fhir.smart import SmartServicer
from server.rpc.health import Health
from server.rpc.imports import ImportServicer
from server.rpc.interceptors.concern import Concern
from server.rpc.interceptors.methods import Methods
from server.rpc.records import RecordsServicer
from server.rpc.signals import SignalsServicer

_SIGNALS = signals_pb2.DESCRIPTOR.services_by_name["SignalsService"].full_name
_SERVICES = (
    records_pb2.DESCRIPTOR.services_by_name["RecordsService"].full_name,
    _SIGNALS,
    bulk_data_pb2.DESCRIPTOR.services_by_name["BulkDataService"].full_name,
    smart_pb2.DESCRIPTOR.services_by_name["SmartService"].full_name,
    imports_pb2.DESCRIPTOR.services_by_name["ImportService"].full_name,
)


class GrpcServer:
    """The server on one address, and on one that it shares. `port` is the one it got, once `start` has returned.

    `closing` is called once no call runs any more. `shares_ports`: other servers of this user may listen on its ports
    too, and the kernel deals connections out among them; without it a port in use is an error, not a second server
    beside the first. `credentials`: serves TLS only.
    """

    def __init__(
        self,
        records: RecordsServicer,
        signals: SignalsServicer,
        imports: ImportServicer,
        bulk_data: BulkDataServicer,
        smart: SmartServicer,
        *,
        interceptors: Sequence[Concern],
        closing: Sequence[Callable[[], None]] = (),
        shares_ports: bool = False,
        credentials: grpc.ServerCredentials | None = None,
    ) -> None:
        self._credentials = credentials
        self._closing = closing
        self._server = grpc.aio.server(
            options=channel_options(message_bytes=MAX_RECEIVED_BYTES, shares_ports=shares_ports)
        )
        self._health = Health(_SERVICES)
        self._signals_stall = False
        self._database_is_usable = True
        self.port = 0
        shown = (*_SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME)
        methods = Methods(interceptors)
        records_pb2_grpc.add_RecordsServiceServicer_to_server(records, methods)  # type: ignore[no-untyped-call]
        signals_pb2_grpc.add_SignalsServiceServicer_to_server(signals, methods)  # type: ignore[no-untyped-call]
        bulk_data_pb2_grpc.add_BulkDataServiceServicer_to_server(bulk_data, methods)  # type: ignore[no-untyped-call]
        smart_pb2_grpc.add_SmartServiceServicer_to_server(smart, methods)  # type: ignore[no-untyped-call]
        imports_pb2_grpc.add_ImportServiceServicer_to_server(imports, methods)  # type: ignore[no-untyped-call]
        health_pb2_grpc.add_HealthServicer_to_server(self._health, methods)  # type: ignore[arg-type]
        reflected = reflection.aio.ReflectionServicer(shown, _public_descriptors())
        reflection_pb2_grpc.add_ServerReflectionServicer_to_server(reflected, methods)  # type: ignore[no-untyped-call]
        self._server.add_generic_rpc_handlers([methods])
        methods.register_by_name(self._server, health.SERVICE_NAME, "Check")

    async def start(self, address: str, *, shared: str | None = None) -> None:
        """Raises OSError where an address cannot be had."""
        self.port = self._listen(address)
        if shared is not None:
            self._listen(shared)
        await self._server.start()

    def is_serving(self) -> bool:
        """What health says of the server as a whole. Any thread may ask."""
        return self._health.is_serving

    async def step_aside(self, seconds: float) -> None:
        """Says NOT_SERVING and serves on: long enough for every Envoy to have heard, nothing new comes afterwards."""
        self._health.leave()
        await asyncio.sleep(seconds)

    def say_signals_stall(self, stalled: bool) -> None:
        """Says of the signals' service alone whether it serves."""
        self._signals_stall = stalled
        self._say_health()

    def say_database_is_usable(self, usable: bool) -> None:
        """No service serves while the database takes no writes."""
        self._database_is_usable = usable
        self._say_health()

    def _say_health(self) -> None:
        status = health_pb2.HealthCheckResponse
        for service in ("", *_SERVICES):
            serves = self._database_is_usable and not (service == _SIGNALS and self._signals_stall)
            self._health.set(status.SERVING if serves else status.NOT_SERVING, service)

    async def stop(self, grace_seconds: float) -> None:
        """Says NOT_SERVING, refuses new calls, and lets running ones finish for `grace_seconds`."""
        self._health.leave()
        await self._server.stop(grace_seconds)
        for close in self._closing:
            close()

    def _listen(self, address: str) -> int:
        try:
            if self._credentials is not None:
                return self._server.add_secure_port(address, self._credentials)
            return self._server.add_insecure_port(address)
        except RuntimeError as taken:
            raise OSError(
                f"cannot listen on {address}: the address is in use or not allowed; choose another port"
            ) from taken


def _public_descriptors() -> DescriptorPool:
    """What reflection may tell: not all that the process has loaded, the console's messages for one."""
    pool, added = DescriptorPool(), set[str]()

    def add(file: FileDescriptor) -> None:
        if file.name not in added:
            added.add(file.name)
            for dependency in file.dependencies:
                add(dependency)
            pool.AddSerializedFile(file.serialized_pb)

    ours = (records_pb2, signals_pb2, imports_pb2, problem_pb2, bulk_data_pb2, smart_pb2)
    for module in (*ours, status_pb2, error_details_pb2, health_pb2, reflection_pb2):
        add(module.DESCRIPTOR)
    return pool
