"""What is known of the call that is being served."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import grpc

from server.domain.audit import Origin
from server.domain.caller import Caller
from server.errors import CuraeError, Unauthenticated
from server.stray_logs import facts_of

Context = grpc.aio.ServicerContext[Any, Any]

REST_MARK = "x-envoy-original-path"  # set by Envoy's transcoder, stripped from what clients send


@dataclass(slots=True, kw_only=True)
class Call:
    """One call.

    `sender` is who proved who they are, a key or an operator: what bounds are counted by. `refused` says why the key
    of a call is no key, where the method takes a token instead. `request` is its message, once that is read.
    `body_started` says that part of a streamed answer is out, so that it can no longer become an error.
    """

    method: str
    request_id: str
    metadata: dict[str, str]
    address: str | None = None
    caller: Caller | None = None
    sender: str | None = None
    refused: CuraeError | None = None
    request: Any = None
    error_code: str | None = None
    traceparent: str | None = None
    body_started: bool = False
    log_fields: dict[str, object] = field(default_factory=dict)

    @property
    def is_rest(self) -> bool:
        return REST_MARK in self.metadata

    @property
    def door(self) -> str:
        return "rest" if self.is_rest else "grpc"

    @property
    def origin(self) -> Origin:
        return Origin(address=self.address, request_id=self.request_id, traceparent=self.traceparent)

    @property
    def authenticated(self) -> Caller:
        """Raises what refused the key, or Unauthenticated where none was sent or asked for."""
        if self.caller is None:
            raise self.refused or Unauthenticated("send your API key as 'Authorization: Bearer cae_live_...'")
        return self.caller


_current: ContextVar[Call] = ContextVar("call")


def current_call() -> Call:
    return _current.get()


def begin_call(call: Call) -> None:
    """Each call is a task of its own, so nothing has to be reset."""
    _current.set(call)


def note_cause(cause: BaseException) -> None:
    """For the call's event."""
    current_call().log_fields |= facts_of(cause)


def short_name(method: str) -> str:
    """`GetExport` of `/curae.sdk.v1.RecordsService/GetExport`."""
    return method.rpartition("/")[2]


def text_metadata(context: Context) -> dict[str, str]:
    """The metadata that is text; of a repeated key the last."""
    return {key: value for key, value in context.invocation_metadata() or () if isinstance(value, str)}
