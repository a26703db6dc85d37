import datetime

from buf.validate import validate_pb2 as _validate_pb2
from curae.admin.v1 import audit_pb2 as _audit_pb2
from curae.admin.v1 import page_pb2 as _page_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Session(_message.Message):
    __slots__ = ("operator", "expires_at", "role", "second_factor")
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SECOND_FACTOR_FIELD_NUMBER: _ClassVar[int]
    operator: str
    expires_at: _timestamp_pb2.Timestamp
    role: str
    second_factor: bool
    def __init__(self, operator: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., role: _Optional[str] = ..., second_factor: _Optional[bool] = ...) -> None: ...

class LogInRequest(_message.Message):
    __slots__ = ("operator", "password", "code")
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    operator: str
    password: str
    code: str
    def __init__(self, operator: _Optional[str] = ..., password: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class LogInResponse(_message.Message):
    __slots__ = ("session", "second_factor_needed")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    SECOND_FACTOR_NEEDED_FIELD_NUMBER: _ClassVar[int]
    session: Session
    second_factor_needed: bool
    def __init__(self, session: _Optional[_Union[Session, _Mapping]] = ..., second_factor_needed: _Optional[bool] = ...) -> None: ...

class BeginProviderLoginRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class BeginProviderLoginResponse(_message.Message):
    __slots__ = ("url",)
    URL_FIELD_NUMBER: _ClassVar[int]
    url: str
    def __init__(self, url: _Optional[str] = ...) -> None: ...

class FinishProviderLoginRequest(_message.Message):
    __slots__ = ("code", "state")
    CODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    code: str
    state: str
    def __init__(self, code: _Optional[str] = ..., state: _Optional[str] = ...) -> None: ...

class FinishProviderLoginResponse(_message.Message):
    __slots__ = ("session",)
    SESSION_FIELD_NUMBER: _ClassVar[int]
    session: Session
    def __init__(self, session: _Optional[_Union[Session, _Mapping]] = ...) -> None: ...

class LogOutRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LogOutResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LogOutEverywhereRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LogOutEverywhereResponse(_message.Message):
    __slots__ = ("sessions_ended",)
    SESSIONS_ENDED_FIELD_NUMBER: _ClassVar[int]
    sessions_ended: int
    def __init__(self, sessions_ended: _Optional[int] = ...) -> None: ...

class GetSessionRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetSessionResponse(_message.Message):
    __slots__ = ("session", "provider_offered")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_OFFERED_FIELD_NUMBER: _ClassVar[int]
    session: Session
    provider_offered: bool
    def __init__(self, session: _Optional[_Union[Session, _Mapping]] = ..., provider_offered: _Optional[bool] = ...) -> None: ...

class Overview(_message.Message):
    __slots__ = ("at", "counts", "active", "samples", "sample_seconds", "samples_kept")
    AT_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    SAMPLES_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_SECONDS_FIELD_NUMBER: _ClassVar[int]
    SAMPLES_KEPT_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    counts: _containers.RepeatedCompositeFieldContainer[StateCount]
    active: _containers.RepeatedCompositeFieldContainer[Export]
    samples: _containers.RepeatedCompositeFieldContainer[Sample]
    sample_seconds: int
    samples_kept: int
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., counts: _Optional[_Iterable[_Union[StateCount, _Mapping]]] = ..., active: _Optional[_Iterable[_Union[Export, _Mapping]]] = ..., samples: _Optional[_Iterable[_Union[Sample, _Mapping]]] = ..., sample_seconds: _Optional[int] = ..., samples_kept: _Optional[int] = ...) -> None: ...

class StateCount(_message.Message):
    __slots__ = ("state", "exports")
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXPORTS_FIELD_NUMBER: _ClassVar[int]
    state: Export.State
    exports: int
    def __init__(self, state: _Optional[_Union[Export.State, str]] = ..., exports: _Optional[int] = ...) -> None: ...

