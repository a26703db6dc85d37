"""What a new user gets wrong, on the running stack: a clear refusal, and nothing half-written."""

import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.clock import utc_now, uuid7
from server.demo import content
from server.domain.caller import APP_SCOPES, Environment, Scope
from server.domain.connections import ConnectionStatus
from server.services.accounts import Accounts, NewKey
from server.services.schemas import Schemas
from server.store.engine import Database
from tests.parts.eventually import eventually
from tests.parts.payloads import DEEP, FILLINGS, WIDE, of_size
from tests.rest.problems import assert_problem

EXPORTS = "/api/sdk/v1/records/exports"
IMPORTS = "/api/sdk/v1/records/imports"
SIGNALS = "/api/sdk/v1/signals"
SIGNAL = content.signals()[0]


@pytest.fixture
def accounts(stack: dict[str, Any]) -> Iterator[Accounts]:
    database = Database(f"sqlite:///{stack['data']}/curae.db")
    yield Accounts(database, utc_now, uuid7)
    database.close()


@pytest.fixture
def connection_id(accounts: Accounts) -> str:
    """A person of a tenant of this test's own."""
    tenant = accounts.create_tenant(uuid7())
    connection = accounts.create_connection(
        tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset({"activity.daily_summary", "limits.wide"})
    )
    return connection.id


@pytest.fixture
def new_key(accounts: Accounts, connection_id: str) -> Callable[..., NewKey]:
    (connection,) = [each for each in accounts.list_connections(None) if each.id == connection_id]

    def make(**chosen: Any) -> NewKey:
        options = {"name": "test", "environment": Environment.LIVE, "scopes": APP_SCOPES} | chosen
        return accounts.create_key(connection.tenant_id, **options)

    return make


@pytest.fixture
def post(stack: dict[str, Any]) -> Iterator[Callable[..., httpx.Response]]:
    with httpx.Client(base_url=stack["restUrl"], timeout=30) as client:

        def send(path: str, body: Any, key: str, **headers: str) -> httpx.Response:
            given = {"idempotency-key": uuid7(), "content-type": "application/json", "authorization": f"Bearer {key}"}
            text = body if isinstance(body, str) else json.dumps(body)
            return client.post(path, content=text, headers=given | headers)

        yield send


def rows_about(stack: dict[str, Any], connection_id: str) -> int:
    with sqlite3.connect(f"file:{stack['data']}/curae.db?mode=ro", uri=True) as database:
        counts = [
            database.execute(f"SELECT count(*) FROM {table} WHERE connection_id = ?", (connection_id,)).fetchone()[0]  # noqa: S608
            for table in ("exports", "signals")
        ]
    return sum(counts)


def test_keys_that_do_not_work(
    stack: dict[str, Any], accounts: Accounts, connection_id: str, new_key: Any, post: Any
) -> None:
    body = {"connectionId": connection_id}
    good = new_key()
    text = good.presented.text
    for wrong in ("x", "nonsense", text[:-1] + ("a" if text[-1] != "a" else "b"), text.replace("cae_live", "cae_test")):
        answer = post(EXPORTS, body, wrong)
        assert_problem(answer, "UNAUTHENTICATED")
        assert answer.headers["www-authenticate"] == "Bearer"
    brief = new_key(expires_at=utc_now() + timedelta(seconds=1))
    eventually(lambda: post(EXPORTS, {"connectionId": uuid7()}, brief.presented.text).status_code == 401)
    assert "expired" in post(EXPORTS, body, brief.presented.text).json()["detail"]
    accounts.revoke_key(good.key.id)
    eventually(lambda: post(EXPORTS, {"connectionId": uuid7()}, text).status_code == 401)
    assert "revoked" in post(EXPORTS, body, text).json()["detail"]
    assert rows_about(stack, connection_id) == 0


