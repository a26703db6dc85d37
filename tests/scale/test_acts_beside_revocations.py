"""Acts that rely on consent, begun while a change of that consent is not committed yet, on PostgreSQL.

The change is held just before its commit. The act then waits for it, sees it and has no effect.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Table, event, func, select

from server.clock import utc_now, uuid7
from server.domain import idempotency
from server.domain.audit import Actor, ActorKind, Origin
from server.domain.exports import Export, ExportErrorCode
from server.domain.idempotency import IdempotencyScope
from server.domain.operator import Acting, Role
from server.errors import (
    ConnectionNotActive,
    CuraeError,
    ResourceTypeNotAuthorized,
    SignalTypeNotAllowed,
    Unauthenticated,
)
from server.services.accounts import Accounts
from server.services.exports import OPERATION_QUEUE, ExportOrder, Exports
from server.services.materialize import Job, LeaseLost, Materialization
from server.services.operators import Operators
from server.services.oversight import Oversight
from server.services.schemas import Schemas
from server.services.second_factors import SecondFactors
from server.services.sessions import Sessions
from server.services.signal_grants import SignalGrants
from server.services.signals import Signals, StoredSignal
from server.store.engine import Database
from server.store.exports import cancel_export, get_export
from server.store.queue import Claim, fail
from server.store.tables import artifact_deletions, connections, exports, records, signals
from tests.parts.eventually import eventually, eventually_async
from tests.parts.exports import order_of
from tests.parts.in_process import App, Stack, observation
from tests.parts.statements import waits_for_a_lock
from tests.parts.stored_signals import signals_of
from tests.scale.test_revocation import beside
from tests.services.test_signals import order as signal_order
from tests.store.seeds import an_export, queue_exports, take

HOLD_SECONDS = 60
ROUNDS = 12
EXPORTS = 5
READY_IS_WRITTEN = "artifact_sha256=%(artifact_sha256)s"


@pytest.fixture
def app(pg_stack: Stack) -> App:
    app = pg_stack.new_app(packages=("labs",))
    pg_stack.imports.store(app.connection.id, [observation(number) for number in range(3)])
    return app


def revoke_connection(accounts: Accounts, app: App) -> None:
    accounts.revoke_connection(app.connection.id)


def revoke_tenant(accounts: Accounts, app: App) -> None:
    accounts.revoke_tenant(app.tenant.id)


def narrow(accounts: Accounts, app: App) -> None:
    accounts.set_data_packages(app.connection.id, frozenset({"demographics"}))


@contextmanager
def held_before_commit(
    stack: Stack, change: Callable[[Accounts, App], object], app: App, *, after: str = ""
) -> Iterator[None]:
    """The change, as another process makes it, without its commit; that comes when this is left. `after`: the commit
    that is held is the first one after a statement that has this text."""
    database = Database(stack.settings.database_url)
    reached, leave = threading.Event(), threading.Event()
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    def hold(_connection: object) -> None:
        if any(after in statement for statement in sent):
            reached.set()
            leave.wait(HOLD_SECONDS)

    event.listen(database._engine, "before_cursor_execute", note)
    event.listen(database._engine, "commit", hold)
    with ThreadPoolExecutor(1) as thread:
        changed = thread.submit(change, Accounts(database, utc_now, uuid7), app)
        try:
            assert reached.wait(HOLD_SECONDS)
            yield
        finally:
            leave.set()
            changed.result()
    database.close()


def refusal_beside(
    stack: Stack, change: Callable[[Accounts, App], object], app: App, act: Callable[[], object], *, after: str = ""
) -> BaseException | None:
    """What refused the act, which began while the change was not committed."""
    with ThreadPoolExecutor(1) as thread:
        acted: Future[object]
        with held_before_commit(stack, change, app, after=after):
            acted = thread.submit(act)
            eventually(lambda: acted.done() or waits_for_a_lock(stack.database))
            assert not acted.done(), "the act does not wait for a change that is under way"
        return acted.exception()


@pytest.mark.parametrize("change", [revoke_connection, revoke_tenant, narrow], ids=lambda change: change.__name__)
def test_an_export_does_not_become_ready(pg_stack: Stack, app: App, change: Callable[[Accounts, App], None]) -> None:
    """Its lease stands until the change is committed; what it has written by then is deleted."""
    claim = a_claim(pg_stack, app)
    materialization = Materialization(pg_stack.database, pg_stack.artifacts, utc_now, ttl=timedelta(hours=1))
    refused = refusal_beside(pg_stack, change, app, lambda: materialization.run(Job(claim)))
    assert refused is None or isinstance(refused, LeaseLost)
    assert statuses(pg_stack) in (["CANCELLED"], ["FAILED"])


@pytest.mark.parametrize("change", [revoke_connection, revoke_tenant, narrow], ids=lambda change: change.__name__)
def test_a_revocation_waits_for_an_export_that_becomes_ready_and_ends_it(
    pg_stack: Stack, app: App, change: Callable[[Accounts, App], None]
) -> None:
    """READY is written and not committed: the locks that it holds decide, and the revocation finds a READY export."""
    claim = a_claim(pg_stack, app)

    def finish(accounts: Accounts, _app: App) -> None:
        finishing = Materialization(accounts._database, pg_stack.artifacts, utc_now, ttl=timedelta(hours=1))
        assert finishing.run(Job(claim)) is None

    revoked = refusal_beside(pg_stack, finish, app, lambda: change(pg_stack.accounts, app), after=READY_IS_WRITTEN)
    assert revoked is None
    assert statuses(pg_stack) == ["CANCELLED"]
    assert count(pg_stack, artifact_deletions) == 1


def cancel(database: Connection, export_id: str) -> None:
    export = get_export(database, export_id)
    assert export is not None
    cancel_export(database, export, utc_now())


def test_a_cancellation_beside_the_end_of_an_export_ends_it_either_way(pg_stack: Stack, app: App) -> None:
    materialization = Materialization(pg_stack.database, pg_stack.artifacts, utc_now, ttl=timedelta(hours=1))
    first = a_claim(pg_stack, app)
    refused = refusal_beside(
        pg_stack,
        lambda accounts, _app: accounts._database.write_now(lambda database: cancel(database, first.export.id)),
        app,
        lambda: materialization.run(Job(first)),
    )
    assert isinstance(refused, LeaseLost)
    second = a_claim(pg_stack, app)

    def finish(accounts: Accounts, _app: App) -> None:
        finishing = Materialization(accounts._database, pg_stack.artifacts, utc_now, ttl=timedelta(hours=1))
        assert finishing.run(Job(second)) is None

    def cancel_second() -> None:
        pg_stack.database.write_now(lambda database: cancel(database, second.export.id))

    assert refusal_beside(pg_stack, finish, app, cancel_second, after=READY_IS_WRITTEN) is None
    assert statuses(pg_stack) == ["CANCELLED"] * 2
    assert count(pg_stack, artifact_deletions) == 1


async def test_a_session_that_begins_beside_its_operators_revocation_is_of_no_use(pg_stack: Stack, app: App) -> None:
    new = Operators(pg_stack.database, utc_now, uuid7).create("ada")
    sessions = Sessions(pg_stack.database, utc_now, SecondFactors(pg_stack.database, utc_now, signing_key=b"k" * 32))

    def revoke(accounts: Accounts, _app: App) -> None:
        Operators(accounts._database, utc_now, uuid7).revoke("ada")

    with held_before_commit(pg_stack, revoke, app):
        begun = asyncio.create_task(sessions.begin("ada", new.password, None, Origin()))
        await eventually_async(lambda: begun.done() or waits_for_a_lock(pg_stack.database))
    session = await begun
    assert session is not None
    with pytest.raises(Unauthenticated):
        await sessions.find(session.token)


def test_an_export_of_a_connection_that_lapses_meanwhile_fails_and_its_artifact_goes(pg_stack: Stack, app: App) -> None:
    """By the clock, before any sweep: the worker finds it when it writes READY."""
    claim = a_claim(pg_stack, app)
    materialization = Materialization(pg_stack.database, pg_stack.artifacts, utc_now, ttl=timedelta(hours=1))

    class Lapsing(Job):
        def check(self) -> None:
            pg_stack.database.write_now(lambda database: lapse(database, app))

    assert materialization.run(Lapsing(claim)) is ExportErrorCode.CONNECTION_NOT_ACTIVE
    assert statuses(pg_stack) == ["FAILED"]
    assert count(pg_stack, artifact_deletions) == 1


@pytest.mark.parametrize("change", [revoke_connection, revoke_tenant], ids=lambda change: change.__name__)
def test_a_queued_export_a_signal_and_an_import_are_refused(
    pg_stack: Stack, app: App, change: Callable[[Accounts, App], None]
) -> None:
    others = [pg_stack.new_app() for _ in range(2)]

    def queue(app: App) -> object:
        asked = order_of(app)
        work = Exports(pg_stack.database, utc_now, uuid7)
        return pg_stack.database.write_now(
            lambda database: work._queue(database, app.caller, asked, a_scope(app, asked))
        )

    refused = refusal_beside(pg_stack, change, app, lambda: queue(app))
    assert isinstance(refused, ConnectionNotActive | Unauthenticated)
    stored: list[object] = []
    ingest = Signals(pg_stack.database, Schemas(pg_stack.database, utc_now), utc_now, uuid7)
    ingest.store([signal_order(others[0], "warm")])  # the registry is read
    before = count(pg_stack, signals)
    refusal_beside(
        pg_stack, change, others[0], lambda: stored.extend(ingest.store([signal_order(others[0], "beside")]))
    )
    assert [type(outcome) for outcome in stored] == [ConnectionNotActive]
    assert count(pg_stack, signals) == before
    kept = count(pg_stack, records)
    refused = refusal_beside(
        pg_stack, change, others[1], lambda: pg_stack.imports.store(others[1].connection.id, [observation(1)])
    )
    assert isinstance(refused, ConnectionNotActive)
    assert count(pg_stack, records) == kept
    assert statuses(pg_stack) == []


def change_types(*, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Callable[[Accounts, App], object]:
    def change(accounts: Accounts, app: App) -> object:
        return SignalGrants(accounts._database, utc_now).change(app.connection.id, add=add, remove=remove)

    return change


def test_a_signal_beside_a_change_of_signal_types_is_judged_by_the_new_ones(pg_stack: Stack, app: App) -> None:
    ingest = Signals(pg_stack.database, Schemas(pg_stack.database, utc_now), utc_now, uuid7)
    ingest.store([signal_order(app, "warm")])  # the registry is read
    stored: list[object] = []

    def send(key: str) -> None:
        stored.extend(ingest.store([signal_order(app, key)]))

    assert refusal_beside(pg_stack, change_types(add=["sleep.*"]), app, lambda: send("allowed still")) is None
    narrower = change_types(remove=sorted(app.connection.signal_types))
    assert refusal_beside(pg_stack, narrower, app, lambda: send("allowed no longer")) is None
    assert [type(outcome) for outcome in stored] == [StoredSignal, SignalTypeNotAllowed]
    kept = pg_stack.database.read_now(lambda database: signals_of(database, app.connection.id, limit=10))
    assert [each.grant_version for each in kept] == [2, 1]


@pytest.mark.parametrize("change", [revoke_connection, narrow], ids=lambda change: change.__name__)
def test_a_retry_from_the_console_is_refused(
    pg_stack: Stack, app: App, change: Callable[[Accounts, App], None]
) -> None:
    claim = a_claim(pg_stack, app)
    failed = fail_claim(pg_stack, claim)
    oversight = Oversight(pg_stack.database, utc_now, uuid7)
    operator = Operators(pg_stack.database, utc_now, uuid7).create("ada", Role.OPERATOR).operator
    console = Acting(operator_id=operator.id, actor=Actor(kind=ActorKind.CONSOLE, id="ada"))
    refused = refusal_beside(
        pg_stack,
        change,
        app,
        lambda: pg_stack.database.write_now(lambda database: oversight._retry(database, failed.id, console)),
    )
    assert isinstance(refused, ConnectionNotActive | ResourceTypeNotAuthorized)
    assert statuses(pg_stack) == ["FAILED"]


def test_rounds_of_exports_beside_a_revocation_leave_none_ready(pg_stack: Stack) -> None:
    """All of an app's exports at their ends while the app is revoked, from a moment that they share."""
    other = Database(pg_stack.settings.database_url)
    ended: list[CuraeError] = []
    for _ in range(ROUNDS):
        app = pg_stack.new_app(packages=("labs",))
        pg_stack.imports.store(app.connection.id, [observation(1)])
        claims = [a_claim(pg_stack, app) for _ in range(EXPORTS)]
        materialization = Materialization(other, pg_stack.artifacts, utc_now, ttl=timedelta(hours=1))

        def finish(claim: Claim, materialization: Materialization = materialization) -> None:
            try:
                materialization.run(Job(claim))
            except LeaseLost as lost:
                raise Unauthenticated("lost") from lost

        ended += beside(
            lambda app=app: pg_stack.accounts.revoke_tenant(app.tenant.id),
            [lambda claim=claim: finish(claim) for claim in claims],
        )
    other.close()
    assert set(statuses(pg_stack)) <= {"CANCELLED", "FAILED"}


def a_claim(stack: Stack, app: App) -> Claim:
    queue_exports(stack.database, an_export(app.connection, utc_now()))
    return stack.database.write_now(lambda database: take(database, utc_now()))


def fail_claim(stack: Stack, claim: Claim) -> Export:
    assert stack.database.write_now(
        lambda database: fail(database, claim, error_code=ExportErrorCode.INTERNAL, now=utc_now())
    )
    return claim.export


def a_scope(app: App, order: ExportOrder) -> IdempotencyScope:
    return idempotency.scope_of(
        tenant_id=app.tenant.id, operation=OPERATION_QUEUE, key=uuid7(), request=order.as_json()
    )


def lapse(database: Connection, app: App) -> None:
    ended = connections.update().where(connections.c.id == app.connection.id).values(expires_at=utc_now())
    database.execute(ended)


def statuses(stack: Stack) -> list[str]:
    return stack.database.read_now(lambda database: list(database.execute(select(exports.c.status)).scalars()))


def count(stack: Stack, table: Table) -> int:
    query = select(func.count()).select_from(table)
    return stack.database.read_now(lambda database: int(database.execute(query).scalar_one()))
