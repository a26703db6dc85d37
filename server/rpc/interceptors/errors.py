"""The one place where an exception becomes a gRPC status."""

from typing import Any, NoReturn

import grpc

from server.errors import CuraeError, Internal
from server.rpc.call import Call, Context, current_call, note_cause
from server.rpc.cut_stream import cut_stream
from server.rpc.interceptors.concern import Behaviour, Method
from server.rpc.problems import grpc_code, trailers_of
from server.rpc.refused import NOTED, note_refused
from server.services.refusals import Refusals


def errors(refusals: Refusals, method: Method, answer: Behaviour) -> Behaviour:
    async def to_status(request: Any, context: Context) -> Any:
        try:
            return await answer(request, context)
        except grpc.aio.BaseError:
            raise  # the call is over: aborted, its client gone, or the server stopped
        except CuraeError as error:
            if isinstance(error, NOTED):
                note_refused(refusals, current_call(), method.message(current_call().request), error)
            if error.__cause__ is not None:
                note_cause(error.__cause__)
            await _abort(context, error)
        except Exception as unexpected:
            note_cause(unexpected)
            await _abort(context, Internal.caused_by(unexpected))

    return to_status


async def _abort(context: Context, error: CuraeError) -> NoReturn:
    call = current_call()
    call.error_code = error.code
    _let_go_of_the_message(call, error)
    if call.is_rest and call.body_started:
        await cut_stream(context)
    await context.abort(grpc_code(error), error.detail, trailing_metadata=trailers_of(error, call.request_id))
    raise AssertionError("abort raises")


def _let_go_of_the_message(call: Call, error: BaseException) -> None:
    """gRPC keeps what `abort` raises in a cycle, so all that it reaches stays until Python's next full collection: the
    message too, as the call's and by the frames of the tracebacks."""
    call.request = None
    cause: BaseException | None = error
    while cause is not None:
        cause.__traceback__ = None
        cause = cause.__cause__ or cause.__context__
