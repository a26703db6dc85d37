"""The one place where an exception becomes a gRPC status."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import grpc

from server.errors import CuraeError, Internal
from server.rpc.call import Context, current_call, note_cause
from server.rpc.cut_stream import cut_stream
from server.rpc.interceptors.around import Concern
from server.rpc.problems import grpc_code, trailers_of
from server.rpc.refused import note_refused
from server.services.refusals import Refusals


def errors(refusals: Refusals) -> Concern:
    @asynccontextmanager
    async def to_status(_method: str, request: Any, context: Context) -> AsyncIterator[None]:
        try:
            yield
        except (asyncio.CancelledError, GeneratorExit, grpc.aio.AbortError):
            raise
        except CuraeError as error:
            note_refused(refusals, current_call(), request, error)
            if error.__cause__ is not None:
                note_cause(error.__cause__)
            await _abort(context, error)
        except Exception as unexpected:
            note_cause(unexpected)
            await _abort(context, Internal("something went wrong on our side; the request id finds it in our logs"))

    return to_status


async def _abort(context: Context, error: CuraeError) -> NoReturn:
    call = current_call()
    call.error_code = error.code
    if call.is_rest and call.body_started:
        await cut_stream(context)
    await context.abort(grpc_code(error), error.detail, trailing_metadata=trailers_of(error, call.request_id))
    raise AssertionError("abort raises")