class Sample(_message.Message):
    __slots__ = ("at", "queued", "running", "oldest_seconds", "ready_a_minute", "failed_a_minute", "records_a_second", "bytes_a_second", "calls_a_second", "errors_a_second", "p50_milliseconds", "p99_milliseconds")
    AT_FIELD_NUMBER: _ClassVar[int]
    QUEUED_FIELD_NUMBER: _ClassVar[int]
    RUNNING_FIELD_NUMBER: _ClassVar[int]
    OLDEST_SECONDS_FIELD_NUMBER: _ClassVar[int]
    READY_A_MINUTE_FIELD_NUMBER: _ClassVar[int]
    FAILED_A_MINUTE_FIELD_NUMBER: _ClassVar[int]
    RECORDS_A_SECOND_FIELD_NUMBER: _ClassVar[int]
    BYTES_A_SECOND_FIELD_NUMBER: _ClassVar[int]
    CALLS_A_SECOND_FIELD_NUMBER: _ClassVar[int]
    ERRORS_A_SECOND_FIELD_NUMBER: _ClassVar[int]
    P50_MILLISECONDS_FIELD_NUMBER: _ClassVar[int]
    P99_MILLISECONDS_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    queued: int
    running: int
    oldest_seconds: float
    ready_a_minute: float
    failed_a_minute: float
    records_a_second: float
    bytes_a_second: float
    calls_a_second: float
    errors_a_second: float
    p50_milliseconds: float
    p99_milliseconds: float
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., queued: _Optional[int] = ..., running: _Optional[int] = ..., oldest_seconds: _Optional[float] = ..., ready_a_minute: _Optional[float] = ..., failed_a_minute: _Optional[float] = ..., records_a_second: _Optional[float] = ..., bytes_a_second: _Optional[float] = ..., calls_a_second: _Optional[float] = ..., errors_a_second: _Optional[float] = ..., p50_milliseconds: _Optional[float] = ..., p99_milliseconds: _Optional[float] = ...) -> None: ...

class GetOverviewRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetOverviewResponse(_message.Message):
    __slots__ = ("overview",)
    OVERVIEW_FIELD_NUMBER: _ClassVar[int]
    overview: Overview
    def __init__(self, overview: _Optional[_Union[Overview, _Mapping]] = ...) -> None: ...

class WatchOverviewRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class WatchOverviewResponse(_message.Message):
    __slots__ = ("overview",)
    OVERVIEW_FIELD_NUMBER: _ClassVar[int]
    overview: Overview
    def __init__(self, overview: _Optional[_Union[Overview, _Mapping]] = ...) -> None: ...

