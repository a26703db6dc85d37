import datetime

from buf.validate import validate_pb2 as _validate_pb2
from curae.sdk.v1 import problem_pb2 as _problem_pb2
from curae.sdk.v1 import records_pb2 as _records_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Signal(_message.Message):
    __slots__ = ("id", "connection_id", "namespace", "signal_type", "occurred_at", "received_at", "occurred_until", "occurred_at_offset", "occurred_until_offset")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_OFFSET_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_OFFSET_FIELD_NUMBER: _ClassVar[int]
    id: str
    connection_id: str
    namespace: str
    signal_type: str
    occurred_at: _timestamp_pb2.Timestamp
    received_at: _timestamp_pb2.Timestamp
    occurred_until: _timestamp_pb2.Timestamp
    occurred_at_offset: str
    occurred_until_offset: str
    def __init__(self, id: _Optional[str] = ..., connection_id: _Optional[str] = ..., namespace: _Optional[str] = ..., signal_type: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., occurred_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., occurred_at_offset: _Optional[str] = ..., occurred_until_offset: _Optional[str] = ...) -> None: ...

class IngestSignalRequest(_message.Message):
    __slots__ = ("connection_id", "namespace", "signal_type", "payload", "occurred_at", "occurred_until", "occurred_at_offset", "occurred_until_offset", "sent_at", "dry_run")
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_OFFSET_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_OFFSET_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    namespace: str
    signal_type: str
    payload: _struct_pb2.Struct
    occurred_at: _timestamp_pb2.Timestamp
    occurred_until: _timestamp_pb2.Timestamp
    occurred_at_offset: str
    occurred_until_offset: str
    sent_at: _timestamp_pb2.Timestamp
    dry_run: bool
    def __init__(self, connection_id: _Optional[str] = ..., namespace: _Optional[str] = ..., signal_type: _Optional[str] = ..., payload: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., occurred_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., occurred_at_offset: _Optional[str] = ..., occurred_until_offset: _Optional[str] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class IngestSignalResponse(_message.Message):
    __slots__ = ("signal", "dry_run")
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    signal: Signal
    dry_run: bool
    def __init__(self, signal: _Optional[_Union[Signal, _Mapping]] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class IngestSignalsRequest(_message.Message):
    __slots__ = ("items", "sent_at", "dry_run")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[SignalItem]
    sent_at: _timestamp_pb2.Timestamp
    dry_run: bool
    def __init__(self, items: _Optional[_Iterable[_Union[SignalItem, _Mapping]]] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class SignalItem(_message.Message):
    __slots__ = ("idempotency_key", "signal", "fault")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    FAULT_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    signal: IngestSignalRequest
    fault: ItemFault
    def __init__(self, idempotency_key: _Optional[str] = ..., signal: _Optional[_Union[IngestSignalRequest, _Mapping]] = ..., fault: _Optional[_Union[ItemFault, _Mapping]] = ...) -> None: ...

class ItemFault(_message.Message):
    __slots__ = ("field", "description")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    field: str
    description: str
    def __init__(self, field: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class IngestSignalsResponse(_message.Message):
    __slots__ = ("results", "dry_run")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[SignalResult]
    dry_run: bool
    def __init__(self, results: _Optional[_Iterable[_Union[SignalResult, _Mapping]]] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class SignalResult(_message.Message):
    __slots__ = ("signal", "problem")
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    signal: Signal
    problem: _problem_pb2.Problem
    def __init__(self, signal: _Optional[_Union[Signal, _Mapping]] = ..., problem: _Optional[_Union[_problem_pb2.Problem, _Mapping]] = ...) -> None: ...

class ListSignalNamespacesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListSignalNamespacesResponse(_message.Message):
    __slots__ = ("namespaces",)
    NAMESPACES_FIELD_NUMBER: _ClassVar[int]
    namespaces: _containers.RepeatedCompositeFieldContainer[SignalNamespace]
    def __init__(self, namespaces: _Optional[_Iterable[_Union[SignalNamespace, _Mapping]]] = ...) -> None: ...

class GetSignalNamespaceRequest(_message.Message):
    __slots__ = ("namespace",)
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    namespace: str
    def __init__(self, namespace: _Optional[str] = ...) -> None: ...

class GetSignalNamespaceResponse(_message.Message):
    __slots__ = ("namespace",)
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    namespace: SignalNamespace
    def __init__(self, namespace: _Optional[_Union[SignalNamespace, _Mapping]] = ...) -> None: ...

class SignalNamespace(_message.Message):
    __slots__ = ("name", "schemas")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCHEMAS_FIELD_NUMBER: _ClassVar[int]
    name: str
    schemas: _containers.RepeatedCompositeFieldContainer[PayloadSchema]
    def __init__(self, name: _Optional[str] = ..., schemas: _Optional[_Iterable[_Union[PayloadSchema, _Mapping]]] = ...) -> None: ...

class PayloadSchema(_message.Message):
    __slots__ = ("signal_type", "version", "schema")
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    signal_type: str
    version: int
    schema: _struct_pb2.Struct
    def __init__(self, signal_type: _Optional[str] = ..., version: _Optional[int] = ..., schema: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ...) -> None: ...

class SignalRecord(_message.Message):
    __slots__ = ("signal", "payload", "schema_version", "event_at", "sent_at")
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_VERSION_FIELD_NUMBER: _ClassVar[int]
    EVENT_AT_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    signal: Signal
    payload: _struct_pb2.Struct
    schema_version: int
    event_at: _timestamp_pb2.Timestamp
    sent_at: _timestamp_pb2.Timestamp
    def __init__(self, signal: _Optional[_Union[Signal, _Mapping]] = ..., payload: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., schema_version: _Optional[int] = ..., event_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SignalTombstone(_message.Message):
    __slots__ = ("id", "connection_id", "namespace", "signal_type", "withdrawn_at", "replaced_by")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_AT_FIELD_NUMBER: _ClassVar[int]
    REPLACED_BY_FIELD_NUMBER: _ClassVar[int]
    id: str
    connection_id: str
    namespace: str
    signal_type: str
    withdrawn_at: _timestamp_pb2.Timestamp
    replaced_by: str
    def __init__(self, id: _Optional[str] = ..., connection_id: _Optional[str] = ..., namespace: _Optional[str] = ..., signal_type: _Optional[str] = ..., withdrawn_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., replaced_by: _Optional[str] = ...) -> None: ...

class ListSignalsRequest(_message.Message):
    __slots__ = ("connection_id", "namespace", "signal_type", "since", "until", "limit", "cursor")
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    namespace: str
    signal_type: str
    since: _timestamp_pb2.Timestamp
    until: _timestamp_pb2.Timestamp
    limit: int
    cursor: str
    def __init__(self, connection_id: _Optional[str] = ..., namespace: _Optional[str] = ..., signal_type: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., limit: _Optional[int] = ..., cursor: _Optional[str] = ...) -> None: ...

class ListSignalsResponse(_message.Message):
    __slots__ = ("signals", "pagination")
    SIGNALS_FIELD_NUMBER: _ClassVar[int]
    PAGINATION_FIELD_NUMBER: _ClassVar[int]
    signals: _containers.RepeatedCompositeFieldContainer[SignalRecord]
    pagination: _records_pb2.Pagination
    def __init__(self, signals: _Optional[_Iterable[_Union[SignalRecord, _Mapping]]] = ..., pagination: _Optional[_Union[_records_pb2.Pagination, _Mapping]] = ...) -> None: ...

class AggregateSignalsRequest(_message.Message):
    __slots__ = ("connection_id", "namespace", "signal_type", "field", "interval", "since", "until", "utc_offset")
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    INTERVAL_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    UTC_OFFSET_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    namespace: str
    signal_type: str
    field: str
    interval: str
    since: _timestamp_pb2.Timestamp
    until: _timestamp_pb2.Timestamp
    utc_offset: str
    def __init__(self, connection_id: _Optional[str] = ..., namespace: _Optional[str] = ..., signal_type: _Optional[str] = ..., field: _Optional[str] = ..., interval: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., utc_offset: _Optional[str] = ...) -> None: ...

class AggregateSignalsResponse(_message.Message):
    __slots__ = ("intervals",)
    INTERVALS_FIELD_NUMBER: _ClassVar[int]
    intervals: _containers.RepeatedCompositeFieldContainer[SignalFigures]
    def __init__(self, intervals: _Optional[_Iterable[_Union[SignalFigures, _Mapping]]] = ...) -> None: ...

class SignalFigures(_message.Message):
    __slots__ = ("since", "count", "min", "max", "mean", "sum")
    SINCE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    MIN_FIELD_NUMBER: _ClassVar[int]
    MAX_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    SUM_FIELD_NUMBER: _ClassVar[int]
    since: _timestamp_pb2.Timestamp
    count: int
    min: float
    max: float
    mean: float
    sum: float
    def __init__(self, since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., count: _Optional[int] = ..., min: _Optional[float] = ..., max: _Optional[float] = ..., mean: _Optional[float] = ..., sum: _Optional[float] = ...) -> None: ...

class GetSignalRequest(_message.Message):
    __slots__ = ("signal_id",)
    SIGNAL_ID_FIELD_NUMBER: _ClassVar[int]
    signal_id: str
    def __init__(self, signal_id: _Optional[str] = ...) -> None: ...

class GetSignalResponse(_message.Message):
    __slots__ = ("record", "tombstone")
    RECORD_FIELD_NUMBER: _ClassVar[int]
    TOMBSTONE_FIELD_NUMBER: _ClassVar[int]
    record: SignalRecord
    tombstone: SignalTombstone
    def __init__(self, record: _Optional[_Union[SignalRecord, _Mapping]] = ..., tombstone: _Optional[_Union[SignalTombstone, _Mapping]] = ...) -> None: ...

class WithdrawSignalRequest(_message.Message):
    __slots__ = ("signal_id",)
    SIGNAL_ID_FIELD_NUMBER: _ClassVar[int]
    signal_id: str
    def __init__(self, signal_id: _Optional[str] = ...) -> None: ...

class WithdrawSignalResponse(_message.Message):
    __slots__ = ("tombstone",)
    TOMBSTONE_FIELD_NUMBER: _ClassVar[int]
    tombstone: SignalTombstone
    def __init__(self, tombstone: _Optional[_Union[SignalTombstone, _Mapping]] = ...) -> None: ...

class ReplaceSignalRequest(_message.Message):
    __slots__ = ("signal_id", "payload", "occurred_at", "occurred_until", "occurred_at_offset", "occurred_until_offset", "sent_at")
    SIGNAL_ID_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_OFFSET_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_OFFSET_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    signal_id: str
    payload: _struct_pb2.Struct
    occurred_at: _timestamp_pb2.Timestamp
    occurred_until: _timestamp_pb2.Timestamp
    occurred_at_offset: str
    occurred_until_offset: str
    sent_at: _timestamp_pb2.Timestamp
    def __init__(self, signal_id: _Optional[str] = ..., payload: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., occurred_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., occurred_at_offset: _Optional[str] = ..., occurred_until_offset: _Optional[str] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ReplaceSignalResponse(_message.Message):
    __slots__ = ("signal", "replaced")
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    REPLACED_FIELD_NUMBER: _ClassVar[int]
    signal: Signal
    replaced: SignalTombstone
    def __init__(self, signal: _Optional[_Union[Signal, _Mapping]] = ..., replaced: _Optional[_Union[SignalTombstone, _Mapping]] = ...) -> None: ...
