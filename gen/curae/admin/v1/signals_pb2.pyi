import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetSignalFiguresRequest(_message.Message):
    __slots__ = ("range",)
    RANGE_FIELD_NUMBER: _ClassVar[int]
    range: str
    def __init__(self, range: _Optional[str] = ...) -> None: ...

class GetSignalFiguresResponse(_message.Message):
    __slots__ = ("namespaces", "interval_seconds", "since", "refusals", "refusals_since")
    NAMESPACES_FIELD_NUMBER: _ClassVar[int]
    INTERVAL_SECONDS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    REFUSALS_FIELD_NUMBER: _ClassVar[int]
    REFUSALS_SINCE_FIELD_NUMBER: _ClassVar[int]
    namespaces: _containers.RepeatedCompositeFieldContainer[NamespaceFigures]
    interval_seconds: int
    since: _timestamp_pb2.Timestamp
    refusals: _containers.RepeatedCompositeFieldContainer[RefusalCount]
    refusals_since: _timestamp_pb2.Timestamp
    def __init__(self, namespaces: _Optional[_Iterable[_Union[NamespaceFigures, _Mapping]]] = ..., interval_seconds: _Optional[int] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., refusals: _Optional[_Iterable[_Union[RefusalCount, _Mapping]]] = ..., refusals_since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class NamespaceFigures(_message.Message):
    __slots__ = ("namespace", "signals", "intervals")
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNALS_FIELD_NUMBER: _ClassVar[int]
    INTERVALS_FIELD_NUMBER: _ClassVar[int]
    namespace: str
    signals: int
    intervals: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, namespace: _Optional[str] = ..., signals: _Optional[int] = ..., intervals: _Optional[_Iterable[int]] = ...) -> None: ...

class RefusalCount(_message.Message):
    __slots__ = ("code", "signals")
    CODE_FIELD_NUMBER: _ClassVar[int]
    SIGNALS_FIELD_NUMBER: _ClassVar[int]
    code: str
    signals: int
    def __init__(self, code: _Optional[str] = ..., signals: _Optional[int] = ...) -> None: ...

class Schema(_message.Message):
    __slots__ = ("namespace", "signal_type", "version", "state", "created_at")
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    namespace: str
    signal_type: str
    version: int
    state: str
    created_at: _timestamp_pb2.Timestamp
    def __init__(self, namespace: _Optional[str] = ..., signal_type: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListSchemasRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListSchemasResponse(_message.Message):
    __slots__ = ("schemas",)
    SCHEMAS_FIELD_NUMBER: _ClassVar[int]
    schemas: _containers.RepeatedCompositeFieldContainer[Schema]
    def __init__(self, schemas: _Optional[_Iterable[_Union[Schema, _Mapping]]] = ...) -> None: ...

class GetSchemaRequest(_message.Message):
    __slots__ = ("namespace", "signal_type", "version")
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    namespace: str
    signal_type: str
    version: int
    def __init__(self, namespace: _Optional[str] = ..., signal_type: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class GetSchemaResponse(_message.Message):
    __slots__ = ("schema", "definition")
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    DEFINITION_FIELD_NUMBER: _ClassVar[int]
    schema: Schema
    definition: str
    def __init__(self, schema: _Optional[_Union[Schema, _Mapping]] = ..., definition: _Optional[str] = ...) -> None: ...