class Export(_message.Message):
    __slots__ = ("id", "tenant", "connection_id", "state", "resource_types", "error_code", "records_exported", "records_total", "byte_size", "attempts", "queued_at", "updated_at", "retry_of", "retried_by")
    class State(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        STATE_UNSPECIFIED: _ClassVar[Export.State]
        QUEUED: _ClassVar[Export.State]
        RUNNING: _ClassVar[Export.State]
        READY: _ClassVar[Export.State]
        FAILED: _ClassVar[Export.State]
        CANCELLED: _ClassVar[Export.State]
        EXPIRED: _ClassVar[Export.State]
    STATE_UNSPECIFIED: Export.State
    QUEUED: Export.State
    RUNNING: Export.State
    READY: Export.State
    FAILED: Export.State
    CANCELLED: Export.State
    EXPIRED: Export.State
    ID_FIELD_NUMBER: _ClassVar[int]
    TENANT_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_TYPES_FIELD_NUMBER: _ClassVar[int]
    ERROR_CODE_FIELD_NUMBER: _ClassVar[int]
    RECORDS_EXPORTED_FIELD_NUMBER: _ClassVar[int]
    RECORDS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    BYTE_SIZE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    QUEUED_AT_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    RETRY_OF_FIELD_NUMBER: _ClassVar[int]
    RETRIED_BY_FIELD_NUMBER: _ClassVar[int]
    id: str
    tenant: str
    connection_id: str
    state: Export.State
    resource_types: int
    error_code: str
    records_exported: int
    records_total: int
    byte_size: int
    attempts: int
    queued_at: _timestamp_pb2.Timestamp
    updated_at: _timestamp_pb2.Timestamp
    retry_of: str
    retried_by: str
    def __init__(self, id: _Optional[str] = ..., tenant: _Optional[str] = ..., connection_id: _Optional[str] = ..., state: _Optional[_Union[Export.State, str]] = ..., resource_types: _Optional[int] = ..., error_code: _Optional[str] = ..., records_exported: _Optional[int] = ..., records_total: _Optional[int] = ..., byte_size: _Optional[int] = ..., attempts: _Optional[int] = ..., queued_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., retry_of: _Optional[str] = ..., retried_by: _Optional[str] = ...) -> None: ...

class ListExportsRequest(_message.Message):
    __slots__ = ("state", "limit", "cursor", "page", "id", "tenant", "connection_id", "error_code", "since", "until", "sort")
    STATE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    TENANT_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    ERROR_CODE_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    SORT_FIELD_NUMBER: _ClassVar[int]
    state: str
    limit: int
    cursor: str
    page: int
    id: str
    tenant: str
    connection_id: str
    error_code: str
    since: str
    until: str
    sort: str
    def __init__(self, state: _Optional[str] = ..., limit: _Optional[int] = ..., cursor: _Optional[str] = ..., page: _Optional[int] = ..., id: _Optional[str] = ..., tenant: _Optional[str] = ..., connection_id: _Optional[str] = ..., error_code: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., sort: _Optional[str] = ...) -> None: ...

class ListExportsResponse(_message.Message):
    __slots__ = ("exports", "pagination")
    EXPORTS_FIELD_NUMBER: _ClassVar[int]
    PAGINATION_FIELD_NUMBER: _ClassVar[int]
    exports: _containers.RepeatedCompositeFieldContainer[Export]
    pagination: _page_pb2.Pagination
    def __init__(self, exports: _Optional[_Iterable[_Union[Export, _Mapping]]] = ..., pagination: _Optional[_Union[_page_pb2.Pagination, _Mapping]] = ...) -> None: ...

class GetExportRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class GetExportResponse(_message.Message):
    __slots__ = ("details",)
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    details: ExportDetails
    def __init__(self, details: _Optional[_Union[ExportDetails, _Mapping]] = ...) -> None: ...

class ExportDetails(_message.Message):
    __slots__ = ("export", "resource_types", "format", "include_raw_fhir", "since", "sha256", "request_id", "started_at", "completed_at", "failed_at", "expires_at", "connection_state", "timeline", "timeline_cut", "deletions_sha256", "deletions_byte_size")
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_TYPES_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FHIR_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_AT_FIELD_NUMBER: _ClassVar[int]
    FAILED_AT_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_STATE_FIELD_NUMBER: _ClassVar[int]
    TIMELINE_FIELD_NUMBER: _ClassVar[int]
    TIMELINE_CUT_FIELD_NUMBER: _ClassVar[int]
    DELETIONS_SHA256_FIELD_NUMBER: _ClassVar[int]
    DELETIONS_BYTE_SIZE_FIELD_NUMBER: _ClassVar[int]
    export: Export
    resource_types: _containers.RepeatedScalarFieldContainer[str]
    format: str
    include_raw_fhir: bool
    since: _timestamp_pb2.Timestamp
    sha256: str
    request_id: str
    started_at: _timestamp_pb2.Timestamp
    completed_at: _timestamp_pb2.Timestamp
    failed_at: _timestamp_pb2.Timestamp
    expires_at: _timestamp_pb2.Timestamp
    connection_state: Connection.State
    timeline: _containers.RepeatedCompositeFieldContainer[_audit_pb2.AuditRow]
    timeline_cut: bool
    deletions_sha256: str
    deletions_byte_size: int
    def __init__(self, export: _Optional[_Union[Export, _Mapping]] = ..., resource_types: _Optional[_Iterable[str]] = ..., format: _Optional[str] = ..., include_raw_fhir: _Optional[bool] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sha256: _Optional[str] = ..., request_id: _Optional[str] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., failed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., connection_state: _Optional[_Union[Connection.State, str]] = ..., timeline: _Optional[_Iterable[_Union[_audit_pb2.AuditRow, _Mapping]]] = ..., timeline_cut: _Optional[bool] = ..., deletions_sha256: _Optional[str] = ..., deletions_byte_size: _Optional[int] = ...) -> None: ...

class RetryExportRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class RetryExportResponse(_message.Message):
    __slots__ = ("export", "already_retried")
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    ALREADY_RETRIED_FIELD_NUMBER: _ClassVar[int]
    export: Export
    already_retried: bool
    def __init__(self, export: _Optional[_Union[Export, _Mapping]] = ..., already_retried: _Optional[bool] = ...) -> None: ...

class RetryExportsRequest(_message.Message):
    __slots__ = ("export_ids",)
    EXPORT_IDS_FIELD_NUMBER: _ClassVar[int]
    export_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, export_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class RetryExportsResponse(_message.Message):
    __slots__ = ("retries",)
    RETRIES_FIELD_NUMBER: _ClassVar[int]
    retries: _containers.RepeatedCompositeFieldContainer[Retry]
    def __init__(self, retries: _Optional[_Iterable[_Union[Retry, _Mapping]]] = ...) -> None: ...

class Retry(_message.Message):
    __slots__ = ("export_id", "retried_by", "already_retried", "error_code", "detail")
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    RETRIED_BY_FIELD_NUMBER: _ClassVar[int]
    ALREADY_RETRIED_FIELD_NUMBER: _ClassVar[int]
    ERROR_CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    retried_by: str
    already_retried: bool
    error_code: str
    detail: str
    def __init__(self, export_id: _Optional[str] = ..., retried_by: _Optional[str] = ..., already_retried: _Optional[bool] = ..., error_code: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class GetHistoryRequest(_message.Message):
    __slots__ = ("range",)
    RANGE_FIELD_NUMBER: _ClassVar[int]
    range: str
    def __init__(self, range: _Optional[str] = ...) -> None: ...

class GetHistoryResponse(_message.Message):
    __slots__ = ("intervals", "interval_seconds")
    INTERVALS_FIELD_NUMBER: _ClassVar[int]
    INTERVAL_SECONDS_FIELD_NUMBER: _ClassVar[int]
    intervals: _containers.RepeatedCompositeFieldContainer[Interval]
    interval_seconds: int
    def __init__(self, intervals: _Optional[_Iterable[_Union[Interval, _Mapping]]] = ..., interval_seconds: _Optional[int] = ...) -> None: ...

class Interval(_message.Message):
    __slots__ = ("at", "queued", "ready", "failed", "records", "bytes", "signals")
    AT_FIELD_NUMBER: _ClassVar[int]
    QUEUED_FIELD_NUMBER: _ClassVar[int]
    READY_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    BYTES_FIELD_NUMBER: _ClassVar[int]
    SIGNALS_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    queued: int
    ready: int
    failed: int
    records: int
    bytes: int
    signals: int
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., queued: _Optional[int] = ..., ready: _Optional[int] = ..., failed: _Optional[int] = ..., records: _Optional[int] = ..., bytes: _Optional[int] = ..., signals: _Optional[int] = ...) -> None: ...

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

class Connection(_message.Message):
    __slots__ = ("id", "tenant", "state", "data_packages", "signal_types", "created_at", "expires_at", "exports_with_effect", "grant_version", "consented_at", "data_packages_version")
    class State(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        STATE_UNSPECIFIED: _ClassVar[Connection.State]
        PENDING: _ClassVar[Connection.State]
        ACTIVE: _ClassVar[Connection.State]
        REVOKED: _ClassVar[Connection.State]
        EXPIRED: _ClassVar[Connection.State]
    STATE_UNSPECIFIED: Connection.State
    PENDING: Connection.State
    ACTIVE: Connection.State
    REVOKED: Connection.State
    EXPIRED: Connection.State
    ID_FIELD_NUMBER: _ClassVar[int]
    TENANT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DATA_PACKAGES_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPES_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    EXPORTS_WITH_EFFECT_FIELD_NUMBER: _ClassVar[int]
    GRANT_VERSION_FIELD_NUMBER: _ClassVar[int]
    CONSENTED_AT_FIELD_NUMBER: _ClassVar[int]
    DATA_PACKAGES_VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    tenant: str
    state: Connection.State
    data_packages: _containers.RepeatedScalarFieldContainer[str]
    signal_types: _containers.RepeatedScalarFieldContainer[str]
    created_at: _timestamp_pb2.Timestamp
    expires_at: _timestamp_pb2.Timestamp
    exports_with_effect: int
    grant_version: int
    consented_at: _timestamp_pb2.Timestamp
    data_packages_version: str
    def __init__(self, id: _Optional[str] = ..., tenant: _Optional[str] = ..., state: _Optional[_Union[Connection.State, str]] = ..., data_packages: _Optional[_Iterable[str]] = ..., signal_types: _Optional[_Iterable[str]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., exports_with_effect: _Optional[int] = ..., grant_version: _Optional[int] = ..., consented_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., data_packages_version: _Optional[str] = ...) -> None: ...

class ListConnectionsRequest(_message.Message):
    __slots__ = ("limit", "cursor", "page", "id", "tenant", "state")
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    TENANT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    limit: int
    cursor: str
    page: int
    id: str
    tenant: str
    state: str
    def __init__(self, limit: _Optional[int] = ..., cursor: _Optional[str] = ..., page: _Optional[int] = ..., id: _Optional[str] = ..., tenant: _Optional[str] = ..., state: _Optional[str] = ...) -> None: ...

class ListConnectionsResponse(_message.Message):
    __slots__ = ("connections", "pagination")
    CONNECTIONS_FIELD_NUMBER: _ClassVar[int]
    PAGINATION_FIELD_NUMBER: _ClassVar[int]
    connections: _containers.RepeatedCompositeFieldContainer[Connection]
    pagination: _page_pb2.Pagination
    def __init__(self, connections: _Optional[_Iterable[_Union[Connection, _Mapping]]] = ..., pagination: _Optional[_Union[_page_pb2.Pagination, _Mapping]] = ...) -> None: ...

class GetConnectionRequest(_message.Message):
    __slots__ = ("connection_id",)
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    def __init__(self, connection_id: _Optional[str] = ...) -> None: ...

class GetConnectionResponse(_message.Message):
    __slots__ = ("connection",)
    CONNECTION_FIELD_NUMBER: _ClassVar[int]
    connection: Connection
    def __init__(self, connection: _Optional[_Union[Connection, _Mapping]] = ...) -> None: ...

class RevokeConnectionRequest(_message.Message):
    __slots__ = ("connection_id",)
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    def __init__(self, connection_id: _Optional[str] = ...) -> None: ...

class RevokeConnectionResponse(_message.Message):
    __slots__ = ("exports_cancelled",)
    EXPORTS_CANCELLED_FIELD_NUMBER: _ClassVar[int]
    exports_cancelled: int
    def __init__(self, exports_cancelled: _Optional[int] = ...) -> None: ...

class ChangeSignalTypesRequest(_message.Message):
    __slots__ = ("connection_id", "add", "remove", "consented_at")
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    ADD_FIELD_NUMBER: _ClassVar[int]
    REMOVE_FIELD_NUMBER: _ClassVar[int]
    CONSENTED_AT_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    add: _containers.RepeatedScalarFieldContainer[str]
    remove: _containers.RepeatedScalarFieldContainer[str]
    consented_at: _timestamp_pb2.Timestamp
    def __init__(self, connection_id: _Optional[str] = ..., add: _Optional[_Iterable[str]] = ..., remove: _Optional[_Iterable[str]] = ..., consented_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ChangeSignalTypesResponse(_message.Message):
    __slots__ = ("connection",)
    CONNECTION_FIELD_NUMBER: _ClassVar[int]
    connection: Connection
    def __init__(self, connection: _Optional[_Union[Connection, _Mapping]] = ...) -> None: ...

class SignalGrant(_message.Message):
    __slots__ = ("version", "signal_types", "consented_at")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_TYPES_FIELD_NUMBER: _ClassVar[int]
    CONSENTED_AT_FIELD_NUMBER: _ClassVar[int]
    version: int
    signal_types: _containers.RepeatedScalarFieldContainer[str]
    consented_at: _timestamp_pb2.Timestamp
    def __init__(self, version: _Optional[int] = ..., signal_types: _Optional[_Iterable[str]] = ..., consented_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListSignalGrantsRequest(_message.Message):
    __slots__ = ("connection_id",)
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    connection_id: str
    def __init__(self, connection_id: _Optional[str] = ...) -> None: ...

class ListSignalGrantsResponse(_message.Message):
    __slots__ = ("grants",)
    GRANTS_FIELD_NUMBER: _ClassVar[int]
    grants: _containers.RepeatedCompositeFieldContainer[SignalGrant]
    def __init__(self, grants: _Optional[_Iterable[_Union[SignalGrant, _Mapping]]] = ...) -> None: ...

class Key(_message.Message):
    __slots__ = ("id", "tenant", "name", "prefix", "state", "scopes", "connection_id", "created_at", "expires_at", "environment", "last_used_at")
    class State(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        STATE_UNSPECIFIED: _ClassVar[Key.State]
        USABLE: _ClassVar[Key.State]
        REVOKED: _ClassVar[Key.State]
        EXPIRED: _ClassVar[Key.State]
    STATE_UNSPECIFIED: Key.State
    USABLE: Key.State
    REVOKED: Key.State
    EXPIRED: Key.State
    ID_FIELD_NUMBER: _ClassVar[int]
    TENANT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SCOPES_FIELD_NUMBER: _ClassVar[int]
    CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    LAST_USED_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    tenant: str
    name: str
    prefix: str
    state: Key.State
    scopes: _containers.RepeatedScalarFieldContainer[str]
    connection_id: str
    created_at: _timestamp_pb2.Timestamp
    expires_at: _timestamp_pb2.Timestamp
    environment: str
    last_used_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., tenant: _Optional[str] = ..., name: _Optional[str] = ..., prefix: _Optional[str] = ..., state: _Optional[_Union[Key.State, str]] = ..., scopes: _Optional[_Iterable[str]] = ..., connection_id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., environment: _Optional[str] = ..., last_used_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListKeysRequest(_message.Message):
    __slots__ = ("limit", "cursor", "page", "tenant", "environment", "state")
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    TENANT_FIELD_NUMBER: _ClassVar[int]
    ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    limit: int
    cursor: str
    page: int
    tenant: str
    environment: str
    state: str
    def __init__(self, limit: _Optional[int] = ..., cursor: _Optional[str] = ..., page: _Optional[int] = ..., tenant: _Optional[str] = ..., environment: _Optional[str] = ..., state: _Optional[str] = ...) -> None: ...

class ListKeysResponse(_message.Message):
    __slots__ = ("keys", "pagination")
    KEYS_FIELD_NUMBER: _ClassVar[int]
    PAGINATION_FIELD_NUMBER: _ClassVar[int]
    keys: _containers.RepeatedCompositeFieldContainer[Key]
    pagination: _page_pb2.Pagination
    def __init__(self, keys: _Optional[_Iterable[_Union[Key, _Mapping]]] = ..., pagination: _Optional[_Union[_page_pb2.Pagination, _Mapping]] = ...) -> None: ...

class RevokeKeyRequest(_message.Message):
    __slots__ = ("key_id",)
    KEY_ID_FIELD_NUMBER: _ClassVar[int]
    key_id: str
    def __init__(self, key_id: _Optional[str] = ...) -> None: ...

class RevokeKeyResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
