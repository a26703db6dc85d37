"""What time does to rows; and that no write lock is taken before anything is due, nor after it is done."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from server.domain.idempotency import StoredResponse
from server.services.deletions import Deletions
from server.services.upkeep import STEP, Upkeep
from server.store.idempotency import claim_responses
from server.store.tables import artifact_deletions, connections, exports, idempotency_keys
from tests.parts.in_process import Stack, TestClock
from tests.parts.write_transactions import write_transactions
from tests.store.seeds import HOUR, a_connection, an_export, make_next_ready, queue_exports


@pytest.fixture
def upkeep(stack: Stack, clock: TestClock) -> Upkeep:
    return Upkeep(stack.database, clock)


async def sweep_for_two_hours(stack: Stack, upkeep: Upkeep, clock: TestClock) -> list[int]:
    """Now, in an hour and in two: how many write transactions each sweep began."""
    begun = []
    for _ in range(3):
        with write_transactions(stack.database) as writes:
            await upkeep.sweep()
            await Deletions(stack.database, stack.artifacts, clock, chance=lambda: 0).delete_requested()
        begun.append(writes.begun)
        clock.advance(hours=1)
    return begun


async def test_a_connection_lapses_and_takes_its_exports_with_it(
    stack: Stack, clock: TestClock, upkeep: Upkeep
) -> None:
    lapsing = a_connection(stack.database, clock(), expires_at=clock() + HOUR)
    lasting = a_connection(stack.database, clock(), expires_at=clock() + 9 * HOUR)
    queue_exports(stack.database, an_export(lapsing, clock()), an_export(lasting, clock()))
    assert await sweep_for_two_hours(stack, upkeep, clock) == [0, 1, 0]

    def ends(database: Connection) -> dict[str, tuple[str, str]]:
        query = select(connections.c.id, connections.c.status, exports.c.status).join(exports)
        return {row[0]: (row[1], row[2]) for row in database.execute(query)}

    assert stack.database.read_now(ends) == {lapsing.id: ("EXPIRED", "CANCELLED"), lasting.id: ("ACTIVE", "QUEUED")}


async def test_an_export_expires_and_its_artifact_is_deleted(stack: Stack, clock: TestClock, upkeep: Upkeep) -> None:
    queue_exports(stack.database, an_export(a_connection(stack.database, clock()), clock()))
    stack.database.write_now(lambda database: make_next_ready(database, clock()))
    assert await sweep_for_two_hours(stack, upkeep, clock) == [0, 2, 0]  # the row, then what is left of its artifact

    def left(database: Connection) -> tuple[list[str], int]:
        deletions = database.execute(select(func.count()).select_from(artifact_deletions)).scalar_one()
        return list(database.execute(select(exports.c.status)).scalars()), deletions

    assert stack.database.read_now(left) == (["EXPIRED"], 0)


async def test_idempotency_keys_are_discarded_in_bounded_steps(stack: Stack, clock: TestClock, upkeep: Upkeep) -> None:
    def keep(database: Connection) -> None:
        for hours, count in ((1, 2 * STEP + 1), (9, 1)):
            kept = StoredResponse(fingerprint=b"same", response=[hours], expires_at=clock() + timedelta(hours=hours))
            claim_responses(
                database, {f"{hours}-{number}".encode().ljust(32): kept for number in range(count)}, clock()
            )

    stack.database.write_now(keep)
    assert await sweep_for_two_hours(stack, upkeep, clock) == [0, 3, 0]
    left = stack.database.read_now(lambda database: list(database.execute(select(idempotency_keys.c.digest)).scalars()))
    assert left == [b"9-0".ljust(32)]
