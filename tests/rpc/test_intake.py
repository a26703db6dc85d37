"""The intake process: it dies, it stalls, it is flooded, and no signal is lost, doubled or held up for ever."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import Any

import psutil
import pytest
from curae.intake.v1 import intake_pb2
from curae.sdk.v1 import signals_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError
from grpc_health.v1 import health_pb2, health_pb2_grpc
from hypothesis import given
from hypothesis import strategies as st

from server.clock import utc_now, uuid7
from server.demo import content
from server.domain.signals.phi.guard import guard
from server.errors import ERRORS, CuraeError, FieldViolation, RateLimited, SignalPhiDetected, Unavailable
from server.limits import MAX_WAITING_SIGNALS_OF_A_KEY
from server.rpc.intake import process
from server.rpc.intake.client import Intake, environment_of
from server.rpc.intake.outcome import Stored
from server.rpc.intake.room import Sender
from server.rpc.intake.wire import Frames, error_in, framed, refused
from server.services.schemas import Schemas
from server.services.signals import Signals
from server.store.engine import Database
from server.store.signals import count_signals
from tests.parts.eventually import eventually_async, patience
from tests.parts.in_process import App, Stack, served

SOON_SECONDS = 30
KEY = Sender(key_id="key", tenant_id="tenant")  # whose signals they are
OTHER_APP = Sender(key_id="other key", tenant_id="other tenant")


def offer(app: App, key: str, **fields: Any) -> Any:
    return intake_pb2.Offer(
        tenant_id=app.tenant.id, idempotency_key=key, request=request(app).SerializeToString(), **fields
    )


def request(app: App) -> Any:
    made = signals_pb2.IngestSignalRequest(
        connection_id=app.connection.id, namespace="activity", signal_type="daily_summary"
    )
    made.payload.update(dict(content.signals()[0].payload))
    return made


@asynccontextmanager
async def opened(stack: Stack) -> AsyncIterator[Intake]:
    intake = Intake(environment_of(stack.settings))
    await intake.start()
    try:
        yield intake
    finally:
        if intake.pid is not None:
            os.kill(intake.pid, signal.SIGCONT)
        await intake.close()


def stop(intake: Intake) -> int:
    """Stops the process in its tracks, so that what is sent to it waits."""
    assert intake.pid is not None
    os.kill(intake.pid, signal.SIGSTOP)
    return intake.pid


async def test_what_a_dead_process_left_unanswered_may_be_tried_again(stack: Stack, caller: App) -> None:
    async with opened(stack) as intake:
        first = await intake.store(offer(caller, "stored"), KEY)
        pid = stop(intake)
        waiting = [asyncio.create_task(intake.store(offer(caller, f"k{number}"), KEY)) for number in range(3)]
        await eventually_async(lambda: intake.room.signals == 3)
        os.kill(pid, signal.SIGKILL)
        for each in await asyncio.gather(*waiting, return_exceptions=True):
            assert isinstance(each, Unavailable)
            assert each.retryable
        await intake.start()  # the next one takes longer than a caller waits, on a busy machine
        again = [await intake.store(offer(caller, f"k{number}"), KEY) for number in range(3)]
        assert not any(each.replayed for each in again)
        assert intake.pid not in (None, pid)
        assert (await intake.store(offer(caller, "stored"), KEY)).response == first.response
    assert stack.database.read_now(count_signals) == 4


async def test_a_process_ends_with_its_server_and_not_with_signals_to_the_group(stack: Stack, caller: App) -> None:
    async with opened(stack) as intake:
        assert intake.pid is not None
        running = psutil.Process(intake.pid)
        for number in (signal.SIGINT, signal.SIGTERM):
            running.send_signal(number)
        await intake.store(offer(caller, "k"), KEY)
    assert not running.is_running()


async def test_what_was_sent_before_the_end_is_stored_and_answered(stack: Stack, caller: App) -> None:
    intake = Intake(environment_of(stack.settings))
    await intake.start()
    pid = stop(intake)
    waiting = [asyncio.create_task(intake.store(offer(caller, f"k{number}"), KEY)) for number in range(20)]
    await eventually_async(lambda: intake.room.signals == 20)
    closing = asyncio.create_task(intake.close())
    await asyncio.sleep(0.1)
    os.kill(pid, signal.SIGCONT)
    assert all(isinstance(each, Stored) for each in await asyncio.gather(*waiting))
    await closing
    assert stack.database.read_now(count_signals) == 20


async def test_a_caller_that_leaves_makes_no_room_and_takes_no_ones_answer(
    sqlite_stack: Stack, caller_on_sqlite: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.rpc.intake.room.MAX_WAITING_SIGNALS", 2)
    async with opened(sqlite_stack) as intake:
        pid = stop(intake)
        leaving, staying = (asyncio.create_task(intake.store(offer(caller_on_sqlite, key), KEY)) for key in "ab")
        await eventually_async(lambda: intake.room.signals == 2)
        leaving.cancel()
        await eventually_async(leaving.cancelled)
        with pytest.raises(RateLimited):
            await intake.store(offer(caller_on_sqlite, "c"), KEY)
        os.kill(pid, signal.SIGCONT)
        kept = await staying
        assert (await intake.store(offer(caller_on_sqlite, "b"), KEY)).response == kept.response
        assert (await intake.store(offer(caller_on_sqlite, "a"), KEY)).replayed


async def test_bytes_that_wait_are_bounded(
    sqlite_stack: Stack, caller_on_sqlite: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.rpc.intake.room.MAX_WAITING_SIGNAL_BYTES", 1_000)
    async with opened(sqlite_stack) as intake:
        with pytest.raises(RateLimited):
            await intake.store_all([offer(caller_on_sqlite, f"k{number}") for number in range(10)], KEY)
        await intake.store(offer(caller_on_sqlite, "k"), KEY)
    assert sqlite_stack.database.read_now(count_signals) == 1


async def test_one_tenant_leaves_room_for_others(
    sqlite_stack: Stack, caller_on_sqlite: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.rpc.intake.room.MAX_WAITING_SIGNALS_OF_A_TENANT", 2)
    other = sqlite_stack.new_app()
    async with opened(sqlite_stack) as intake:
        pid = stop(intake)
        flood = [asyncio.create_task(intake.store(offer(caller_on_sqlite, key), KEY)) for key in "ab"]
        await eventually_async(lambda: intake.room.signals == 2)
        for refused in (
            intake.store(offer(caller_on_sqlite, "c"), KEY),
            intake.store_all([offer(caller_on_sqlite, "d")], KEY),
        ):
            with pytest.raises(RateLimited):
                await refused
        single = asyncio.create_task(intake.store(offer(other, "a"), OTHER_APP))
        await eventually_async(lambda: intake.room.signals == 3)
        os.kill(pid, signal.SIGCONT)
        assert all(isinstance(each, Stored) for each in await asyncio.gather(*flood, single))
        assert (intake.room.signals, intake.room.bytes) == (0, 0)


@pytest.mark.parametrize("started", [True, False])
async def test_bytes_wait_within_their_bound_before_they_are_sent(
    sqlite_stack: Stack, caller_on_sqlite: App, monkeypatch: pytest.MonkeyPatch, *, started: bool
) -> None:
    """Those of a batch whose turn has not come, and those of callers who wait for the process to start."""
    items = [offer(caller_on_sqlite, f"k{number:03}", item=number) for number in range(110)]
    room = len(framed(items[-1].SerializeToString())) * 100
    monkeypatch.setattr("server.rpc.intake.room.MAX_WAITING_SIGNAL_BYTES", room)
    intake = Intake(environment_of(sqlite_stack.settings))
    try:
        if started:
            await intake.start()
            pid = stop(intake)
        batch = asyncio.create_task(intake.store_all(items[:90], KEY))
        await asyncio.sleep(0.05)
        with pytest.raises(RateLimited):
            await asyncio.wait_for(intake.store_all(items[90:], KEY), patience(SOON_SECONDS))
        if started:
            os.kill(pid, signal.SIGCONT)
        assert all(isinstance(each, Stored) for each in await batch)
        assert (intake.room.signals, intake.room.bytes) == (0, 0)
    finally:
        await intake.close()


async def test_a_process_that_gives_no_outcome_is_answered_for_and_health_tells_it(
    sqlite_stack: Stack, caller_on_sqlite: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.rpc.intake.link.INTAKE_ANSWER_SECONDS", 1.0)
    service = "curae.sdk.v1.SignalsService"
    async with served(sqlite_stack) as door:
        health = health_pb2_grpc.HealthStub(door.channel)

        async def is_said(status: Any, service: str = service) -> bool:
            answer = await health.Check(health_pb2.HealthCheckRequest(service=service))
            return bool(answer.status == status)

        await door.intake.start()
        pid = stop(door.intake)
        try:
            with pytest.raises(AioRpcError) as refused:
                await door.signals.IngestSignal(request(caller_on_sqlite), metadata=caller_on_sqlite.metadata("k"))
            assert refused.value.code() is StatusCode.UNAVAILABLE
            await eventually_async(lambda: is_said(health_pb2.HealthCheckResponse.NOT_SERVING))
            assert await is_said(health_pb2.HealthCheckResponse.SERVING, "")
            items = [offer(caller_on_sqlite, f"k{number}") for number in range(500)]
            outcomes = await door.intake.store_all(items, KEY)  # at once, not after a wait for each turn
            assert [type(outcome) for outcome in outcomes] == [Unavailable] * 500
        finally:
            os.kill(pid, signal.SIGCONT)
        await eventually_async(lambda: is_said(health_pb2.HealthCheckResponse.SERVING))
        await door.signals.IngestSignal(request(caller_on_sqlite), metadata=caller_on_sqlite.metadata("k"))
    assert sqlite_stack.database.read_now(count_signals) == 1


async def test_a_process_that_stays_stalled_is_replaced(
    sqlite_stack: Stack, caller_on_sqlite: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(sqlite_stack) as intake:
        pid = stop(intake)
        with monkeypatch.context() as hurry:
            hurry.setattr("server.rpc.intake.link.INTAKE_ANSWER_SECONDS", 1.0)
            hurry.setattr("server.rpc.intake.link.INTAKE_STALLED_SECONDS", 2.0)
            with pytest.raises(Unavailable):
                await intake.store(offer(caller_on_sqlite, "k"), KEY)
            await eventually_async(lambda: intake.pid != pid)
        await intake.start()
        assert (await intake.store(offer(caller_on_sqlite, "k"), KEY)).response


async def test_a_large_batch_takes_turns_with_others(sqlite_stack: Stack, caller_on_sqlite: App) -> None:
    async with opened(sqlite_stack) as intake:
        pid = stop(intake)
        items = [offer(caller_on_sqlite, f"k{number}", item=number) for number in range(500)]
        batch = asyncio.create_task(intake.store_all(items, KEY))
        await eventually_async(lambda: intake.room.signals)
        before = intake.room.signals
        single = asyncio.create_task(intake.store(offer(caller_on_sqlite, "single"), KEY))
        await eventually_async(lambda: intake.room.signals == before + 1)
        os.kill(pid, signal.SIGCONT)
        await single
        assert not batch.done()
        assert all(isinstance(each, Stored) for each in await batch)
    assert sqlite_stack.database.read_now(count_signals) == 501


async def test_a_full_share_is_refused_to_its_key_and_others_take_turns_with_it(
    sqlite_stack: Stack, caller_on_sqlite: App
) -> None:
    other_key = Sender(key_id="another key", tenant_id=KEY.tenant_id)

    def batch(name: str, count: int) -> list[Any]:
        return [offer(caller_on_sqlite, f"{name}-{number}", item=number) for number in range(count)]

    async with opened(sqlite_stack) as intake:
        pid = stop(intake)
        flood = [asyncio.create_task(intake.store_all(batch(str(turn), 500), KEY)) for turn in range(5)]
        await eventually_async(lambda: intake.room.signals == MAX_WAITING_SIGNALS_OF_A_KEY)
        with pytest.raises(RateLimited) as refused:
            await intake.store_all(batch("more", 1), KEY)
        assert refused.value.details == {"limit": MAX_WAITING_SIGNALS_OF_A_KEY}
        other = asyncio.create_task(intake.store_all(batch("other", 128), other_key))
        await eventually_async(lambda: intake.room.signals == MAX_WAITING_SIGNALS_OF_A_KEY + 128)
        os.kill(pid, signal.SIGCONT)
        assert all(isinstance(each, Stored) for each in await other)
        assert not any(each.done() for each in flood)
        for outcomes in await asyncio.gather(*flood):
            assert all(isinstance(each, Stored) for each in outcomes)
        assert (intake.room.signals, intake.room.bytes) == (0, 0)
    assert sqlite_stack.database.read_now(count_signals) == 5 * 500 + 128


async def test_a_server_is_told_where_its_intake_cannot_start(sqlite_stack: Stack) -> None:
    nowhere = environment_of(sqlite_stack.settings) | {"CURAE_DATABASE_URL": "sqlite:////nowhere/curae.db"}
    with pytest.raises(Unavailable):
        await Intake(nowhere).start()


def test_no_secret_but_the_database_is_handed_on(sqlite_stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    monkeypatch.setenv("CURAE_SIGNING_KEY", "k" * 32)
    told = {name for name in environment_of(sqlite_stack.settings) if name.startswith(("AWS_", "CURAE_"))}
    assert told == {
        "CURAE_DATABASE_URL",
        "CURAE_DATABASE_CONNECT_SECONDS",
        "CURAE_DATABASE_STATEMENT_SECONDS",
        "CURAE_DATABASE_PREPARED_STATEMENTS",
        "CURAE_SIGNAL_PAST_DAYS",
        "CURAE_SIGNAL_FUTURE_SECONDS",
        "CURAE_LOG_FORMAT",
        "CURAE_LOG_LEVEL",
    }


def test_a_defect_refuses_one_signal_and_none_beside_it(
    stack: Stack, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def defect(payload: Any, listed: Any, written: Any) -> None:
        if payload.get("steps") == -1:
            raise RuntimeError("MARKER")
        guard(payload, listed, written)

    monkeypatch.setattr("server.domain.signals.phi.guard.guard", defect)
    signals = Signals(stack.database, Schemas(stack.database, utc_now), utc_now, uuid7)
    bad = request(caller)
    bad.payload.update({"steps": -1})
    offers = [offer(caller, "a"), offer(caller, "b"), offer(caller, "c")]
    offers[1].request = bad.SerializeToString()
    offers.append(intake_pb2.Offer(tenant_id=caller.tenant.id, idempotency_key="d", request=b"\xff"))
    answers = process.answers(signals, offers)
    assert [each.WhichOneof("outcome") for each in answers] == ["stored", "refusal", "stored", "refusal"]
    assert [answers[1].refusal.code, answers[3].refusal.code] == ["INTERNAL", "BAD_REQUEST"]
    assert "MARKER" not in str(answers)
    assert b"builtins.RuntimeError" in answers[1].refusal.cause
    assert stack.database.read_now(count_signals) == 2


def test_a_database_that_is_away_refuses_all_for_now(sqlite_stack: Stack, caller_on_sqlite: App) -> None:
    database = Database(sqlite_stack.settings.database_url)
    signals = Signals(database, Schemas(database, utc_now), utc_now, uuid7)
    signals.store([])
    with sqlite_stack.database.exclusive() as connection:
        connection.exec_driver_sql("ALTER TABLE connections RENAME TO away")
        connection.commit()
    try:
        (answer,) = process.answers(signals, [offer(caller_on_sqlite, "k")])
    finally:
        database.close()
    assert answer.refusal.code == "UNAVAILABLE"


@given(messages=st.lists(st.binary(max_size=40)), cuts=st.lists(st.integers(0, 400)))
def test_messages_come_out_as_they_went_in(messages: list[bytes], cuts: list[int]) -> None:
    sent = b"".join(map(framed, messages))
    edges = sorted({0, len(sent), *(cut for cut in cuts if cut < len(sent))})
    frames = Frames()
    pieces = [sent[start:end] for start, end in pairwise(edges)]
    assert [message for piece in pieces for message in frames.fed(piece)] == messages


@pytest.mark.parametrize("kind", ERRORS.values(), ids=ERRORS)
def test_an_error_comes_out_as_it_went_in(kind: type[CuraeError]) -> None:
    error = kind("detail", details={"a": [1, None]}, violations=[FieldViolation("payload/x", "is wrong")])
    if isinstance(error, SignalPhiDetected):
        error.kinds = frozenset({"EMAIL"})
    back = error_in(refused(error).refusal)
    assert type(back) is kind
    assert {name: getattr(back, name) for name in vars(error)} == vars(error)


@pytest.fixture
def caller_on_sqlite(sqlite_stack: Stack) -> App:
    return sqlite_stack.new_app()
