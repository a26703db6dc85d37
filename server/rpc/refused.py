"""Tells the audit trail of access that was refused."""

from google.protobuf.message import Message

from server.domain.identifiers import parse_id
from server.errors import BadRequest, CuraeError, NotFound, PermissionDenied, Unauthenticated
from server.rpc.call import Call, short_name
from server.services.refusals import Refusal, Refusals

_OF_CALLERS = (NotFound, PermissionDenied)
_OF_LINKS = (*_OF_CALLERS, Unauthenticated)
NOTED = _OF_LINKS  # errors that may be recorded; for other errors the request need not be read


def note_refused(refusals: Refusals, call: Call, request: Message, error: CuraeError) -> None:
    """Notes what an authenticated caller was refused; of signed URLs only how many were. What came without a key that
    can be used, `Authentication` has noted."""
    if getattr(request, "token", None):
        if isinstance(error, _OF_LINKS):
            refusals.note_unknown()
    elif call.caller is not None and isinstance(error, _OF_CALLERS):
        refusal = Refusal(
            actor=call.caller.actor,
            tenant_id=call.caller.tenant_id,
            code=error.code,
            method=short_name(call.method),
            connection_id=_id_in(request, "connection_id"),
            export_id=_id_in(request, "export_id"),
        )
        refusals.note(refusal)
    elif hasattr(request, "token") and "authorization" not in call.metadata and isinstance(error, Unauthenticated):
        refusals.note_unknown()


def _id_in(request: Message, name: str) -> str | None:
    """What the caller named, where it has the form of an id: nothing else of a request is kept."""
    try:
        return parse_id(getattr(request, name, ""), name)
    except BadRequest:
        return None
