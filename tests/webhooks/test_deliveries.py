"""From the transaction of a fact to a verified request at the app's receiver, on both databases."""

import asyncio
import json
import threading
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from sqlalchemy import text

from server.domain.connections import ConnectionStatus
from server.domain.exports import ExportErrorCode
from server.domain.webhooks.endpoint import DeliveryError, DeliveryStatus
from server.domain.webhooks.events import EventType
from server.errors import BadRequest, NotFound
from server.services.actors import operator
from server.services.revocation import end_connection
from tests.parts.eventually import eventually_async
from tests.parts.in_process import Stack, TestClock
from tests.parts.receiver import held_by, receiving, status
from tests.parts.scrape import grown, here
from tests.parts.write_transactions import write_transactions
from tests.store.seeds import a_connection, an_export, claim, make_ready, queue_exports, take
from tests.webhooks.conftest import Bench, bench_of
from tests.webhooks.documented import verifies

DELIVERED, PENDING, GIVEN_UP = DeliveryStatus.DELIVERED, DeliveryStatus.PENDING, DeliveryStatus.GIVEN_UP


async def test_each_event_arrives_signed_and_names_only_ids(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving() as receiver:
        new = await bench.endpoint(owner, receiver)
        ready = bench.ready_export(owner)
        failed = bench.failed_export(owner, ExportErrorCode.INTERNAL)
        bench.accounts.revoke_connection(owner.connection.id)
        for _ in range(2):
            await bench.attempt()
        assert [delivery.status for delivery in await bench.listed()] == [DELIVERED] * 3
    assert all(verifies(new.secret, request, bench.clock().timestamp()) for request in receiver.received)
    events = {event["type"]: event for event in (json.loads(request.body) for request in receiver.received)}
    connection_id = owner.connection.id
    assert {kind: event["data"] for kind, event in events.items()} == {
        "records.export_ready": {"exportId": ready, "connectionId": connection_id, "status": "READY"},
        "records.export_failed": {
            "exportId": failed,
            "connectionId": connection_id,
            "status": "FAILED",
            "errorCode": "INTERNAL",
        },
        "connection.revoked": {"connectionId": connection_id, "status": "REVOKED"},
    }
    assert [request.event_id for request in receiver.received] == [
        json.loads(request.body)["id"] for request in receiver.received
    ]
    assert {request.headers["content-type"] for request in receiver.received} == {"application/json"}


async def test_a_signature_holds_for_its_body_its_time_and_its_secret_only(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving() as receiver:
        new = await bench.endpoint(owner, receiver)
        other = await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        await bench.attempt()
    now = bench.clock().timestamp()
    for request in receiver.received:
        assert verifies(new.secret, request, now) != verifies(other.secret, request, now)
        assert not verifies(new.secret, request, now + 301)
        assert not verifies(other.secret, request, now + 301)
    assert len({new.secret, other.secret}) == 2


async def test_a_failed_attempt_is_repeated_with_the_same_id_and_body_and_a_new_signature(bench: Bench) -> None:
    owner = bench.stack.new_app()
    counted = grown(here())
    with receiving(status(500), status(404), status(302, Location="http://127.0.0.1:1/"), status(200)) as receiver:
        new = await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        assert await bench.attempt() == [PENDING]
        assert await bench.attempt() == []  # not before its pause is over
        (waiting,) = await bench.listed()
        assert (waiting.last_status, waiting.last_error) == (500, DeliveryError.HTTP_STATUS)
        assert waiting.next_attempt_at is not None
        assert timedelta(seconds=2.5) <= waiting.next_attempt_at - bench.clock() <= timedelta(seconds=5)
        for expected in (PENDING, PENDING, DELIVERED):
            bench.clock.advance(hours=1)
            assert await bench.attempt() == [expected]
            assert verifies(new.secret, receiver.received[-1], bench.clock().timestamp())
        bench.clock.advance(days=2)
        assert await bench.attempt() == []
    assert len(receiver.received) == 4
    assert len({(request.event_id, request.body) for request in receiver.received}) == 1
    assert len({request.signature for request in receiver.received}) == 4
    (delivered,) = await bench.listed()
    assert (delivered.status, delivered.attempts, delivered.last_status) == (DELIVERED, 4, 200)
    attempts = "curae_webhook_attempts_total"
    assert counted(attempts, outcome="retried", error_code="HTTP_STATUS") == 3
    assert counted(attempts, outcome="delivered", error_code="") == 1
    assert counted("curae_webhook_duration_seconds_count") == 4


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("as_date", [False, True], ids=["seconds", "date"])
async def test_a_receiver_gets_the_pause_that_it_asks_for(bench: Bench, code: int, *, as_date: bool) -> None:
    """It gets nothing in the meantime: what else waits for it waits as long."""
    owner = bench.stack.new_app()
    bench.clock.now = bench.clock().replace(microsecond=0)
    until = bench.clock() + timedelta(seconds=40)
    asks = status(code, **{"Retry-After": format_datetime(until, usegmt=True) if as_date else "40"})
    with receiving(asks, asks, status(204)) as receiver, receiving() as other:
        await bench.endpoint(owner, receiver)
        await bench.endpoint(owner, other)
        for _ in range(4):
            bench.ready_export(owner)
        for _ in range(3):
            await bench.attempt()
        assert (len(receiver.received), len(other.received)) == (2, 4)  # two at once are sent to one endpoint
        bench.clock.advance(seconds=39)
        assert await bench.attempt() == []
        bench.clock.advance(seconds=1)
        assert await bench.attempt() + await bench.attempt() == [DELIVERED] * 4
    assert {delivery.status for delivery in await bench.listed()} == {DELIVERED}


async def test_a_pause_without_end_is_cut_where_the_delivery_ends(bench: Bench) -> None:
    owner = bench.stack.new_app()
    began = bench.clock()
    with receiving(status(503, **{"Retry-After": "9" * 40})) as receiver:
        await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        assert await bench.attempt() == [PENDING]
        (waiting,) = await bench.listed()
        assert waiting.next_attempt_at == began + timedelta(hours=24)
        bench.clock.now = waiting.next_attempt_at
        assert await bench.attempt() == [GIVEN_UP]
    assert len(receiver.received) == 2


async def test_a_receiver_that_stays_away_is_tried_for_a_day_and_then_given_up(bench: Bench) -> None:
    owner = bench.stack.new_app()
    began = bench.clock()
    with receiving(status(503)) as receiver:
        await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        while (await bench.listed(status=PENDING)) and bench.clock() < began + timedelta(days=3):
            await bench.attempt()
            for waiting in await bench.listed(status=PENDING):
                assert waiting.next_attempt_at is not None
                bench.clock.now = waiting.next_attempt_at
        (gone,) = await bench.listed()
        assert bench.clock() == began + timedelta(hours=24)
        assert (gone.status, gone.last_status, gone.next_attempt_at) == (GIVEN_UP, 503, None)
        assert len(receiver.received) == gone.attempts > 24
        # Given up is not lost: an operator sends it again, under its own id, once the receiver is back.
        receiver.answers[:] = [status(204)]
        await bench.webhooks.replay(gone.event.id, None)
        assert await bench.attempt() == [DELIVERED]
    assert len(set(receiver.ids)) == 1


async def test_what_no_worker_could_send_in_its_day_is_still_sent_once(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving(status(500)) as receiver:
        await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        bench.clock.advance(days=3)
        assert await bench.attempt() == [GIVEN_UP]
    assert len(receiver.received) == 1


async def test_gone_disables_the_endpoint_and_ends_what_waits_for_it(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving(status(410)) as receiver, receiving() as other:
        gone = await bench.endpoint(owner, receiver)
        await bench.endpoint(owner, other)
        for _ in range(3):
            bench.ready_export(owner)
        for _ in range(4):
            await bench.attempt()
        assert (await bench.endpoint_now(gone.endpoint.id)).status == "DISABLED"
        bench.ready_export(owner)
        bench.clock.advance(days=1)
        await bench.attempt()
        ended = await bench.listed(endpoint_id=gone.endpoint.id)
        assert [delivery.status for delivery in ended] == [GIVEN_UP] * 3
        assert len(receiver.received) <= 2  # those that were on their way
        with pytest.raises(BadRequest, match="DISABLED"):
            await bench.webhooks.test(gone.endpoint.id)
    assert len(other.received) == 4


async def test_a_revoked_endpoint_hears_nothing_more(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving() as receiver:
        new = await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        claims = await bench.deliveries.claim(1)
        assert await bench.webhooks.revoke(new.endpoint.id) == 1
        bench.ready_export(owner)
        assert await bench.attempt() == []
        assert receiver.received == []
        # What was claimed when it was revoked is not sent any more.
        assert await bench.deliveries.deliver(claims[0]) is None
        assert receiver.received == []
    (ended,) = await bench.listed()
    assert (ended.status, ended.last_error) == (GIVEN_UP, DeliveryError.ENDPOINT_ENDED)
    for step in (bench.webhooks.rotate(new.endpoint.id, timedelta(0)), bench.webhooks.test(new.endpoint.id)):
        with pytest.raises(BadRequest, match="REVOKED"):
            await step
    with pytest.raises(BadRequest, match="ended"):
        await bench.webhooks.replay(ended.event.id, None)


async def test_an_endpoint_that_a_newer_version_changed_gets_what_this_one_knows(bench: Bench) -> None:
    """As while a deployment is upgraded: it names a type of event that this version does not know."""
    owner = bench.stack.new_app()
    events = '["records.export_ready","records.export_renamed"]'
    with receiving() as receiver:
        await bench.endpoint(owner, receiver)
        bench.stack.database.write_now(
            lambda database: database.execute(text("UPDATE webhook_endpoints SET events = :events"), {"events": events})
        )
        bench.ready_export(owner)
        assert await bench.attempt() == [DELIVERED]
    assert [json.loads(request.body)["type"] for request in receiver.received] == ["records.export_ready"]


async def test_an_event_of_a_newer_version_is_left_to_it_and_holds_up_no_other(bench: Bench) -> None:
    """An older worker beside newer ones, during an upgrade; and what is left does not use up a claim."""
    strange, plain = bench.stack.new_app(), bench.stack.new_app()
    renamed = text("UPDATE webhook_events SET type = 'of.a.newer.version' WHERE data LIKE :export_id")
    with receiving() as receiver:
        await bench.endpoint(strange, receiver)
        await bench.endpoint(plain, receiver)
        newer = [bench.ready_export(strange) for _ in range(3)]
        for export_id in newer:
            bench.stack.database.write_now(
                lambda database, found=f"%{export_id}%": database.execute(renamed, {"export_id": found})
            )
        bench.clock.advance(seconds=1)
        older = {bench.ready_export(strange), bench.ready_export(plain)}
        assert await bench.attempt(limit=1) == [DELIVERED]
        assert await bench.attempt(limit=1) == [DELIVERED]
        assert await bench.attempt() == []
    assert {request.export_id for request in receiver.received} == older
    waiting = bench.stack.database.read_now(
        lambda database: database.execute(
            text("SELECT attempts, lease_token FROM webhook_deliveries WHERE status = 'PENDING'")
        ).all()
    )
    assert [tuple(row) for row in waiting] == [(0, None)] * len(newer)


async def test_an_endpoint_that_ended_after_its_event_was_written_is_not_called(bench: Bench) -> None:
    """A revocation and an event that commit at the same moment: the event may see the endpoint still alive."""
    owner = bench.stack.new_app()
    with receiving() as receiver:
        await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        bench.stack.database.write_now(
            lambda database: database.execute(text("UPDATE webhook_endpoints SET revoked_at=1"))
        )
        assert await bench.attempt() == [GIVEN_UP]
    assert receiver.received == []


async def test_a_revoked_app_hears_nothing_of_it(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving() as receiver:
        new = await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        bench.accounts.revoke_tenant(owner.tenant.id)
        assert await bench.attempt() == []
    assert (await bench.endpoint_now(new.endpoint.id)).status == "REVOKED"
    assert receiver.received == []


async def test_an_app_is_told_of_its_own_only_and_only_what_it_asked_for(bench: Bench) -> None:
    owner, other = bench.stack.new_app(), bench.stack.new_app()
    with receiving() as receiver, receiving() as others:
        await bench.endpoint(owner, receiver, EventType.CONNECTION_REVOKED)
        theirs = await bench.endpoint(other, others)
        bench.ready_export(owner)
        assert await bench.listed() == []
        bench.accounts.revoke_connection(owner.connection.id)
        assert await bench.attempt() == [DELIVERED]
        (delivery,) = await bench.listed()
        assert [json.loads(request.body)["type"] for request in receiver.received] == ["connection.revoked"]
        assert others.received == []
        with pytest.raises(NotFound):
            await bench.webhooks.replay(delivery.event.id, theirs.endpoint.id)
        assert await bench.listed(tenant_id=other.tenant.id) == []


async def test_a_connection_is_revoked_once_and_one_that_lapses_is_not_told(bench: Bench) -> None:
    owner, lapsing = bench.stack.new_app(), bench.stack.new_app()
    with receiving() as receiver:
        await bench.endpoint(owner, receiver)
        await bench.endpoint(lapsing, receiver)
        lapsed = a_connection(
            bench.stack.database, bench.clock(), tenant_id=lapsing.tenant.id, expires_at=bench.clock()
        )
        revoke = bench.accounts.revoke_connection
        await asyncio.gather(*(asyncio.to_thread(revoke, owner.connection.id) for _ in range(4)))

        def lapse(database: Any) -> None:
            end_connection(database, lapsed.id, ConnectionStatus.EXPIRED, bench.clock(), operator())

        bench.stack.database.write_now(lapse)
    assert [delivery.event.data["connectionId"] for delivery in await bench.listed()] == [owner.connection.id]


async def test_an_event_is_there_exactly_when_its_fact_is(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving() as receiver:
        await bench.endpoint(owner, receiver)
        now = bench.clock()
        queue_exports(bench.stack.database, an_export(owner.connection, now))

        taken = bench.stack.database.write_now(lambda database: take(database, now))

        def finish(database: Any) -> bool:
            return make_ready(database, taken, now)

        def undone(database: Any) -> None:
            assert finish(database)
            raise KeyError

        with pytest.raises(KeyError):
            bench.stack.database.write_now(undone)
        assert await bench.listed() == []
        assert [bench.stack.database.write_now(finish) for _ in range(2)] == [True, False]
    assert len(await bench.listed()) == 1


async def test_an_export_out_of_attempts_is_told_as_failed(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving() as receiver:
        await bench.endpoint(owner, receiver)
        now = bench.clock()
        queue_exports(bench.stack.database, an_export(owner.connection, now))
        assert bench.stack.database.write_now(lambda database: claim(database, now, max_attempts=0)) is None
    (delivery,) = await bench.listed()
    assert (delivery.event.type, delivery.event.data["errorCode"]) == (EventType.EXPORT_FAILED, "ATTEMPTS_EXHAUSTED")


async def test_a_new_secret_overlaps_the_old_one(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving() as receiver:
        first = await bench.endpoint(owner, receiver)
        second = await bench.webhooks.rotate(first.endpoint.id, timedelta(hours=1))
        holding = []
        for _ in range(2):
            bench.ready_export(owner)
            assert await bench.attempt() == [DELIVERED]
            now = bench.clock().timestamp()
            holding.append([verifies(new.secret, receiver.received[-1], now) for new in (first, second)])
            bench.clock.advance(hours=1)
    assert holding == [[True, True], [False, True]]
    assert [request.signature.count("v1=") for request in receiver.received] == [2, 1]


async def test_with_another_signing_key_nothing_is_signed_until_the_right_one_is_back(bench: Bench) -> None:
    owner = bench.stack.new_app()
    lost = bench_of(bench.stack, bench.clock, signing_key=type(bench.stack.settings.signing_key)("x" * 32))
    with receiving() as receiver:
        new = await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        assert await lost.attempt() == [PENDING]
        assert (await bench.listed())[0].last_error is DeliveryError.SIGNING_KEY_CHANGED
        assert (await lost.webhooks.test(new.endpoint.id)).error is DeliveryError.SIGNING_KEY_CHANGED
        assert receiver.received == []
        bench.clock.advance(hours=1)
        assert await bench.attempt() == [DELIVERED]
        # Or the new key stays: a rotation makes a secret from it, and none overlaps that cannot be made any more.
        rotated = await lost.webhooks.rotate(new.endpoint.id, timedelta(hours=1))
        assert rotated.endpoint.previous_until is None
        bench.ready_export(owner)
        assert await lost.attempt() == [DELIVERED]
    assert verifies(rotated.secret, receiver.received[-1], bench.clock().timestamp())


async def test_a_lease_that_is_over_is_anothers(bench: Bench) -> None:
    """The one that lost it sends nothing and writes nothing."""
    owner = bench.stack.new_app()
    with receiving(status(204)) as receiver:
        await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        (first,) = await bench.deliveries.claim(10)
        assert await bench.deliveries.claim(10) == []
        bench.clock.advance(minutes=1)
        (second,) = await bench.deliveries.claim(10)
        assert (first.attempt, second.attempt) == (1, 2)
        assert await bench.deliveries.deliver(first) is None
        assert receiver.received == []
        assert await bench.deliveries.deliver(second) is DELIVERED
        await bench.deliveries.hand_back(second)
    assert len(set(receiver.ids)) == 1
    assert [delivery.status for delivery in await bench.listed()] == [DELIVERED]


async def test_concurrent_claims_share_nothing(bench: Bench) -> None:
    owners = [bench.stack.new_app() for _ in range(5)]
    with receiving() as receiver:
        for owner in owners:
            await bench.endpoint(owner, receiver)
            bench.ready_export(owner)
        claims = await asyncio.gather(*(bench.deliveries.claim(1) for _ in range(10)))
    taken = [claim.event.id for batch in claims for claim in batch]
    assert len(taken) == len(set(taken)) <= 5


async def test_one_endpoint_takes_no_more_than_its_share(bench: Bench) -> None:
    slow, quick = bench.stack.new_app(), bench.stack.new_app()
    with receiving() as receiver:
        await bench.endpoint(slow, receiver)
        await bench.endpoint(quick, receiver)
        for _ in range(6):
            bench.ready_export(slow)
        bench.ready_export(quick)
        first = await bench.deliveries.claim(8)
        assert sorted(claim.event.tenant_id == quick.tenant.id for claim in first) == [False, False, True]
        with write_transactions(bench.stack.database) as writes:
            assert await bench.deliveries.claim(8) == []
        assert writes.begun == 0  # what is due and may not be sent yet is no reason for one
        await bench.deliveries.deliver(first[0])
        assert len(await bench.deliveries.claim(8)) == 1


async def test_settled_events_are_deleted_after_a_month(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving(status(500), status(204)) as receiver:
        await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        await bench.attempt()
        bench.clock.advance(seconds=1)  # less than the first pause
        bench.ready_export(owner)
        await bench.attempt()
        assert [delivery.status for delivery in await bench.listed()] == [PENDING, DELIVERED]
        bench.clock.advance(days=31)
        assert await bench.deliveries.expire() == 1  # what still waits stays
        assert [delivery.status for delivery in await bench.listed()] == [PENDING]
        await bench.attempt()
        assert [await bench.deliveries.expire() for _ in range(2)] == [1, 0]
        assert await bench.listed() == []


async def test_an_endpoint_on_a_private_address_is_refused_when_it_is_made(bench: Bench, clock: TestClock) -> None:
    owner = bench.stack.new_app()
    strict = bench_of(bench.stack, clock, webhooks_allow_private=False)
    for url in ("https://127.0.0.1/", "https://localhost/", "https://169.254.169.254/latest", "https://[::1]/"):
        with pytest.raises(BadRequest, match="not public"):
            await strict.webhooks.create(owner.tenant.id, url, frozenset({EventType.EXPORT_READY}))
    with pytest.raises(BadRequest, match="name server"):
        await strict.webhooks.create(owner.tenant.id, "https://nowhere.invalid/", frozenset({EventType.EXPORT_READY}))
    with pytest.raises(BadRequest, match="https"):
        await strict.webhooks.create(owner.tenant.id, "http://1.1.1.1/", frozenset({EventType.EXPORT_READY}))
    assert await strict.lists.endpoints(None) == []


async def test_an_endpoint_made_for_development_is_not_called_without_its_setting(
    bench: Bench, clock: TestClock
) -> None:
    owner = bench.stack.new_app()
    strict = bench_of(bench.stack, clock, webhooks_allow_private=False)
    with receiving() as receiver:
        await bench.endpoint(owner, receiver)
        bench.ready_export(owner)
        assert await strict.attempt() == [PENDING]
        assert (await bench.listed())[0].last_error is DeliveryError.ADDRESS_REFUSED
    assert receiver.connections == 0


async def test_a_worker_delivers_what_its_exports_bring_about(stack: Stack, impatient: None) -> None:
    bench = bench_of(stack, TestClock())
    owner = stack.new_app()
    stop = threading.Event()
    with receiving(held_by(stop)) as stuck, receiving() as receiver:
        await bench.endpoint(owner, stuck)
        await bench.endpoint(owner, receiver)
        for _ in range(4):
            queue_exports(stack.database, an_export(owner.connection, bench.clock()))
        settings = {"webhooks_allow_private": True, "shutdown_grace_seconds": 0.1, "webhook_slots": 4}
        worker = stack.worker(**settings)
        running = asyncio.create_task(worker.run())
        await eventually_async(lambda: len(receiver.received) == 4)  # whatever the other does
        assert len(stuck.received) == 2
        worker.stop()
        await running
        stop.set()
        # What was on its way when the worker stopped was handed back: due at once, and no attempt.
        waiting = await bench.listed(status=PENDING)
        assert [delivery.attempts for delivery in waiting] == [0] * 4
        stuck.answers[:] = [status(204)]
        again = stack.worker(**settings)
        running = asyncio.create_task(again.run())
        await eventually_async(lambda: len(stuck.received) == 6)
        again.stop()
        await running
    assert await bench.listed(status=PENDING) == []
    assert len(set(stuck.ids)) == 4
    assert set(stuck.ids) == set(receiver.ids)


async def test_what_is_done_to_endpoints_is_in_the_audit_trail(bench: Bench) -> None:
    owner = bench.stack.new_app()
    with receiving(status(204), status(410)) as receiver:
        new = await bench.endpoint(owner, receiver)
        await bench.webhooks.rotate(new.endpoint.id, timedelta(0))
        bench.ready_export(owner)
        await bench.attempt()
        await bench.webhooks.replay((await bench.listed())[0].event.id, None)
        await bench.attempt()
        other = await bench.endpoint(owner, receiver)
        for _ in range(2):
            await bench.webhooks.revoke(other.endpoint.id)
    rows = bench.stack.database.read_now(
        lambda database: database.execute(
            text("SELECT action, tenant_id, details FROM audit_rows WHERE action LIKE 'webhook.%' ORDER BY seq")
        ).all()
    )
    assert [row.action.partition(".")[2] for row in rows] == [
        "created",
        "rotated",
        "replayed",
        "disabled",
        "created",
        "revoked",
    ]
    assert {row.tenant_id for row in rows} == {owner.tenant.id}
    assert json.loads(rows[0].details) == {"endpointId": new.endpoint.id, "host": "127.0.0.1"}