def test_anothers_and_nobodys_cannot_be_told_apart(stack: dict[str, Any], connection_id: str, new_key: Any) -> None:
    mine = {"authorization": f"Bearer {new_key().presented.text}", "idempotency-key": "k"}
    theirs = {"authorization": f"Bearer {stack['apiKey']}", "idempotency-key": uuid7()}
    with httpx.Client(base_url=stack["restUrl"], timeout=30) as client:
        body = {"connectionId": stack["connectionId"], "resourceTypes": ["Immunization"]}
        export_id = client.post(EXPORTS, json=body, headers=theirs).json()["export"]["id"]

        def answers(connection: str, export: str) -> list[tuple[int, Any]]:
            signal = {"namespace": "activity", "signalType": "daily_summary", "payload": dict(SIGNAL.payload)}
            responses = [
                client.post(EXPORTS, json={"connectionId": connection}, headers=mine),
                client.post(SIGNALS, json={"connectionId": connection, **signal}, headers=mine),
                client.get(EXPORTS, params={"connectionId": connection}, headers=mine),
                *(
                    client.request(method, f"{EXPORTS}/{export}{path}", headers=mine)
                    for method, path in (
                        ("GET", ""),
                        ("DELETE", ""),
                        ("GET", "/events"),
                        ("GET", "/artifact"),
                        ("GET", "/download"),
                    )
                ),
            ]
            for response in responses:
                assert_problem(response, "NOT_FOUND")
            return [
                (len(response.content), response.text.replace(response.headers["x-request-id"], ""))
                for response in responses
            ]

        assert answers(stack["connectionId"], export_id) == answers(str(uuid.uuid4()), str(uuid.uuid4()))
        still = client.get(f"{EXPORTS}/{export_id}", headers=theirs).json()["export"]["status"]
    assert still in ("QUEUED", "RUNNING", "READY")


@pytest.mark.parametrize("status", [ConnectionStatus.PENDING, ConnectionStatus.REVOKED, ConnectionStatus.EXPIRED])
def test_a_connection_that_is_not_active(
    accounts: Accounts, connection_id: str, new_key: Any, post: Any, status: ConnectionStatus
) -> None:
    key = new_key()
    made = accounts.create_connection(
        key.key.tenant_id, data_packages=frozenset({"labs"}), signal_types=frozenset(), status=status
    )
    answer = post(EXPORTS, {"connectionId": made.id}, key.presented.text)
    assert_problem(answer, "SDK_CONNECTION_NOT_ACTIVE")
    assert answer.json()["details"] == {"status": str(status)}


BAD_BODIES = {
    "no JSON": ("{", "body"),
    "two documents": ('{"connectionId":"ID"}{}', "body"),
    "nothing": ("", "body"),
    "an array": ("[]", "body"),
    "unknown field": ('{"connectionId":"ID","resourceType":["Patient"]}', "resourceType"),
    "twice the same": ('{"connectionId":"ID","connectionId":"ID"}', "connectionId"),
    "not a UUID": ('{"connectionId":"ID0"}', "connectionId"),
    "no connection": ("{}", "connectionId"),
    "not FHIR": ('{"connectionId":"ID","resourceTypes":["Patient","Pets"]}', "resourceTypes[1]"),
    "a lower-case type": ('{"connectionId":"ID","resourceTypes":["patient"]}', "resourceTypes[0]"),
    "an unknown format": ('{"connectionId":"ID","format":"csv"}', "format"),
    "a number for an enum": ('{"connectionId":"ID","format":7}', "format"),
    "a wrong type": ('{"connectionId":"ID","includeRawFhir":"yes"}', "includeRawFhir"),
    "no time": ('{"connectionId":"ID","since":"yesterday"}', "since"),
    "a NUL": ('{"connectionId":"ID","resourceTypes":["Pa\\u0000tient"]}', "resourceTypes[0]"),
}


