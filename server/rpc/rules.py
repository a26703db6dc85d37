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
# Patterns of the protos in words: whoever writes an app reads these and not a regular expression.
IN_WORDS = {
    "^[a-z][a-z0-9_]{0,63}$": "must be 1 to 64 lower-case letters, digits and underscores, a letter first",
    "^[+-](0[0-9]|1[0-7]):[0-5][0-9]$|^[+-]18:00$": "must be an offset from UTC of at most 18 hours, such as +01:00",
    "^(hour|day)$": "must be hour or day",
    "^[A-Za-z0-9_-]{1,128}([.][A-Za-z0-9_-]{1,128})?$": "must name a field of the payload, such as steps, or one of an"
    " object in it, such as sleep.deep",
    "^[0-9a-fA-F-]{4,36}$": "must be a UUID, or its first 4 characters and more",
    "^[A-Z_]{1,64}$": "must be 1 to 64 capital letters and underscores",
    "^[a-z_]{1,32}([.][a-z_]{1,32})?$": "must be the name of an action, such as signal.withdrawn, or its first word",
}
# What was found sound, without what no rule concerns: the signals of a sender differ in their payloads and times.
_sound: set[tuple[object, ...] | None] = set()
_MAX_SOUND, _MAX_SOUND_BYTES = 1_024, 512
# The parser says no more than that it failed.
UNREADABLE_REMEDY = "generate your client from our protos, send text as UTF-8, and nest no value deeper than two levels"


def require_size(size_bytes: int, limit_bytes: int) -> None:
    """Envoy holds REST bodies to a limit; native callers pass it by. Raises PayloadTooLarge."""
    if size_bytes > limit_bytes:
        raise PayloadTooLarge(
            f"the request is larger than {limit_bytes} bytes; send less", details={"limitBytes": limit_bytes}
        )


def unreadable() -> BadRequest:
    """What refuses bytes that are no message of the method's type."""
    return BadRequest(f"the request is not a message of this method's type; {UNREADABLE_REMEDY}")


def require_valid(message: Message) -> None:
    """Raises BadRequest with every violation by its JSON name, never with the value."""
    ruled = _ruled_values(message)
    if ruled in _sound:
        return
    without_content = _without_content(message)
    violations = [
        FieldViolation(json_path(message, field.elements if (field := found.proto.field) else ()), _description(found))
        for found in _validator.collect_violations(without_content)
    ]
    if violations:
        first = violations[0]
        is_missing = first.description in _MISSING.values()
        raise BadRequest(
            f"{first.field} {first.description}." if is_missing else f"{first.field}: {first.description}",
            violations=violations,
        )
    if ruled is not None and without_content.ByteSize() <= _MAX_SOUND_BYTES:
        if len(_sound) >= _MAX_SOUND:
            _sound.clear()
        _sound.add(ruled)


def _ruled_values(message: Message) -> tuple[object, ...] | None:
    """What rules concern in a signal's message: its scalars, and which messages it has. None for any other message."""
    if not _struct_fields(message.DESCRIPTOR):
        return None
    values = tuple(
        (field.number, None if field.message_type is not None else value) for field, value in message.ListFields()
    )
    return type(message), *values


def _description(found: Any) -> str:
    if found.proto.rule_id == "string.pattern":
        return IN_WORDS.get(found.rule_value, str(found.proto.message))
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
