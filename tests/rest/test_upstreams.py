"""Envoy before several servers."""

import asyncio
import uuid
from typing import Any

import grpc
import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc

from tests.parts.processes import free_ports
from tests.rest.echo_door import WITH_KEY, SendKey, echo_server, envoy

EXPORTS = "/api/sdk/v1/records/exports"


def test_a_server_that_is_not_there_is_no_callers_concern() -> None:
    """Health checks have not noticed yet, so every second request goes there first."""
    alive, dead = free_ports(2)
    with echo_server(alive), envoy(alive, dead) as door, httpx.Client(base_url=door.url, headers=WITH_KEY) as client:
        for _ in range(20):
            assert client.get(EXPORTS).status_code == 200
            order = {"connectionId": str(uuid.uuid4())}
            assert client.post(EXPORTS, json=order, headers={"idempotency-key": "k"}).status_code == 202
            with client.stream("GET", f"{EXPORTS}/x/artifact") as download:
                assert download.status_code == 200


def test_a_native_call_that_a_server_has_seen_is_not_sent_to_another() -> None:
    first, second = free_ports(2)

    async def die(target: str) -> None:
        async with grpc.aio.insecure_channel(target, interceptors=[SendKey()]) as channel:
            stub: Any = records_pb2_grpc.RecordsServiceStub(channel)
            with pytest.raises(grpc.aio.AioRpcError) as broken:
                await stub.GetExport(records_pb2.GetExportRequest(export_id="die"))
            assert broken.value.code() is grpc.StatusCode.UNAVAILABLE

    with echo_server(first), echo_server(second), envoy(first, second) as door:
        asyncio.run(die(door.target))
        with httpx.Client(headers=WITH_KEY) as client:  # one of them lives
            assert {client.get(f"{door.url}{EXPORTS}").status_code for _ in range(10)} == {200}


def test_a_server_may_have_a_name() -> None:
    (port,) = free_ports(1)
    with echo_server(port), envoy(port, upstream_host="localhost") as door:
        assert httpx.get(f"{door.url}{EXPORTS}", headers=WITH_KEY).status_code == 200