@pytest.mark.parametrize(("body", "field"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_bad_body_is_refused_by_its_field(
    stack: dict[str, Any], connection_id: str, new_key: Any, post: Any, *, body: str, field: str
) -> None:
    answer = post(EXPORTS, body.replace("ID", connection_id), new_key().presented.text)
    assert_problem(answer, "BAD_REQUEST")
    assert field in [each["field"] for each in answer.json()["details"]["violations"]]
    assert rows_about(stack, connection_id) == 0


OPERATIONS = [
    (method.upper(), path)
    for path, item in json.loads((Path(__file__).parents[2] / "gen" / "openapi.json").read_text())["paths"].items()
    for method in item
    if method in ("get", "head", "post", "delete")
]


@pytest.fixture
def bodies(connection_id: str) -> dict[str, Any]:
    """What every POST takes."""
    named = {"connectionId": connection_id, "namespace": SIGNAL.namespace, "signalType": SIGNAL.signal_type}
    signal = named | {"payload": dict(SIGNAL.payload)}
    return {
        EXPORTS: {"connectionId": connection_id},
        SIGNALS: signal,
        f"{SIGNALS}:batch": {"items": [{"idempotencyKey": "a", "signal": signal}]},
        f"{SIGNALS}/{{signalId}}:replace": {"payload": dict(SIGNAL.payload)},
    }


@pytest.fixture
def queries(connection_id: str) -> dict[str, dict[str, str]]:
    """What GETs need."""
    named = {"connectionId": connection_id, "namespace": SIGNAL.namespace, "signalType": SIGNAL.signal_type}
    times = {"since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"}
    return {
        SIGNALS: {"connectionId": connection_id},
        f"{SIGNALS}:aggregate": named | times | {"field": "steps", "interval": "day"},
    }


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_operation_works_without_a_key_or_its_scope(
    stack: dict[str, Any],
    connection_id: str,
    new_key: Any,
    bodies: dict[str, Any],
    queries: dict[str, dict[str, str]],
    *,
    method: str,
    path: str,
) -> None:
    other = Scope.RECORDS_READ if path.startswith(SIGNALS) else Scope.SIGNAL_WRITE
    key = new_key(scopes=frozenset({other})).presented.text
    sent = bodies.get(path) if method == "POST" else None
    where = re.sub(r"\{(export|signal|import)Id\}", str(uuid.uuid4()), path).replace("{namespace}", SIGNAL.namespace)
    query = queries.get(path) if method in ("GET", "HEAD") else None
    if path.startswith(IMPORTS) and method == "POST":
        query = {"connectionId": connection_id}
    with httpx.Client(base_url=stack["restUrl"], headers={"idempotency-key": uuid7()}, timeout=30) as client:
        assert_problem(client.request(method, where, params=query, json=sent), "UNAUTHENTICATED")
        authorization = {"authorization": f"Bearer {key}"}
        refused = client.request(method, where, params=query, json=sent, headers=authorization)
        assert_problem(refused, "SCOPE_INSUFFICIENT")
    assert rows_about(stack, connection_id) == 0


@pytest.mark.parametrize("written", ["nonsense", "7", "00000000-0000-4000-8000-00000000000g", "a%2fb", "{}", "0" * 36])
@pytest.mark.parametrize(("method", "rest"), [("GET", ""), ("DELETE", ""), ("GET", "/artifact"), ("GET", "/events")])
def test_an_id_that_is_no_uuid_is_named(
    stack: dict[str, Any], new_key: Any, *, written: str, method: str, rest: str
) -> None:
    headers = {"authorization": f"Bearer {new_key().presented.text}"}
    answer = httpx.request(method, f"{stack['restUrl']}{EXPORTS}/{written}{rest}", headers=headers, timeout=30)
    assert_problem(answer, "BAD_REQUEST")
    assert [each["field"] for each in answer.json()["details"]["violations"]] == ["exportId"]


def test_a_key_is_not_used_up_by_a_refusal(connection_id: str, new_key: Any, post: Any) -> None:
    key, idempotency_key = new_key().presented.text, uuid7()
    refused = post(
        EXPORTS, {"connectionId": connection_id, "format": "csv"}, key, **{"idempotency-key": idempotency_key}
    )
    assert refused.status_code == 400
    taken = post(EXPORTS, {"connectionId": connection_id}, key, **{"idempotency-key": idempotency_key})
    assert (taken.status_code, taken.headers.get("idempotency-replayed")) == (202, None)


@pytest.fixture
def send_wide(stack: dict[str, Any], connection_id: str, new_key: Any, post: Any) -> Callable[..., httpx.Response]:
    """Posts a payload, written as given, to a type that takes payloads of every size."""
    database = Database(f"sqlite:///{stack['data']}/curae.db")
    Schemas(database, utc_now).put("limits", "wide", WIDE)
    database.close()
    key = new_key().presented.text
    signal = f'"connectionId":"{connection_id}","namespace":"limits","signalType":"wide"'

    def send(text: str) -> httpx.Response:
        return post(SIGNALS, f'{{{signal},"payload":{text}}}', key)

    eventually(lambda: "NAMESPACE_UNKNOWN" not in send('{"count":1}').text)  # the server follows within seconds
    return send


@pytest.mark.parametrize("filling", FILLINGS.values(), ids=FILLINGS)
@pytest.mark.parametrize("escaped", [False, True])
def test_a_payload_is_measured_as_compact_utf8(send_wide: Any, filling: str, *, escaped: bool) -> None:
    """65,536 bytes are stored, whatever the escapes and white space of the body; one more is not."""

    def send(size: int) -> httpx.Response:
        return send_wide(json.dumps(of_size(size, filling), ensure_ascii=escaped, indent=1))

    assert send(65_536).status_code == 201
    assert_problem(send(65_537), "SDK_SIGNAL_PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_a_payload_one_level_too_deep_is_refused_by_its_place(send_wide: Any, deep: Any) -> None:
    refused = send_wide(json.dumps({"fine": 1, "deep": deep}))
    assert_problem(refused, "BAD_REQUEST")
    violations = refused.json()["details"]["violations"]
    assert [violation["field"] for violation in violations] in (["payload/deep/0"], ["payload/deep/a"])


def test_an_integer_is_kept_exactly_or_refused(send_wide: Any) -> None:
    assert send_wide('{"count":9007199254740992}').status_code == 201
    for beyond in ("9007199254740993", "-9007199254740993", "9007199254740993.0", "1e16", "18446744073709551616"):
        assert_problem(send_wide(f'{{"count":{beyond}}}'), "BAD_REQUEST")


NO_STRUCT_HOLDS = {
    "a NUL": '"a\\u0000"',
    "half a pair": '"\\ud83dx"',
    "the other half": '["\\udc00"]',
    "two halves": '{"\\ud83d":"\\ud83d\\ud83d\\ude00"}',
    "2^53 + 1": "9007199254740993",
    "nanoseconds": "-1764146400000000001",
    "too large": "1e400",
    "too small": "0.1e-400",
    "no exponent": "1e99999999999",
}


def test_a_value_that_no_struct_holds_refuses_its_item_alone(
    stack: dict[str, Any], connection_id: str, new_key: Any, post: Any
) -> None:
    named = {"connectionId": connection_id, "namespace": SIGNAL.namespace, "signalType": SIGNAL.signal_type}

    def item(key: str, payload: dict[str, Any], **fields: Any) -> dict[str, Any]:
        return {"idempotencyKey": key, "signal": named | {"payload": payload} | fields}

    good = dict(SIGNAL.payload)
    items = [item("first", good)]
    items += [item(f"k{number}", good | {"other": f"<{number}>"}) for number in range(len(NO_STRUCT_HOLDS))]
    items += [item("namespace", good, namespace="<0>"), item("<0>", good), item("é", good), item("last", good)]
    text = json.dumps({"items": items})
    for number, literal in enumerate(NO_STRUCT_HOLDS.values()):
        text = text.replace(f'"<{number}>"', literal)
    answer = post(f"{SIGNALS}:batch", text, new_key().presented.text)
    assert answer.status_code == 200, answer.text
    results = answer.json()["results"]
    codes = [result["problem"]["code"] if "problem" in result else "" for result in results]
    assert codes == ["", *["BAD_REQUEST"] * (len(items) - 2), ""]
    details = [results[1 + number]["problem"]["detail"] for number in range(len(NO_STRUCT_HOLDS))]
    assert all(detail.startswith("payload/") for detail in details)
    assert [("NUL" in detail, "2^53" in detail) for detail in details] == [(True, False)] * 4 + [(False, True)] * 5
    wrong_key = results[-2]["problem"]["details"]["violations"][0]
    assert wrong_key["field"] == f"items[{len(items) - 2}].idempotencyKey"
    assert rows_about(stack, connection_id) == 2


def test_no_log_of_the_stack_holds_a_key(stack: dict[str, Any]) -> None:
    for log in (Path(stack["data"]) / "logs").iterdir():
        assert "cae_live_" not in log.read_text()


def test_a_missing_id_is_said_to_be_missing(
    post: Callable[..., httpx.Response], new_key: Callable[..., NewKey]
) -> None:
    """Over the public listener, for an export and for a signal: not that an empty value is wrong."""
    key = new_key().presented.text
    for path, body in ((EXPORTS, {}), (SIGNALS, {"namespace": "activity", "signalType": "x", "payload": {}})):
        answer = post(path, body, key)
        assert_problem(answer, "BAD_REQUEST")
        assert answer.json()["detail"] == "connectionId is required (a UUID)."
        assert answer.json()["details"]["violations"][0] == {
            "field": "connectionId",
            "description": "is required (a UUID)",
        }


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("Observtion", "did you mean Observation?"),
        ("observation", "did you mean Observation?"),
        ("Immunisation", "did you mean Immunization?"),
        ("xyzzy", "names are case-sensitive"),
    ],
)
def test_a_type_that_is_nearly_right_gets_a_suggestion(
    post: Callable[..., httpx.Response],
    new_key: Callable[..., NewKey],
    connection_id: str,
    typed: str,
    remedy: str,
) -> None:
    answer = post(EXPORTS, {"connectionId": connection_id, "resourceTypes": [typed]}, new_key().presented.text)
    assert_problem(answer, "BAD_REQUEST")
    (violation,) = answer.json()["details"]["violations"]
    assert violation["field"] == "resourceTypes[0]"
    assert violation["description"].endswith(remedy)
    assert typed not in violation["description"].replace(remedy, "")
