"""ImportService: proto to domain, one call, domain to proto."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import fields
from functools import partial
from typing import Any, BinaryIO, cast

from curae.sdk.v1 import imports_pb2, imports_pb2_grpc

from server.domain.identifiers import parse_id
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record_import import ImportOrder, RecordImport
from server.errors import BadRequest, CuraeError, Unavailable
from server.limits import MAX_IMPORTS
from server.rpc import http
from server.rpc.body_pipe import BodyPipe
from server.rpc.call import Context, current_call
from server.rpc.convert import to_timestamp
from server.rpc.pace import Pace
from server.rpc.rules import require_valid
from server.services.record_imports import RecordImports
from server.services.shares import Shares

_CUT = "the request was cut; go on with the import"


class ImportServicer(imports_pb2_grpc.ImportServiceServicer):
    """`shares` bounds the imports that run at once, each on a thread."""

    def __init__(self, imports: RecordImports, shares: Shares) -> None:
        self._imports = imports
        self._shares = shares
        self._pace = Pace("imports")
        self._threads = ThreadPoolExecutor(MAX_IMPORTS, thread_name_prefix="import")

    def close(self) -> None:
        """Waits for what has been read to be stored."""
        self._threads.shutdown()

    async def ImportRecords(
        self, requests: AsyncIterator[imports_pb2.ImportRecordsRequest], context: Context
    ) -> imports_pb2.ImportRecordsResponse:
        call = current_call()
        async with aclosing(cast(Any, requests)) as messages:
            first = await anext(messages, None)
            if first is None:
                raise BadRequest("the request has no message; send one")
            call.request = first
            require_valid(first)
            order = ImportOrder(
                import_id=parse_id(first.import_id, "importId"),
                connection_id=parse_id(first.connection_id, "connectionId"),
                source=first.source,
                offset=first.offset,
            )
            caller = call.authenticated
            self._pace.require_rested(caller.key_id)
            with self._shares.taken(caller.key_id):
                begun = await self._imports.begin(caller, order)
                pipe = BodyPipe()
                stream = cast(BinaryIO, pipe)
                loop = asyncio.get_running_loop()
                running = loop.run_in_executor(self._threads, self._imports.run, caller, begun, order.offset, stream)
                running.add_done_callback(partial(_left, pipe))

                async def begin_answer() -> None:
                    """A cut stream ends as a whole one does for who reads it, but nothing can be sent on it."""
                    await http.send_fields(context, call, replayed=begun.completed_at is not None)
                    if not call.is_rest:
                        await context.send_initial_metadata(())

                async with aclosing(self._pace.kept(caller.key_id, messages, _bytes_of)) as kept:
                    ended = await _passed_on(pipe, first, kept, running, begin_answer)
        call.log_fields["records"] = ended.counts.read
        return imports_pb2.ImportRecordsResponse(
            **{"import": _to_import(ended)}, results=_to_results(ended), further_results=ended.results.further
        )

    async def GetImport(self, request: imports_pb2.GetImportRequest, context: Context) -> imports_pb2.GetImportResponse:
        call = current_call()
        found = await self._imports.get(call.authenticated, parse_id(request.import_id, "importId"))
        await http.send_fields(context, call, ("cache-control", "private, no-cache"))
        return imports_pb2.GetImportResponse(
            **{"import": _to_import(found)}, results=_to_results(found), further_results=found.results.further
        )


def _bytes_of(message: imports_pb2.ImportRecordsRequest) -> int:
    return len(message.body.data)


def _left(pipe: BodyPipe, running: "asyncio.Future[RecordImport]") -> None:
    pipe.leave()
    if not running.cancelled():
        running.exception()  # raised to who waits for it, if anybody does


async def _passed_on(
    pipe: BodyPipe,
    first: imports_pb2.ImportRecordsRequest,
    messages: AsyncIterator[imports_pb2.ImportRecordsRequest],
    running: "asyncio.Future[RecordImport]",
    begin_answer: Callable[[], Awaitable[None]],
) -> RecordImport:
    """Gives the reader all of the body, and its end once the sender is known to wait for the answer. Whatever ends it
    early, the reader stores what it has read before this ends."""
    try:
        reads = await pipe.write(first.body.data)
        async for message in messages if reads else _nothing():
            if not await pipe.write(message.body.data):
                break
        else:
            await begin_answer()
    except BaseException as fault:
        pipe.end(fault if isinstance(fault, CuraeError) else Unavailable(_CUT))
        await asyncio.shield(asyncio.wait([running]))
        raise
    pipe.end()
    return await asyncio.shield(running)


async def _nothing() -> AsyncIterator[imports_pb2.ImportRecordsRequest]:
    return
    yield


def _to_import(each: RecordImport) -> imports_pb2.Import:
    return imports_pb2.Import(
        id=each.id,
        connection_id=each.connection_id,
        status=str(each.status),
        source=each.source or None,
        committed_bytes=each.position.end,
        committed_lines=each.position.line,
        counts=imports_pb2.ImportCounts(**{name: getattr(each.counts, name) for name in _counts()}),
        created_at=to_timestamp(each.created_at),
        updated_at=to_timestamp(each.updated_at),
        completed_at=to_timestamp(each.completed_at),
    )


def _counts() -> Iterator[str]:
    return (each.name for each in fields(ImportCounts))


def _to_results(each: RecordImport) -> list[imports_pb2.LineResult]:
    return [
        imports_pb2.LineResult(line=result.line, rule=result.rule, detail=result.detail) for result in each.results.kept
    ]
