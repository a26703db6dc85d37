"""Signals are stored once, on both databases: by several servers at once, with keys out of date, backends killed."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from server.clock import Clock, utc_now, uuid7
from server.demo import content
from server.domain.idempotency import RETENTION
from server.domain.signals.times import Occurrence
from server.errors import ConnectionNotActive, IdempotencyKeyReused, SignalTimeOutOfBounds, Unavailable
from server.services.schemas import Schemas
from server.services.signals import SignalOrder, Signals, StoredSignal
from server.services.upkeep import Upkeep
from server.store.engine import Database
from server.store.signals import count_signals
from tests.parts.eventually import eventually
from tests.parts.in_process import App, Stack, TestClock
from tests.parts.stored_signals import signals_of

SIGNAL = content.signals()[0]
SERVERS = 3
KEYS = [f"key-{number}" for number in range(150)]
KILLS = 12
WITHIN_SECONDS = 60


def order(app: App, key: str, **fields: Any) -> SignalOrder:
    return SignalOrder(
        **fields,
        tenant_id=app.tenant.id,
        bound_to=None,
        idempotency_key=key,
        connection_id=app.connection.id,
        namespace=SIGNAL.namespace,
        signal_type=SIGNAL.signal_type,
        payload=dict(SIGNAL.payload),
    )


def signals_on(database: Database, clock: Clock = utc_now) -> Signals:
    return Signals(database, Schemas(database, clock), clock, uuid7)


def test_servers_that_store_the_same_keys_make_one_signal_of_each(stack: Stack, app: App) -> None:
    """While backends of PostgreSQL are ended in mid-statement; a third of the keys is out of date."""
    leave_out_of_date(stack, app, KEYS[::3])
    stored: dict[str, set[tuple[str, Any]]] = defaultdict(set)
    fresh: list[str] = []
    over = threading.Event()

    def serve(seed: int) -> None:
        database, chance = Database(stack.settings.database_url), random.Random(seed)
        signals = signals_on(database)
        while not over.is_set():
            keys = chance.sample(KEYS, 40)
            try:
                outcomes = signals.store([order(app, key) for key in keys])
            except Unavailable:
                continue  # its backend was ended: whether it stored them is not known, so it tries again
            for key, outcome in zip(keys, outcomes, strict=True):
                assert isinstance(outcome, StoredSignal), outcome
                stored[key].add((outcome.signal.id, outcome.signal.received_at))
                if not outcome.replayed:
                    fresh.append(key)
        database.close()

    with ThreadPoolExecutor(SERVERS) as servers:
        serving = [servers.submit(serve, seed) for seed in range(SERVERS)]
        end_backends(stack, serving)
        eventually(lambda: len(stored) == len(KEYS) or any(each.done() for each in serving), within=WITHIN_SECONDS)
        over.set()
        for each in serving:
            each.result()
    assert {len(answers) for answers in stored.values()} == {1}
    assert len(fresh) == len(set(fresh))
    kept = stack.database.read_now(lambda database: signals_of(database, app.connection.id, limit=1_000))
    assert {(each.id, each.received_at) for each in kept} == set().union(*stored.values())
    assert len(kept) == len(KEYS)


def leave_out_of_date(stack: Stack, app: App, keys: Sequence[str]) -> None:
    """As if they were used more than a day ago, for signals that are gone since."""
    then = TestClock(now=utc_now() - RETENTION - timedelta(seconds=1))
    outcomes = signals_on(stack.database, then).store([order(app, key) for key in keys])
    assert all(isinstance(outcome, StoredSignal) for outcome in outcomes)
    with stack.database.exclusive() as connection:
        connection.exec_driver_sql("DELETE FROM signals")
        connection.commit()


def end_backends(stack: Stack, serving: Sequence[Any]) -> None:
    if stack.database.is_sqlite:
        return
    ended = 0
    with stack.database.exclusive() as connection:
        while ended < KILLS and not any(each.done() for each in serving):
            ended += len(
                connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%%claimed%%' LIMIT 1"
                ).all()
            )
            connection.commit()
            time.sleep(0.01)


def test_a_key_out_of_date_stores_anew_and_is_then_in_date(stack: Stack, app: App) -> None:
    clock = TestClock()
    signals = signals_on(stack.database, clock)

    def store() -> StoredSignal:
        (outcome,) = signals.store([order(app, "k")])
        assert isinstance(outcome, StoredSignal)
        return outcome

    first = store()
    clock.advance(hours=24, microseconds=-1)
    assert store() == StoredSignal(signal=first.signal, replayed=True)
    clock.advance(microseconds=1)
    second = store()
    assert (second.replayed, second.signal.id == first.signal.id) == (False, False)
    clock.advance(hours=23)
    assert store() == StoredSignal(signal=second.signal, replayed=True)
    assert stack.database.read_now(count_signals) == 2


def test_a_signal_that_waited_for_the_database_is_received_when_it_is_stored(
    stack: Stack, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that who follows signals by when they were received sees it."""
    clock = TestClock()
    begun = clock.now
    write = stack.database.write_here

    def write_late(work: Any) -> Any:
        clock.advance(seconds=20)
        return write(work)

    monkeypatch.setattr(stack.database, "write_here", write_late)
    signals = signals_on(stack.database, clock)
    (outcome,) = signals.store([order(app, "k")])
    (kept,) = stack.database.read_now(lambda database: signals_of(database, app.connection.id, limit=2))
    assert isinstance(outcome, StoredSignal)
    assert outcome.signal.received_at == kept.received_at == begun + timedelta(seconds=20)
    (again,) = signals.store([order(app, "k")])
    assert again == StoredSignal(signal=outcome.signal, replayed=True)


