"""What every answer of the console has in common, and what the requests of its lists do."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any

from google.api import httpbody_pb2
from google.protobuf.message import Message

from server.errors import BadRequest
from server.limits import STREAM_STALL_SECONDS
from server.rpc import http
from server.rpc.call import Context, current_call
from server.rpc.streams import write_in_time
from server.services.listing import Turn

FRESH = ("cache-control", "no-store")


async def send_fresh(context: Context) -> None:
    """No cache keeps what operators see."""
    await http.send_fields(context, current_call(), FRESH)


async def write_csv(context: Context, texts: AsyncGenerator[str, None], filename: str) -> None:
    """Sends pieces of a file, of which the first says that it may be had: what that raises is an answer of its own."""
    call = current_call()
    async with aclosing(texts):
        first = await anext(texts)
        attachment = ("content-disposition", f'attachment; filename="{filename}"')
        await http.send_fields(context, call, FRESH, attachment)
        call.body_started = True
        head = httpbody_pb2.HttpBody(content_type="text/csv; charset=utf-8", data=first.encode())
        await write_in_time(context, head, STREAM_STALL_SECONDS)
        async for text in texts:
            await write_in_time(context, httpbody_pb2.HttpBody(data=text.encode()), STREAM_STALL_SECONDS)


def optional(request: Message, name: str) -> Any:
    """None where the field is absent."""
    return getattr(request, name) if request.HasField(name) else None


def turn_of(request: Message) -> Turn:
    names = request.DESCRIPTOR.fields_by_name
    return Turn(
        limit=optional(request, "limit"),
        cursor=optional(request, "cursor") if "cursor" in names else None,
        number=optional(request, "page"),
    )


def moment_of(request: Message, name: str) -> datetime | None:
    """A time in the query: RFC 3339, with its offset from UTC. Raises BadRequest naming the field."""
    text = optional(request, name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise BadRequest.of(name, "must be a time with its offset from UTC, such as 2027-01-31T12:00:00Z")
