"""Downloads in the audit trail: a client takes one file after the other, and ends wait for the next beginning."""

from contextlib import AbstractAsyncContextManager

from server.clock import utc_now, uuid7
from server.domain import byte_range
from server.domain.audit import Action, Actor, ActorKind
from server.domain.exports import ArtifactKind, Export
from server.services.transfers import Transfer, Transfers
from server.store.audit import Filter, read_rows
from tests.parts.eventually import eventually_async
from tests.parts.in_process import Stack
from tests.services.test_following import queue

FILES = 4
ACTOR = Actor(kind=ActorKind.KEY, id=uuid7())


def _download(transfers: Transfers, export: Export) -> AbstractAsyncContextManager[Transfer]:
    return transfers.transfer(export, ArtifactKind.RECORDS, byte_range.whole(5), ACTOR, lambda _: None)


def _count(stack: Stack, export: Export, action: Action) -> int:
    chosen = Filter(export_id=export.id, action=str(action))
    return stack.database.read_now(lambda database: len(list(read_rows(database, chosen))))


async def test_each_beginning_is_durable_at_once_and_no_end_is_lost(stack: Stack) -> None:
    """Neither that of a download that others follow, nor that of the last, for which no other beginning comes."""
    export = await queue(stack, stack.new_app())
    transfers = Transfers(stack.database, utc_now, uuid7)
    for number in range(1, FILES + 1):
        async with _download(transfers, export):
            assert _count(stack, export, Action.DOWNLOAD_STARTED) == number
    await eventually_async(lambda: _count(stack, export, Action.DOWNLOAD_ENDED) == FILES)


async def test_a_server_that_stops_waits_for_no_other_beginning(stack: Stack) -> None:
    export = await queue(stack, stack.new_app())
    transfers = Transfers(stack.database, utc_now, uuid7)
    async with _download(transfers, export):
        pass
    async with _download(transfers, export):
        transfers.close()
        await eventually_async(lambda: _count(stack, export, Action.DOWNLOAD_ENDED) == 2)
    await stack.database.write(lambda _: None)
    assert _count(stack, export, Action.DOWNLOAD_ENDED) == 2, "and none is written twice"
