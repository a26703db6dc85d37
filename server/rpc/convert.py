"""Between protos and the domain."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, overload

from curae.sdk.v1 import records_pb2, signals_pb2
from google.protobuf import struct_pb2, timestamp_pb2
from google.protobuf.message import Message

from server.domain.data_package_file import Catalogue
from server.domain.exports import Export
from server.domain.grants import WHOLE
from server.domain.signals.times import NO_TIMES, Occurrence, offset_text, parse_offset
from server.errors import BadRequest, FieldViolation, Json
from server.store.signal_schemas import RegisteredSchema
from server.store.signals import Signal
from server.store.types import to_micros

_NANOS_A_MICRO = 1_000
_MICROS_A_SECOND = 1_000_000
_REMEMBERED_EXPORTS = 1024

_made: OrderedDict[int, tuple[Export, records_pb2.Export]] = OrderedDict()


@overload
def to_timestamp(moment: datetime) -> timestamp_pb2.Timestamp: ...
@overload
def to_timestamp(moment: None) -> None: ...
@overload
def to_timestamp(moment: datetime | None) -> timestamp_pb2.Timestamp | None: ...
def to_timestamp(moment: datetime | None) -> timestamp_pb2.Timestamp | None:
    if moment is None:
        return None
    seconds, micros = divmod(to_micros(moment), _MICROS_A_SECOND)
    return timestamp_pb2.Timestamp(seconds=seconds, nanos=micros * _NANOS_A_MICRO)


def from_timestamp(message: Message, name: str) -> datetime | None:
    """The moment, to the microsecond; None where the field is absent. Raises BadRequest outside years 1 to 9999."""
    if not message.HasField(name):
        return None
    try:
        moment: datetime = getattr(message, name).ToDatetime(tzinfo=UTC)
    except (ValueError, OverflowError):
        field = message.DESCRIPTOR.fields_by_name[name].json_name
        raise BadRequest.of(field, "must be a time between the years 1 and 9999 (RFC 3339)") from None
    return moment


def from_struct(struct: struct_pb2.Struct) -> dict[str, Json]:
    """A Struct as plain JSON. Its numbers are doubles: integral ones become integers.

    Written out, since a payload is on the hot path and json_format walks it ten times slower.
    """
    plain: dict[str, Json] = {}
    fields = struct.fields
    for key in fields:
        value = fields[key]
        if number := value.number_value:  # what is of another kind reads as zero, and as an empty text
            plain[key] = int(number) if number.is_integer() else number
        elif text := value.string_value:
            plain[key] = text
        else:
            plain[key] = _from_value(value)
    return plain


def _from_value(value: struct_pb2.Value) -> Json:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return from_struct(value.struct_value)
    if kind == "list_value":
        return [_from_value(item) for item in value.list_value.values]
    if kind is None or kind == "null_value":
        return None
    scalar: Json = getattr(value, kind)
    return int(scalar) if isinstance(scalar, float) and scalar.is_integer() else scalar


def to_export(export: Export) -> records_pb2.Export:
    """A message to put into others, and to change never: it is made once of an object, and an export that has not
    changed is read as the object that it was before (`server.store.prepared`)."""
    known = _made.get(id(export))
    if known is None:
        known = _made[id(export)] = (export, _made_of(export))  # kept with its object, so that the id stays its own
        if len(_made) > _REMEMBERED_EXPORTS:
            _made.popitem(last=False)
    return known[1]


def _made_of(export: Export) -> records_pb2.Export:
    message = records_pb2.Export(
        id=export.id,
        connection_id=export.connection_id,
        status=str(export.status),
        resource_types=export.resource_types,
        format=export.format,
        include_raw_fhir=export.include_raw_fhir,
        error_code=export.error_code,
        since=to_timestamp(export.since),
        queued_at=to_timestamp(export.queued_at),
        started_at=to_timestamp(export.started_at),
        completed_at=to_timestamp(export.completed_at),
        expires_at=to_timestamp(export.expires_at),
        failed_at=to_timestamp(export.failed_at),
        created_at=to_timestamp(export.created_at),
        updated_at=to_timestamp(export.updated_at),
    )
    if export.artifact is not None:
        message.artifact.sha256 = export.artifact.sha256
        message.artifact.byte_size = export.artifact.byte_size
    if export.deletions is not None:
        message.deletions.sha256 = export.deletions.sha256
        message.deletions.byte_size = export.deletions.byte_size
    if export.progress is not None:
        message.progress.records_exported = export.progress.records_exported
        message.progress.records_total = export.progress.records_total
    return message


Timed = signals_pb2.IngestSignalRequest | signals_pb2.ReplaceSignalRequest
_TIMES = ("occurred_at", "occurred_until", "occurred_at_offset", "occurred_until_offset")


def occurrence_of(request: Timed, *, sent_at: datetime | None = None) -> Occurrence:
    """The times of a request that has them. Raises BadRequest."""
    if not any(map(request.HasField, _TIMES)):
        return NO_TIMES
    return Occurrence(
        at=from_timestamp(request, "occurred_at"),
        until=from_timestamp(request, "occurred_until"),
        at_offset=parse_offset(request.occurred_at_offset) if request.HasField("occurred_at_offset") else None,
        until_offset=parse_offset(request.occurred_until_offset) if request.HasField("occurred_until_offset") else None,
        sent_at=sent_at,
    )


def to_signal(signal: Signal) -> signals_pb2.Signal:
    return signals_pb2.Signal(
        id=signal.id,
        connection_id=signal.connection_id,
        namespace=signal.namespace,
        signal_type=signal.signal_type,
        occurred_at=to_timestamp(signal.occurred_at),
        received_at=to_timestamp(signal.received_at),
        occurred_until=to_timestamp(signal.occurred_until),
        occurred_at_offset=_offset_text(signal.occurred_at_offset),
        occurred_until_offset=_offset_text(signal.occurred_until_offset),
    )


def _offset_text(minutes: int | None) -> str | None:
    return None if minutes is None else offset_text(minutes)


def to_namespace(name: str, schemas: Iterable[RegisteredSchema]) -> signals_pb2.SignalNamespace:
    message = signals_pb2.SignalNamespace(name=name)
    for schema in schemas:
        added = message.schemas.add(signal_type=schema.signal_type, version=schema.version)
        added.schema.update(schema.schema)
    return message


def to_data_packages(catalogue: Catalogue) -> records_pb2.ListDataPackagesResponse:
    """The packages by name, their rules by resource type."""
    message = records_pb2.ListDataPackagesResponse(version=catalogue.version)
    for name, package in sorted(catalogue.packages.items()):
        added = message.packages.add(
            name=name, title=package.title, since_version=package.since, sensitive=package.sensitive
        )
        for resource_type, bits in sorted(package.types.items()):
            categories = () if bits == WHOLE else catalogue.names_of(bits)
            added.rules.add(resource_type=resource_type, categories=categories)
    return message


def json_path(message: Any, elements: Iterable[Any]) -> str:
    """The path of a protovalidate violation in JSON names, for example `items[3].idempotencyKey`."""
    path = ""
    descriptor = message.DESCRIPTOR
    for element in elements:
        field = descriptor.fields_by_name[element.field_name]
        path += f".{field.json_name}" if path else field.json_name
        if element.subscript is not None:
            path += f"[{element.subscript.value}]"
        descriptor = field.message_type
    return path


def prefixed(error: BadRequest, prefix: str) -> BadRequest:
    """The same error, seen from the message that holds the faulty one."""
    moved = [FieldViolation(f"{prefix}.{each.field}", each.description) for each in error.violations]
    return BadRequest(error.detail, violations=moved)
