"""Refuses what breaks the rules in the protos."""

from collections.abc import Awaitable
from typing import Any

from server.rpc.call import Context
from server.rpc.interceptors.concern import Behaviour, Method
from server.rpc.rules import require_valid

_OURS = "/curae."


def validation(method: Method, answer: Behaviour) -> Behaviour:
    """A request that arrives as bytes is validated later, by the code that parses it."""
    if method.streams_requests or method.passes_bytes or not method.name.startswith(_OURS):
        return answer

    def validate(request: Any, context: Context) -> Awaitable[Any]:
        """Raises BadRequest."""
        require_valid(request)
        return answer(request, context)

    return validate