def test_times_are_kept_as_sent_and_by_our_clock_and_a_new_time_of_sending_is_no_new_request(
    stack: Stack, app: App
) -> None:
    clock = TestClock()
    signals = signals_on(stack.database, clock)
    wrong = clock.now.replace(year=2035)
    times = Occurrence(at=wrong - timedelta(hours=9), until=wrong, at_offset=-90, until_offset=0, sent_at=wrong)
    (first,) = signals.store([order(app, "k", occurrence=times)])
    clock.advance(hours=1)
    (again,) = signals.store([order(app, "k", occurrence=replace(times, sent_at=wrong + timedelta(hours=1)))])
    (other,) = signals.store([order(app, "k", occurrence=replace(times, at_offset=90))])
    assert isinstance(first, StoredSignal) and isinstance(again, StoredSignal) and again.replayed
    assert isinstance(other, IdempotencyKeyReused)
    (kept,) = stack.database.read_now(lambda database: signals_of(database, app.connection.id, limit=9))
    assert (kept.occurred_at, kept.occurred_at_offset, kept.occurred_until_offset) == (times.at, -90, 0)
    assert (kept.sent_at, kept.event_at) == (wrong, kept.received_at - timedelta(hours=9))
    (refused,) = signals.store([order(app, "l", occurrence=replace(times, sent_at=None))])
    assert isinstance(refused, SignalTimeOutOfBounds)


def test_a_dry_run_is_judged_in_full_and_leaves_nothing(stack: Stack, app: App) -> None:
    signals = signals_on(stack.database)
    (judged,) = signals.store([order(app, "k", dry_run=True)])
    assert isinstance(judged, StoredSignal) and judged.dry_run and not judged.replayed
    far = Occurrence(at=utc_now() + timedelta(days=3))
    outcomes = signals.store(
        [
            order(app, "k", dry_run=True, occurrence=far),
            order(app, "k"),
            order(app, "k", dry_run=True),
        ]
    )
    assert isinstance(outcomes[0], SignalTimeOutOfBounds)
    assert [isinstance(each, StoredSignal) and each.dry_run for each in outcomes[1:]] == [False, True]
    assert stack.database.read_now(count_signals) == 1
    stack.accounts.revoke_connection(app.connection.id)
    (ended,) = signals.store([order(app, "k", dry_run=True)])
    assert isinstance(ended, ConnectionNotActive)


async def test_a_signal_of_the_version_before_gets_its_time_by_our_clock(stack: Stack, app: App) -> None:
    signals_on(stack.database).store([order(app, "k"), order(app, "l", occurrence=Occurrence(at=utc_now()))])
    with stack.database.exclusive() as connection:
        connection.exec_driver_sql("UPDATE signals SET event_at = 0")
        connection.commit()
    await Upkeep(stack.database, utc_now).sweep()
    kept = stack.database.read_now(lambda database: signals_of(database, app.connection.id, limit=9))
    assert [each.event_at for each in kept] == [each.occurred_at or each.received_at for each in kept]
