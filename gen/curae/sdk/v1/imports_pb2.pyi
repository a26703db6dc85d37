import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import httpbody_pb2 as _httpbody_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Import(_message.Message):
    __slots__ = ("id", "connection_id", "status", "source", "committed_bytes", "committed_lines", "counts", "created_at", "updated_at", "completed_at")
    class Status(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        STATUS_UNSPECIFIED: _ClassVar[Import.Status]
        RUNNING: _ClassVar[Import.Status]
        COMPLETED: _ClassVar[Import.Status]
    STATUS_UNSPECIFIED: Import.Status
    RUNNING: Import.Status
    COMPLETED: Import.Status
    ID_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_BYTES_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_LINES_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    connection_id: str
    status: Import.Status
    source: str
    committed_bytes: int
    committed_lines: int
    counts: ImportCounts
    created_at: _timestamp_pb2.Timestamp
    updated_at: _timestamp_pb2.Timestamp
    completed_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., connection_id: _Optional[str] = ..., status: _Optional[_Union[Import.Status, str]] = ..., source: _Optional[str] = ..., committed_bytes: _Optional[int] = ..., committed_lines: _Optional[int] = ..., counts: _Optional[_Union[ImportCounts, _Mapping]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ImportCounts(_message.Message):
    __slots__ = ("imported", "changed", "unchanged", "older", "deleted", "rejected", "not_granted", "conditional_references", "unresolved_references", "operation_outcomes")
    IMPORTED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    UNCHANGED_FIELD_NUMBER: _ClassVar[int]
    OLDER_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    REJECTED_FIELD_NUMBER: _ClassVar[int]
    NOT_GRANTED_FIELD_NUMBER: _ClassVar[int]
    CONDITIONAL_REFERENCES_FIELD_NUMBER: _ClassVar[int]
    UNRESOLVED_REFERENCES_FIELD_NUMBER: _ClassVar[int]
    OPERATION_OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    imported: int
    changed: int
    unchanged: int
    older: int
    deleted: int
    rejected: int
    not_granted: int
    conditional_references: int
    unresolved_references: int
    operation_outcomes: int
    def __init__(self, imported: _Optional[int] = ..., changed: _Optional[int] = ..., unchanged: _Optional[int] = ..., older: _Optional[int] = ..., deleted: _Optional[int] = ..., rejected: _Optional[int] = ..., not_granted: _Optional[int] = ..., conditional_references: _Optional[int] = ..., unresolved_references: _Optional[int] = ..., operation_outcomes: _Optional[int] = ...) -> None: ...

class LineResult(_message.Message):
    __slots__ = ("line", "rule", "detail")
    LINE_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    line: int
    rule: str
    detail: str
    def __init__(self, line: _Optional[int] = ..., rule: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class ImportRecordsRequest(_message.Message):
    __slots__ = ("import_id", "connection_id", "source", "offset", "body")
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    import_id: str
    connection_id: str
    source: str
    offset: int
    body: _httpbody_pb2.HttpBody
    def __init__(self, import_id: _Optional[str] = ..., connection_id: _Optional[str] = ..., source: _Optional[str] = ..., offset: _Optional[int] = ..., body: _Optional[_Union[_httpbody_pb2.HttpBody, _Mapping]] = ...) -> None: ...

class ImportRecordsResponse(_message.Message):
    __slots__ = ("results", "further_results")
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    FURTHER_RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[LineResult]
    further_results: int
    def __init__(self, results: _Optional[_Iterable[_Union[LineResult, _Mapping]]] = ..., further_results: _Optional[int] = ..., **kwargs) -> None: ...

class GetImportRequest(_message.Message):
    __slots__ = ("import_id",)
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    import_id: str
    def __init__(self, import_id: _Optional[str] = ...) -> None: ...

class GetImportResponse(_message.Message):
    __slots__ = ("results", "further_results")
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    FURTHER_RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[LineResult]
    further_results: int
    def __init__(self, results: _Optional[_Iterable[_Union[LineResult, _Mapping]]] = ..., further_results: _Optional[int] = ..., **kwargs) -> None: ...
