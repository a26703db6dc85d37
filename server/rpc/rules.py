"""Holds each request against its size limit and the rules written in the protos (protovalidate)."""

from functools import lru_cache
from typing import Any

import protovalidate
from google.protobuf import struct_pb2
from google.protobuf.descriptor import Descriptor
from google.protobuf.message import Message

from server.errors import BadRequest, FieldViolation, PayloadTooLarge
from server.rpc.convert import json_path

_validator = protovalidate.Validator()
# A missing field is empty here, so protovalidate reports it like a wrong value.
_MISSING = {"string.uuid_empty": "is required (a UUID)"}


def require_size(size_bytes: int, limit_bytes: int) -> None:
    """Envoy holds REST bodies to a limit; native callers pass it by. Raises PayloadTooLarge."""
    if size_bytes > limit_bytes:
        raise PayloadTooLarge(
            f"the request is larger than {limit_bytes} bytes; send less", details={"limitBytes": limit_bytes}
        )


def unreadable() -> BadRequest:
    """What refuses bytes that are no message of the method's type."""
    return BadRequest("the request is not a message of this method's type; generate your client from our protos")


def require_valid(message: Message) -> None:
    """Raises BadRequest with every violation by its JSON name, never with the value."""
    violations = [
        FieldViolation(json_path(message, field.elements if (field := found.proto.field) else ()), _description(found))
        for found in _validator.collect_violations(_without_content(message))
    ]
    if violations:
        first = violations[0]
        is_missing = first.description in _MISSING.values()
        raise BadRequest(
            f"{first.field} {first.description}." if is_missing else f"{first.field}: {first.description}",
            violations=violations,
        )


def _description(found: Any) -> str:
    return _MISSING.get(found.proto.rule_id, str(found.proto.message))


def _without_content(message: Message) -> Message:
    """`message` with empty Structs: no rule concerns their content, and walking them costs the most."""
    structs = _struct_fields(message.DESCRIPTOR)
    if not structs:
        return message
    ruled = type(message)()
    for field, value in message.ListFields():
        if field.name in structs:
            getattr(ruled, field.name).SetInParent()
        elif field.message_type is not None:
            getattr(ruled, field.name).MergeFrom(value)
        else:
            setattr(ruled, field.name, value)
    return ruled


@lru_cache
def _struct_fields(descriptor: Descriptor) -> frozenset[str]:
    return frozenset(
        field.name
        for field in descriptor.fields
        if field.message_type is not None and field.message_type.full_name == struct_pb2.Struct.DESCRIPTOR.full_name
    )
