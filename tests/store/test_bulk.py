"""Many rows in one statement, on both databases: every value as it was, and who claims an idempotency key."""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import text

from server.clock import utc_now, uuid7
from server.domain.idempotency import StoredResponse
from server.store.bulk import MAX_ROWS
from server.store.engine import Database
from server.store.idempotency import claim_responses, find_responses
from server.store.signals import (
    Signal,
    SignalFilter,
    count_signals,
    insert_signals_if_claimed,
    page_of_signals,
)
from tests.parts.in_process import Stack
from tests.parts.stored_signals import a_workout

ODD = '{"a":"\\u001f \\\\ \\" \' % %s ? :x $1 \U0001f600 \u2028","b":[1,2.5,null,true]}'


GRANTS: Mapping[str, int] = defaultdict(lambda: 1)


def _signal(stack: Stack) -> Signal:
    app = stack.new_app()
    return a_workout(
        app.tenant.id,
        app.connection.id,
        payload=ODD,
        grant_version=1,
        event_at=utc_now(),
    )


def _response(text: str, expires_at: datetime) -> StoredResponse:
    return StoredResponse(fingerprint=text.encode(), response=[text, 1], expires_at=expires_at)


def test_more_rows_than_a_statement_takes_are_stored_as_they_are(stack: Stack) -> None:
    signal = _signal(stack)
    made = [
        replace(signal, id=uuid7(), occurred_at=utc_now() if number % 2 else None) for number in range(MAX_ROWS + 3)
    ]
    new = {each.id.encode(): each for each in made}
    responses = {key: _response(each.id, utc_now() + timedelta(hours=24)) for key, each in new.items()}
    store = partial(insert_signals_if_claimed, batch=new, responses=responses, grants=GRANTS, now=utc_now())
    assert stack.database.write_now(store) == set(new)
    assert stack.database.read_now(count_signals) == len(made)
    page = stack.database.read_now(
        lambda database: page_of_signals(database, SignalFilter(namespace="activity"), after=None, limit=2_000)
    )
    assert sorted(page, key=lambda each: each.id) == sorted(made, key=lambda each: each.id)


def test_a_key_is_claimed_once_and_again_when_it_is_out_of_date(database: Database) -> None:
    now = utc_now()

    def response(text: str, hours: int = 24) -> StoredResponse:
        return _response(text, now + timedelta(hours=hours))

    def claim(responses: dict[bytes, StoredResponse]) -> set[bytes]:
        return database.write_now(lambda connection: claim_responses(connection, responses, now))

    keys = [bytes([number]) * 32 for number in range(5)]
    assert claim({keys[0]: response("a"), keys[1]: response("b", hours=0)}) == {keys[0], keys[1]}
    assert claim({key: response(f"second {key[0]}") for key in keys}) == set(keys[1:])
    stored = database.read_now(lambda connection: find_responses(connection, keys))
    assert stored[keys[0]] == response("a")
    assert {key: kept.response for key, kept in stored.items() if key != keys[0]} == {
        key: [f"second {key[0]}", 1] for key in keys[1:]
    }
    assert claim({}) == set()


def test_a_signal_is_stored_only_where_its_key_is_claimed(stack: Stack) -> None:
    signal, now = _signal(stack), utc_now()
    taken, lapsed, free = (bytes([number]) * 32 for number in range(3))
    earlier = {taken: _response("taken", now + timedelta(hours=24)), lapsed: _response("lapsed", now)}
    stack.database.write_now(lambda database: claim_responses(database, earlier, now))
    first, again = ({key: replace(signal, id=uuid7()) for key in (taken, lapsed, free)} for _ in range(2))
    responses = {key: _response(each.id, now + timedelta(hours=24)) for key, each in first.items()}

    def store(signals: dict[bytes, Signal]) -> set[bytes]:
        theirs = {key: _response(each.id, now + timedelta(hours=24)) for key, each in signals.items()}
        return stack.database.write_now(
            lambda database: insert_signals_if_claimed(database, signals, theirs, GRANTS, now)
        )

    assert store(first) == {lapsed, free}
    assert store(again) == set()
    assert store({}) == set()
    page = stack.database.read_now(
        lambda database: page_of_signals(database, SignalFilter(namespace="activity"), after=None, limit=10)
    )
    assert page == sorted([first[lapsed], first[free]], key=lambda each: each.id)
    kept = stack.database.read_now(lambda database: find_responses(database, first.keys()))
    assert kept == {**responses, taken: earlier[taken]}


def test_two_that_claim_the_same_keys_in_opposite_orders_never_wait_in_a_circle(stack: Stack) -> None:
    """PostgreSQL would end one of them after a second, and count it."""
    rounds, count = 6, 400
    now, signal, together = utc_now(), _signal(stack), threading.Barrier(2)

    def store(*, backwards: bool) -> list[set[bytes]]:
        database, claimed = Database(stack.settings.database_url), []
        for number in range(rounds):
            keys = [hashlib.sha256(f"{number} {each}".encode()).digest() for each in range(count)]
            new = {key: replace(signal, id=uuid7()) for key in (reversed(keys) if backwards else keys)}
            responses = {key: _response(each.id, now + timedelta(hours=24)) for key, each in new.items()}
            together.wait(60)
            claimed.append(
                database.write_here(
                    partial(insert_signals_if_claimed, batch=new, responses=responses, grants=GRANTS, now=now)
                )
            )
        database.close()
        return claimed

    with ThreadPoolExecutor(2) as threads:
        one, other = (threads.submit(store, backwards=backwards) for backwards in (False, True))
        taken = [
            (len(mine), len(theirs), len(mine & theirs))
            for mine, theirs in zip(one.result(), other.result(), strict=True)
        ]
    assert all(mine + theirs == count and both == 0 for mine, theirs, both in taken)
    assert stack.database.read_now(count_signals) == rounds * count
    if not stack.database.is_sqlite:
        query = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        assert stack.database.read_now(lambda database: database.execute(query).scalar_one()) == 0
