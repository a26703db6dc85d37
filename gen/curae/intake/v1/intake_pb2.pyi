import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Offer(_message.Message):
    __slots__ = ("tenant_id", "bound_connection_id", "idempotency_key", "request", "item", "fault", "sent_at", "dry_run")
    TENANT_ID_FIELD_NUMBER: _ClassVar[int]
    BOUND_CONNECTION_ID_FIELD_NUMBER: _ClassVar[int]
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    FAULT_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    tenant_id: str
    bound_connection_id: str
    idempotency_key: str
    request: bytes
    item: int
    fault: Fault
    sent_at: _timestamp_pb2.Timestamp
    dry_run: bool
    def __init__(self, tenant_id: _Optional[str] = ..., bound_connection_id: _Optional[str] = ..., idempotency_key: _Optional[str] = ..., request: _Optional[bytes] = ..., item: _Optional[int] = ..., fault: _Optional[_Union[Fault, _Mapping]] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class Fault(_message.Message):
    __slots__ = ("field", "description")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    field: str
    description: str
    def __init__(self, field: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class Outcome(_message.Message):
    __slots__ = ("stored", "refusal")
    STORED_FIELD_NUMBER: _ClassVar[int]
    REFUSAL_FIELD_NUMBER: _ClassVar[int]
    stored: Stored
    refusal: Refusal
    def __init__(self, stored: _Optional[_Union[Stored, _Mapping]] = ..., refusal: _Optional[_Union[Refusal, _Mapping]] = ...) -> None: ...

class Stored(_message.Message):
    __slots__ = ("response", "replayed", "dry_run", "id", "received_at")
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    REPLAYED_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    response: bytes
    replayed: bool
    dry_run: bool
    id: str
    received_at: int
    def __init__(self, response: _Optional[bytes] = ..., replayed: _Optional[bool] = ..., dry_run: _Optional[bool] = ..., id: _Optional[str] = ..., received_at: _Optional[int] = ...) -> None: ...

class Refusal(_message.Message):
    __slots__ = ("code", "detail", "details", "phi_kinds", "cause")
    CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    PHI_KINDS_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    code: str
    detail: str
    details: bytes
    phi_kinds: _containers.RepeatedScalarFieldContainer[str]
    cause: bytes
    def __init__(self, code: _Optional[str] = ..., detail: _Optional[str] = ..., details: _Optional[bytes] = ..., phi_kinds: _Optional[_Iterable[str]] = ..., cause: _Optional[bytes] = ...) -> None: ...
