"""The registry of payload schemas, on both databases: versions side by side, breaking changes, how servers follow."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from server.clock import utc_now, uuid7
from server.errors import BadRequest, NotFound, SignalNamespaceUnknown, SignalSchemaMismatch
from server.services.schemas import REMEMBERED_FOR, Schemas
from server.services.signals import SignalOrder, Signals
from server.store.engine import Database
from server.store.signal_schemas import all_schemas
from tests.parts.in_process import App, Stack, TestClock
from tests.parts.stored_signals import signals_of


def schema(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


ONE = schema(score={"type": "integer", "maximum": 10})
LOOSER = schema(score={"type": "integer", "maximum": 20}, mood={"enum": ["good", "bad"]})
TIGHTER = schema(score={"type": "integer", "maximum": 5})


@pytest.fixture
def server(stack: Stack, clock: TestClock) -> Schemas:
    """The registry as another process sees it."""
    return Schemas(stack.database, clock)


async def active(server: Schemas) -> list[int]:
    try:
        return [each.version for each, _ in (await server.registry()).versions("activity", "mood")]
    except SignalNamespaceUnknown:
        return []


def put(stack: Stack, definition: dict[str, Any], *, breaking: bool = False) -> int:
    return stack.schemas.put("activity", "mood", definition, allow_breaking=breaking).version


async def test_a_server_follows_within_seconds_and_without_a_restart(
    stack: Stack, server: Schemas, clock: TestClock
) -> None:
    assert REMEMBERED_FOR.total_seconds() <= 5
    assert await active(server) == []
    put(stack, ONE)
    clock.now += REMEMBERED_FOR * 1.01
    assert await active(server) == [1]
    put(stack, LOOSER)
    stack.schemas.retire("activity", "mood", 1)
    assert await active(server) == [1]  # until it looks again
    clock.now += REMEMBERED_FOR * 1.01
    assert await active(server) == [2]
    stack.schemas.retire("activity", "mood", 2)
    clock.now += REMEMBERED_FOR * 1.01
    assert await active(server) == []


def test_a_version_that_refuses_more_needs_to_be_wanted(stack: Stack) -> None:
    assert (put(stack, ONE), put(stack, ONE), put(stack, LOOSER)) == (1, 1, 2)
    with pytest.raises(BadRequest) as refused:
        put(stack, TIGHTER)
    assert set(refused.value.details["breakingChanges"]) == {
        "payload/mood: is missing, and payloads that have it would be rejected",
        "payload/score: maximum is tighter",
    }
    assert put(stack, TIGHTER, breaking=True) == 3
    stack.schemas.retire("activity", "mood", 3)
    with pytest.raises(NotFound):
        stack.schemas.retire("activity", "mood", 3)
    assert put(stack, LOOSER) == 2  # the newest that is active
    mine = [each for each in stack.database.read_now(all_schemas) if each.signal_type == "mood"]
    assert [(each.version, each.status) for each in mine] == [(1, "ACTIVE"), (2, "ACTIVE"), (3, "RETIRED")]


def test_a_schema_that_differs_only_where_python_sees_no_difference_is_another(stack: Stack) -> None:
    assert put(stack, schema(score={"const": 1})) == 1
    with pytest.raises(BadRequest):
        put(stack, schema(score={"const": True}))
    assert put(stack, schema(score={"const": True}), breaking=True) == 2


def test_operators_who_put_at_once_get_a_version_each(stack: Stack) -> None:
    others = [Database(stack.settings.database_url) for _ in range(4)]

    def put_one(number: int) -> int:
        definition = schema(score={"type": "integer", "maximum": number})
        return Schemas(others[number % 4], utc_now).put("activity", "mood", definition, allow_breaking=True).version

    try:
        with ThreadPoolExecutor(8) as at_once:
            assert sorted(at_once.map(put_one, range(16))) == list(range(1, 17))
    finally:
        for each in others:
            each.close()


def test_a_name_that_no_signal_could_bear_is_refused(sqlite_stack: Stack) -> None:
    for name in ("", "Sleep", "a-b", "a b", "9a", "x" * 65, "jane.roe@example.org"):
        for names in ((name, "mood"), ("activity", name)):
            with pytest.raises(BadRequest):
                sqlite_stack.schemas.put(*names, ONE)
    assert sqlite_stack.schemas.put("x" * 64, "y9_", ONE).version == 1


def test_a_signal_records_the_version_it_met(stack: Stack, server: Schemas, clock: TestClock) -> None:
    app = mood_app(stack)
    signals = Signals(stack.database, server, utc_now, uuid7)

    def ingest(**payload: Any) -> Any:
        (outcome,) = signals.store([order(app, payload)])
        return outcome

    put(stack, ONE)
    ingest(score=7)
    put(stack, TIGHTER, breaking=True)
    clock.now += REMEMBERED_FOR * 1.01
    ingest(score=3)
    ingest(score=9)
    stored = stack.database.read_now(lambda database: signals_of(database, app.connection.id, limit=9))
    assert [(each.payload, each.schema_version) for each in stored] == [
        ('{"score":9}', 1),
        ('{"score":3}', 2),
        ('{"score":7}', 1),
    ]
    stack.schemas.retire("activity", "mood", 1)
    clock.now += REMEMBERED_FOR * 1.01
    refused = ingest(score=9)
    assert isinstance(refused, SignalSchemaMismatch)
    assert refused.details["schemaVersion"] == 2


def mood_app(stack: Stack) -> App:
    app = stack.new_app()
    connection = stack.accounts.create_connection(
        app.tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset({"activity.mood"})
    )
    return App(tenant=app.tenant, connection=connection, key=app.key)


def order(app: App, payload: dict[str, Any]) -> SignalOrder:
    return SignalOrder(
        tenant_id=app.tenant.id,
        bound_to=None,
        idempotency_key=uuid7(),
        connection_id=app.connection.id,
        namespace="activity",
        signal_type="mood",
        payload=payload,
    )
