"""Every code of the contract, provoked on both doors of one deployment: native gRPC, and REST through Envoy."""

import asyncio
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import grpc
import httpx
import pytest
from curae.sdk.v1 import (
    imports_pb2,
    imports_pb2_grpc,
    problem_pb2,
    records_pb2,
    records_pb2_grpc,
    signals_pb2,
    signals_pb2_grpc,
)
from google.protobuf import timestamp_pb2
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from server.clock import utc_now, uuid7
from server.demo import content
from server.domain.caller import Environment, Scope
from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportErrorCode
from server.domain.signals.payload import MAX_PAYLOAD_BYTES
from server.errors import DeadlineExceeded, Unavailable
from server.limits import MAX_MESSAGE_BYTES
from server.problems import ERROR_DOMAIN, PROBLEMS
from server.store.connections import get_connection
from server.store.exports import cancel_export, expire_export, get_export
from server.store.queue import fail
from tests.parts.in_process import App, Stack, opened_stack, serving
from tests.parts.processes import port_of
from tests.rest.echo_door import envoy
from tests.rest.problems import assert_problem
from tests.store.seeds import an_export, make_ready, queue_exports, take

EXPORTS = "/api/sdk/v1/records/exports"
SIGNALS = "/api/sdk/v1/signals"
GOOD_PAYLOAD = dict(content.signals()[0].payload)
UNKNOWN = str(uuid.UUID(int=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """`address` is the server's own, without Envoy."""

    stack: Stack
    address: str
    rest: httpx.Client
    records: Any
    signals: Any
    imports: Any
    app: App


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One refusal: how a REST caller meets it, and how a native one does; None where that door cannot."""

    rest: Callable[[Doors], httpx.Response] | None
    native: Callable[[Doors], Any] | None
    headers: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def doors(urls: dict[str, str]) -> Iterator[Doors]:
    with (
        opened_stack(**urls) as stack,
        serving(stack) as address,
        envoy(port_of(address)) as door,
        httpx.Client(base_url=door.url, timeout=20) as rest,
        grpc.insecure_channel(address) as channel,
    ):
        made = Doors(
            stack=stack,
            address=address,
            rest=rest,
            records=records_pb2_grpc.RecordsServiceStub(channel),
            signals=signals_pb2_grpc.SignalsServiceStub(channel),
            imports=imports_pb2_grpc.ImportServiceStub(channel),
            app=stack.new_app(),
        )
        _signal(made)  # Envoy gives a server 5 s to prove a key: the process that takes signals is there before
        yield made


def _post(doors: Doors, path: str, body: Any, *, app: App | None = None, key: str | None = None) -> httpx.Response:
    headers = {"authorization": (app or doors.app).authorization[1], "idempotency-key": key or uuid7()}
    return doors.rest.post(path, json=body, headers=headers)


def _get(doors: Doors, path: str, **headers: str) -> httpx.Response:
    return doors.rest.get(path, headers={"authorization": doors.app.authorization[1], **headers})


def _queue(doors: Doors, *, app: App | None = None, key: str | None = None, **fields: Any) -> Any:
    who = app or doors.app
    request = records_pb2.ExportRecordsRequest(**({"connection_id": who.connection.id} | fields))
    return doors.records.ExportRecords(request, metadata=who.metadata(key or uuid7()))


def _queue_rest(doors: Doors, *, app: App | None = None, key: str | None = None, **fields: Any) -> httpx.Response:
    who = app or doors.app
    return _post(doors, EXPORTS, {"connectionId": who.connection.id} | fields, app=who, key=key)


def _connector(doors: Doors) -> App:
    """The app with the key of a connector."""
    tenant, scopes = doors.app.tenant, frozenset({Scope.RECORDS_IMPORT})
    key = doors.stack.accounts.create_key(tenant.id, name="", environment=Environment.LIVE, scopes=scopes)
    return App(tenant=tenant, connection=doors.app.connection, key=key)


def _go_on_rest(doors: Doors, *, offset: int) -> httpx.Response:
    """Goes on with an import that nobody began."""
    headers = {"authorization": _connector(doors).authorization[1], "content-type": "application/fhir+ndjson"}
    params = {"connectionId": doors.app.connection.id, "offset": offset}
    return doors.rest.post(f"/api/sdk/v1/records/imports/{uuid7()}", params=params, content=b"{}", headers=headers)


def _go_on(doors: Doors, *, offset: int) -> Any:
    request = imports_pb2.ImportRecordsRequest(
        import_id=uuid7(), connection_id=doors.app.connection.id, offset=offset, body={"data": b"{}"}
    )
    return doors.imports.ImportRecords(iter([request]), metadata=_connector(doors).metadata(uuid7()))


def _signal(
    doors: Doors,
    *,
    app: App | None = None,
    namespace: str = "activity",
    payload: Any = None,
    occurred_at: datetime | None = None,
) -> Any:
    who = app or doors.app
    request = signals_pb2.IngestSignalRequest(
        connection_id=who.connection.id, namespace=namespace, signal_type="daily_summary", occurred_at=occurred_at
    )
    request.payload.update(GOOD_PAYLOAD if payload is None else payload)
    return doors.signals.IngestSignal(request, metadata=who.metadata(uuid7()))


def _signal_rest(
    doors: Doors,
    *,
    app: App | None = None,
    namespace: str = "activity",
    payload: Any = None,
    occurred_at: datetime | None = None,
) -> httpx.Response:
    who = app or doors.app
    body = {
        "occurredAt": None if occurred_at is None else occurred_at.isoformat(),
        "connectionId": who.connection.id,
        "namespace": namespace,
        "signalType": "daily_summary",
        "payload": GOOD_PAYLOAD if payload is None else payload,
    }
    return _post(doors, SIGNALS, body, app=who)


def _withdrawn_id(doors: Doors) -> str:
    made = _signal(doors).signal
    withdrawn = signals_pb2.WithdrawSignalRequest(signal_id=made.id)
    doors.signals.WithdrawSignal(withdrawn, metadata=doors.app.metadata())
    return str(made.id)


def _replace(doors: Doors) -> Any:
    request = signals_pb2.ReplaceSignalRequest(signal_id=_withdrawn_id(doors))
    request.payload.update(GOOD_PAYLOAD)
    return doors.signals.ReplaceSignal(request, metadata=doors.app.metadata(uuid7()))


def _replace_rest(doors: Doors) -> httpx.Response:
    return _post(doors, f"{SIGNALS}/{_withdrawn_id(doors)}:replace", {"payload": GOOD_PAYLOAD})


def _both_signals(**fields: Any) -> Case:
    return Case(rest=lambda doors: _signal_rest(doors, **fields), native=lambda doors: _signal(doors, **fields))


def _as(make: Callable[[Doors], App], **case: Any) -> Case:
    """The plain queue call, by another app."""
    return Case(
        rest=lambda doors: _queue_rest(doors, app=make(doors)),
        native=lambda doors: _queue(doors, app=make(doors)),
        **case,
    )


def _an_export(doors: Doors, end: Callable[[Doors, Any], None]) -> str:
    """An export of the app in the state that `end` brings it to."""
    export = an_export(doors.app.connection, utc_now())
    queue_exports(doors.stack.database, export)

    def work(database: Any) -> None:
        claim = None
        while claim is None or claim.export.id != export.id:  # others may wait in front of it
            claim = take(database, utc_now())
        end(database, claim)

    doors.stack.database.write_now(work)
    return export.id


def _ready(database: Any, claim: Any) -> None:
    granted = get_connection(database, claim.export.connection_id).grant.of_types(claim.export.resource_types)
    assert make_ready(database, claim, utc_now(), grant=granted)


def _expired(database: Any, claim: Any) -> None:
    _ready(database, claim)
    expire_export(database, get_export(database, claim.export.id), utc_now())


def _failed(database: Any, claim: Any) -> None:
    assert fail(database, claim, error_code=ExportErrorCode.ATTEMPTS_EXHAUSTED, now=utc_now())


def _cancelled(database: Any, claim: Any) -> None:
    cancel_export(database, get_export(database, claim.export.id), utc_now())


def _download(end: Callable[[Any, Any], None], **case: Any) -> Case:
    return Case(
        rest=lambda doors: _get(doors, f"{EXPORTS}/{_an_export(doors, end)}/artifact", **case.get("send", {})),
        native=lambda doors: list(
            doors.records.DownloadExport(
                records_pb2.DownloadExportRequest(export_id=_an_export(doors, end), **case.get("ask", {})),
                metadata=doors.app.metadata(),
            )
        ),
        headers=case.get("headers", {}),
    )


def _get_export(doors: Doors, **call: Any) -> Any:
    request = records_pb2.GetExportRequest(export_id=UNKNOWN)
    return doors.records.GetExport(request, **({"metadata": doors.app.metadata()} | call))


def _reuse(post: Callable[..., Any]) -> Callable[[Doors], Any]:
    def twice(doors: Doors) -> Any:
        key = uuid7()
        post(doors, key=key)
        field_name = "include_raw_fhir" if post is _queue else "includeRawFhir"
        return post(doors, key=key, **{field_name: False})

    return twice


def _workouts_only(doors: Doors) -> App:
    app = doors.stack.new_app()
    narrow = doors.stack.accounts.create_connection(
        app.tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset({"activity.workout"})
    )
    return App(tenant=app.tenant, connection=narrow, key=app.key)


CASES: dict[str, Case] = {
    "BAD_REQUEST": Case(
        rest=lambda doors: _get(doors, f"{EXPORTS}?limit=0"),
        native=lambda doors: doors.records.ListExports(
            records_pb2.ListExportsRequest(limit=0), metadata=doors.app.metadata()
        ),
    ),
    "IDEMPOTENCY_KEY_REQUIRED": Case(
        rest=lambda doors: doors.rest.post(
            EXPORTS,
            json={"connectionId": doors.app.connection.id},
            headers={"authorization": doors.app.authorization[1]},
        ),
        native=lambda doors: doors.records.ExportRecords(
            records_pb2.ExportRecordsRequest(connection_id=doors.app.connection.id), metadata=doors.app.metadata()
        ),
    ),
    "UNAUTHENTICATED": Case(
        rest=lambda doors: doors.rest.get(EXPORTS),
        native=lambda doors: _get_export(doors, metadata=()),
        headers={"www-authenticate": "Bearer"},
    ),
    "SCOPE_INSUFFICIENT": _as(lambda doors: doors.stack.new_app(scopes=frozenset({Scope.SIGNAL_WRITE}))),
    "WRONG_ENVIRONMENT": _as(lambda doors: doors.stack.new_app(environment=Environment.TEST)),
    "SDK_SIGNAL_TYPE_NOT_ALLOWED": Case(
        rest=lambda doors: _signal_rest(doors, app=_workouts_only(doors)),
        native=lambda doors: _signal(doors, app=_workouts_only(doors)),
    ),
    "SDK_RESOURCE_TYPE_NOT_AUTHORIZED": Case(
        rest=lambda doors: _queue_rest(doors, resourceTypes=["Claim"]),
        native=lambda doors: _queue(doors, resource_types=["Claim"]),
    ),
    "SDK_CONNECTION_NOT_ACTIVE": _as(lambda doors: doors.stack.new_app(status=ConnectionStatus.PENDING)),
    "NOT_FOUND": Case(rest=lambda doors: _get(doors, f"{EXPORTS}/{UNKNOWN}"), native=_get_export),
    "METHOD_NOT_ALLOWED": Case(
        rest=lambda doors: doors.rest.put(EXPORTS, json={}), native=None, headers={"allow": "GET, HEAD, POST"}
    ),
    "IDEMPOTENCY_KEY_REUSED": Case(rest=_reuse(_queue_rest), native=_reuse(_queue)),
    "SDK_EXPORT_NOT_READY": _download(lambda _database, _claim: None, headers={"retry-after": "1"}),
    "SDK_EXPORT_EXPIRED": _download(_expired),
    "SDK_EXPORT_FAILED": _download(_failed),
    "SDK_EXPORT_CANCELLED": _download(_cancelled),
    "SDK_SIGNAL_WITHDRAWN": Case(rest=_replace_rest, native=_replace),
    "PAYLOAD_TOO_LARGE": Case(
        rest=lambda doors: _queue_rest(doors, resourceTypes=["x" * 131_072]),
        native=lambda doors: _queue(doors, resource_types=["x" * MAX_MESSAGE_BYTES]),
    ),
    "SDK_SIGNAL_PAYLOAD_TOO_LARGE": _both_signals(payload={"token": "x" * MAX_PAYLOAD_BYTES}),
    "UNSUPPORTED_MEDIA_TYPE": Case(
        rest=lambda doors: doors.rest.post(
            EXPORTS,
            content="<x/>",
            headers={"content-type": "text/xml", "authorization": doors.app.authorization[1]},
        ),
        native=None,
    ),
    "RANGE_NOT_SATISFIABLE": _download(
        _ready, send={"range": "bytes=5-"}, ask={"offset": 6}, headers={"content-range": "bytes */5"}
    ),
    "SDK_IMPORT_CONFLICT": Case(
        rest=lambda doors: _go_on_rest(doors, offset=10),
        native=lambda doors: _go_on(doors, offset=10),
    ),
    "SDK_EXPORT_SINCE_TOO_OLD": Case(
        rest=lambda doors: _queue_rest(doors, since="2001-01-01T00:00:00Z"),
        native=lambda doors: _queue(doors, since=timestamp_pb2.Timestamp(seconds=1)),
    ),
    "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH": _both_signals(payload={"steps": 1}),
    "SDK_SIGNAL_PHI_DETECTED": _both_signals(payload=GOOD_PAYLOAD | {"email": "ann@example.org"}),
    "SDK_SIGNAL_TIME_OUT_OF_BOUNDS": _both_signals(occurred_at=datetime(9000, 1, 1, tzinfo=UTC)),
    "SDK_SIGNAL_NAMESPACE_UNKNOWN": _both_signals(namespace="nowhere"),
    "RATE_LIMITED": _both_signals(),
    "INTERNAL": Case(rest=lambda doors: _get(doors, f"{EXPORTS}/{UNKNOWN}"), native=_get_export),
    "UNAVAILABLE": Case(rest=lambda doors: _get(doors, f"{EXPORTS}/{UNKNOWN}"), native=_get_export),
    "DEADLINE_EXCEEDED": Case(rest=lambda doors: _get(doors, f"{EXPORTS}/{UNKNOWN}"), native=_get_export),
}

# What has to break for a code that no request can provoke.
FAULTS: dict[str, Exception] = {
    "INTERNAL": RuntimeError("MARKER of a cause"),
    "UNAVAILABLE": Unavailable("the database cannot be used at the moment; try again"),
    "DEADLINE_EXCEEDED": DeadlineExceeded("the request took too long; try again"),
}


@pytest.fixture
def provoked(code: str, monkeypatch: pytest.MonkeyPatch) -> str:
    if code == "RATE_LIMITED":
        monkeypatch.setattr("server.rpc.intake.room.MAX_WAITING_SIGNALS", 0)
    if code in FAULTS:

        async def broken(*_: object) -> None:
            raise FAULTS[code]

        monkeypatch.setattr("server.services.exports.Exports.get", broken)
    return code


def test_the_table_is_whole() -> None:
    assert CASES.keys() == PROBLEMS.keys()


@pytest.mark.parametrize("code", [code for code, case in CASES.items() if case.rest])
def test_rest_gives_the_problem(doors: Doors, provoked: str) -> None:
    case = CASES[provoked]
    assert case.rest is not None
    response = case.rest(doors)
    assert_problem(response, provoked)
    assert {name: response.headers.get(name) for name in case.headers} == case.headers
    assert "MARKER" not in response.text


@pytest.mark.parametrize("code", [code for code, case in CASES.items() if case.native])
def test_grpc_gives_the_status_with_its_details(doors: Doors, provoked: str) -> None:
    case, kind = CASES[provoked], PROBLEMS[provoked]
    assert case.native is not None
    with pytest.raises(grpc.RpcError) as refused:
        case.native(doors)
    assert refused.value.code() is grpc.StatusCode[kind.grpc]
    assert "MARKER" not in refused.value.details()
    status = rpc_status.from_call(refused.value)
    details = {detail.TypeName(): detail for detail in status.details}
    info, problem = error_details_pb2.ErrorInfo(), problem_pb2.Problem()
    details["google.rpc.ErrorInfo"].Unpack(info)
    details["curae.sdk.v1.Problem"].Unpack(problem)
    assert (info.reason, info.domain) == (provoked, ERROR_DOMAIN)
    assert (problem.code, problem.status, problem.retryable) == (provoked, kind.http, kind.retryable)
    if provoked in ("BAD_REQUEST", "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH", "SDK_SIGNAL_PHI_DETECTED"):
        violations = error_details_pb2.BadRequest()
        details["google.rpc.BadRequest"].Unpack(violations)
        assert [each.field for each in violations.field_violations]
    if kind.retryable and provoked != "DEADLINE_EXCEEDED":
        retry = error_details_pb2.RetryInfo()
        details["google.rpc.RetryInfo"].Unpack(retry)
        assert retry.retry_delay.seconds >= 1


def test_a_timeout_at_the_edge_is_the_same_problem(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: object) -> None:
        await asyncio.sleep(30)

    def hurry(config: dict[str, Any]) -> None:
        manager = config["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"]
        for route in manager["route_config"]["virtual_hosts"][0]["routes"]:
            if route.get("match") == {"prefix": "/api/sdk/v1/"}:
                route["route"]["timeout"] = "1s"

    monkeypatch.setattr("server.services.exports.Exports.get", slow)
    with envoy(port_of(doors.address), change=hurry) as door, httpx.Client(base_url=door.url, timeout=20) as rest:
        assert_problem(_get(replace(doors, rest=rest), f"{EXPORTS}/{UNKNOWN}"), "DEADLINE_EXCEEDED")
    with pytest.raises(grpc.RpcError) as late:
        _get_export(doors, timeout=0.5)
    assert late.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED


@pytest.mark.parametrize(
    "payload",
    [
        {"SECRET": 1},
        {"steps": "SECRET"},
        {"email": "SECRET@example.org"},
        {"a": {"b": {"c": "SECRET"}}},
        {"a": "SECRET\0"},
    ],
)
def test_no_refusal_repeats_a_value(doors: Doors, payload: Any) -> None:
    response = _signal_rest(doors, payload=payload)
    assert response.status_code in (400, 422)
    told = response.text.replace('"payload/SECRET"', "")  # the path to a fault names the key
    assert "SECRET" not in told
