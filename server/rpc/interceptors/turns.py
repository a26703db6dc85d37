"""Calls with a key take turns to be answered, so that a flood of one key delays that key alone: the database serves in
the order of arrival, writers above all, and has only so much before it at once."""

from typing import Any

from server.limits import CALLS_A_KEY, CALLS_AT_ONCE, MAX_WAITING_CALLS
from server.rpc.call import Context, current_call
from server.rpc.interceptors.concern import Behaviour, Concern, Method
from server.rpc.turns import Turns

# Signals have a line of their own (`server.rpc.intake`). The poll of a bulk export may wait for the export's end.
_WITHOUT_TURN = {"/curae.sdk.v1.SignalsService/IngestSignal", "/curae.fhir.v1.BulkDataService/GetExportStatus"}


def turns_of_keys() -> Concern:
    """Of one server. Streams have shares of their own."""
    turns = Turns(CALLS_AT_ONCE, CALLS_A_KEY, MAX_WAITING_CALLS)

    def take_turns(method: Method, answer: Behaviour) -> Behaviour:
        if method.streams_requests or method.streams_answers or method.name in _WITHOUT_TURN:
            return answer

        async def answer_in_turn(request: Any, context: Context) -> Any:
            """Raises RateLimited."""
            sender = current_call().sender
            if sender is None:
                return await answer(request, context)
            await turns.take(sender)
            try:
                return await answer(request, context)
            finally:
                turns.give_back(sender)

        return answer_in_turn

    return take_turns
