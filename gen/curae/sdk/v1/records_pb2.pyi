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

class Export(_message.Message):
    __slots__ = ("id", "connection_id", "status", "resource_types", "format", "include_raw_fhir", "since", "artifact", "progress", "error_code", "queued_at", "started_at", "completed_at", "expires_at", "failed_at", "created_at", "updated_at", "deletions")
    class Status(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        STATUS_UNSPECIFIED: _ClassVar[Export.Status]
        QUEUED: _ClassVar[Export.Status]
        RUNNING: _ClassVar[Export.Status]
        READY: _ClassVar[Export.Status]
        FAILED: _ClassVar[Export.Status]
        CANCELLED: _ClassVar[Export.Status]
        EXPIRED: _ClassVar[Export.Status]
    STATUS_UNSPECIFIED: Export.Status
    QUEUED: Export.Status
    RUNNING: Export.Status
    READY: Export.Status
    FAILED: Export.Status
    CANCELLED: Export.Status
    EXPIRED: Export.Status
    class Format(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        FORMAT_UNSPECIFIED: _ClassVar[Export.Format]
        fhir_ndjson: _ClassVar[Export.Format]
    FORMAT_UNSPECIFIED: Export.Format
    fhir_ndjson: Export.Format
    ID_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_TYPES_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FHIR_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    ARTIFACT_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    ERROR_CODE_FIELD_NUMBER: _ClassVar[int]
    QUEUED_AT_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_AT_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    FAILED_AT_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    DELETIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    connection_id: str
    status: Export.Status
    resource_types: _containers.RepeatedScalarFieldContainer[str]
    format: Export.Format
    include_raw_fhir: bool
    since: _timestamp_pb2.Timestamp
    artifact: Artifact
    progress: Progress
    error_code: str
    queued_at: _timestamp_pb2.Timestamp
    started_at: _timestamp_pb2.Timestamp
    completed_at: _timestamp_pb2.Timestamp
    expires_at: _timestamp_pb2.Timestamp
    failed_at: _timestamp_pb2.Timestamp
    created_at: _timestamp_pb2.Timestamp
    updated_at: _timestamp_pb2.Timestamp
    deletions: Artifact
    def __init__(self, id: _Optional[str] = ..., connection_id: _Optional[str] = ..., status: _Optional[_Union[Export.Status, str]] = ..., resource_types: _Optional[_Iterable[str]] = ..., format: _Optional[_Union[Export.Format, str]] = ..., include_raw_fhir: _Optional[bool] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., artifact: _Optional[_Union[Artifact, _Mapping]] = ..., progress: _Optional[_Union[Progress, _Mapping]] = ..., error_code: _Optional[str] = ..., queued_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., failed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deletions: _Optional[_Union[Artifact, _Mapping]] = ...) -> None: ...

class Artifact(_message.Message):
    __slots__ = ("sha256", "byte_size")
    SHA256_FIELD_NUMBER: _ClassVar[int]
    BYTE_SIZE_FIELD_NUMBER: _ClassVar[int]
    sha256: str
    byte_size: int
    def __init__(self, sha256: _Optional[str] = ..., byte_size: _Optional[int] = ...) -> None: ...

class Progress(_message.Message):
    __slots__ = ("records_exported", "records_total")
    RECORDS_EXPORTED_FIELD_NUMBER: _ClassVar[int]
    RECORDS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    records_exported: int
    records_total: int
    def __init__(self, records_exported: _Optional[int] = ..., records_total: _Optional[int] = ...) -> None: ...

class ExportRecordsRequest(_message.Message):
    __slots__ = ("connection_id", "resource_types", "format", "include_raw_fhir", "since")
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_TYPES_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FHIR_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    resource_types: _containers.RepeatedScalarFieldContainer[str]
    format: Export.Format
    include_raw_fhir: bool
    since: _timestamp_pb2.Timestamp
    def __init__(self, connection_id: _Optional[str] = ..., resource_types: _Optional[_Iterable[str]] = ..., format: _Optional[_Union[Export.Format, str]] = ..., include_raw_fhir: _Optional[bool] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ExportRecordsResponse(_message.Message):
    __slots__ = ("export",)
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    export: Export
    def __init__(self, export: _Optional[_Union[Export, _Mapping]] = ...) -> None: ...

class GetExportRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class GetExportResponse(_message.Message):
    __slots__ = ("export",)
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    export: Export
    def __init__(self, export: _Optional[_Union[Export, _Mapping]] = ...) -> None: ...

class ListExportsRequest(_message.Message):
    __slots__ = ("connection_id", "limit", "cursor")
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    limit: int
    cursor: str
    def __init__(self, connection_id: _Optional[str] = ..., limit: _Optional[int] = ..., cursor: _Optional[str] = ...) -> None: ...

class ListExportsResponse(_message.Message):
    __slots__ = ("exports", "pagination")
    EXPORTS_FIELD_NUMBER: _ClassVar[int]
    PAGINATION_FIELD_NUMBER: _ClassVar[int]
    exports: _containers.RepeatedCompositeFieldContainer[Export]
    pagination: Pagination
    def __init__(self, exports: _Optional[_Iterable[_Union[Export, _Mapping]]] = ..., pagination: _Optional[_Union[Pagination, _Mapping]] = ...) -> None: ...

class Pagination(_message.Message):
    __slots__ = ("next_cursor",)
    NEXT_CURSOR_FIELD_NUMBER: _ClassVar[int]
    next_cursor: str
    def __init__(self, next_cursor: _Optional[str] = ...) -> None: ...

class CancelExportRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class CancelExportResponse(_message.Message):
    __slots__ = ("export",)
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    export: Export
    def __init__(self, export: _Optional[_Union[Export, _Mapping]] = ...) -> None: ...

class WatchExportRequest(_message.Message):
    __slots__ = ("export_id", "token")
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    token: str
    def __init__(self, export_id: _Optional[str] = ..., token: _Optional[str] = ...) -> None: ...

class WatchExportResponse(_message.Message):
    __slots__ = ("export",)
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    export: Export
    def __init__(self, export: _Optional[_Union[Export, _Mapping]] = ...) -> None: ...

class DownloadExportRequest(_message.Message):
    __slots__ = ("export_id", "offset", "length", "token")
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    LENGTH_FIELD_NUMBER: _ClassVar[int]
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    offset: int
    length: int
    token: str
    def __init__(self, export_id: _Optional[str] = ..., offset: _Optional[int] = ..., length: _Optional[int] = ..., token: _Optional[str] = ...) -> None: ...

class DownloadExportDeletionsRequest(_message.Message):
    __slots__ = ("export_id", "offset", "length", "token")
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    LENGTH_FIELD_NUMBER: _ClassVar[int]
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    offset: int
    length: int
    token: str
    def __init__(self, export_id: _Optional[str] = ..., offset: _Optional[int] = ..., length: _Optional[int] = ..., token: _Optional[str] = ...) -> None: ...

class GetExportDownloadRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class GetExportDownloadResponse(_message.Message):
    __slots__ = ("download", "export", "deletions")
    DOWNLOAD_FIELD_NUMBER: _ClassVar[int]
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    DELETIONS_FIELD_NUMBER: _ClassVar[int]
    download: Download
    export: Export
    deletions: Download
    def __init__(self, download: _Optional[_Union[Download, _Mapping]] = ..., export: _Optional[_Union[Export, _Mapping]] = ..., deletions: _Optional[_Union[Download, _Mapping]] = ...) -> None: ...

class Download(_message.Message):
    __slots__ = ("url", "expires_in_seconds", "expires_at")
    URL_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_IN_SECONDS_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    url: str
    expires_in_seconds: int
    expires_at: _timestamp_pb2.Timestamp
    def __init__(self, url: _Optional[str] = ..., expires_in_seconds: _Optional[int] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetExportWatchRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class GetExportWatchResponse(_message.Message):
    __slots__ = ("watch", "export")
    WATCH_FIELD_NUMBER: _ClassVar[int]
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    watch: Watch
    export: Export
    def __init__(self, watch: _Optional[_Union[Watch, _Mapping]] = ..., export: _Optional[_Union[Export, _Mapping]] = ...) -> None: ...

class Watch(_message.Message):
    __slots__ = ("url", "expires_in_seconds", "expires_at")
    URL_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_IN_SECONDS_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    url: str
    expires_in_seconds: int
    expires_at: _timestamp_pb2.Timestamp
    def __init__(self, url: _Optional[str] = ..., expires_in_seconds: _Optional[int] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DataPackage(_message.Message):
    __slots__ = ("name", "title", "since_version", "sensitive", "rules")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SINCE_VERSION_FIELD_NUMBER: _ClassVar[int]
    SENSITIVE_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    since_version: int
    sensitive: bool
    rules: _containers.RepeatedCompositeFieldContainer[DataPackageRule]
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., since_version: _Optional[int] = ..., sensitive: _Optional[bool] = ..., rules: _Optional[_Iterable[_Union[DataPackageRule, _Mapping]]] = ...) -> None: ...

class DataPackageRule(_message.Message):
    __slots__ = ("resource_type", "categories")
    RESOURCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    resource_type: str
    categories: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, resource_type: _Optional[str] = ..., categories: _Optional[_Iterable[str]] = ...) -> None: ...

class ListDataPackagesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListDataPackagesResponse(_message.Message):
    __slots__ = ("version", "packages")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PACKAGES_FIELD_NUMBER: _ClassVar[int]
    version: int
    packages: _containers.RepeatedCompositeFieldContainer[DataPackage]
    def __init__(self, version: _Optional[int] = ..., packages: _Optional[_Iterable[_Union[DataPackage, _Mapping]]] = ...) -> None: ...
