from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import httpbody_pb2 as _httpbody_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class StartExportRequest(_message.Message):
    __slots__ = ("level", "group_id", "output_format", "since", "until", "type", "type_filter", "elements", "patient", "include_associated_data", "organize_output_by", "allow_partial_manifests")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_FORMAT_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FILTER_FIELD_NUMBER: _ClassVar[int]
    ELEMENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_ASSOCIATED_DATA_FIELD_NUMBER: _ClassVar[int]
    ORGANIZE_OUTPUT_BY_FIELD_NUMBER: _ClassVar[int]
    ALLOW_PARTIAL_MANIFESTS_FIELD_NUMBER: _ClassVar[int]
    level: str
    group_id: str
    output_format: _containers.RepeatedScalarFieldContainer[str]
    since: _containers.RepeatedScalarFieldContainer[str]
    until: _containers.RepeatedScalarFieldContainer[str]
    type: _containers.RepeatedScalarFieldContainer[str]
    type_filter: _containers.RepeatedScalarFieldContainer[str]
    elements: _containers.RepeatedScalarFieldContainer[str]
    patient: _containers.RepeatedScalarFieldContainer[str]
    include_associated_data: _containers.RepeatedScalarFieldContainer[str]
    organize_output_by: _containers.RepeatedScalarFieldContainer[str]
    allow_partial_manifests: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, level: _Optional[str] = ..., group_id: _Optional[str] = ..., output_format: _Optional[_Iterable[str]] = ..., since: _Optional[_Iterable[str]] = ..., until: _Optional[_Iterable[str]] = ..., type: _Optional[_Iterable[str]] = ..., type_filter: _Optional[_Iterable[str]] = ..., elements: _Optional[_Iterable[str]] = ..., patient: _Optional[_Iterable[str]] = ..., include_associated_data: _Optional[_Iterable[str]] = ..., organize_output_by: _Optional[_Iterable[str]] = ..., allow_partial_manifests: _Optional[_Iterable[str]] = ...) -> None: ...

class StartExportByParametersRequest(_message.Message):
    __slots__ = ("level", "group_id", "body", "output_format", "since", "until", "type", "type_filter", "elements", "patient", "include_associated_data", "organize_output_by", "allow_partial_manifests")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_FORMAT_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FILTER_FIELD_NUMBER: _ClassVar[int]
    ELEMENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_ASSOCIATED_DATA_FIELD_NUMBER: _ClassVar[int]
    ORGANIZE_OUTPUT_BY_FIELD_NUMBER: _ClassVar[int]
    ALLOW_PARTIAL_MANIFESTS_FIELD_NUMBER: _ClassVar[int]
    level: str
    group_id: str
    body: _httpbody_pb2.HttpBody
    output_format: _containers.RepeatedScalarFieldContainer[str]
    since: _containers.RepeatedScalarFieldContainer[str]
    until: _containers.RepeatedScalarFieldContainer[str]
    type: _containers.RepeatedScalarFieldContainer[str]
    type_filter: _containers.RepeatedScalarFieldContainer[str]
    elements: _containers.RepeatedScalarFieldContainer[str]
    patient: _containers.RepeatedScalarFieldContainer[str]
    include_associated_data: _containers.RepeatedScalarFieldContainer[str]
    organize_output_by: _containers.RepeatedScalarFieldContainer[str]
    allow_partial_manifests: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, level: _Optional[str] = ..., group_id: _Optional[str] = ..., body: _Optional[_Union[_httpbody_pb2.HttpBody, _Mapping]] = ..., output_format: _Optional[_Iterable[str]] = ..., since: _Optional[_Iterable[str]] = ..., until: _Optional[_Iterable[str]] = ..., type: _Optional[_Iterable[str]] = ..., type_filter: _Optional[_Iterable[str]] = ..., elements: _Optional[_Iterable[str]] = ..., patient: _Optional[_Iterable[str]] = ..., include_associated_data: _Optional[_Iterable[str]] = ..., organize_output_by: _Optional[_Iterable[str]] = ..., allow_partial_manifests: _Optional[_Iterable[str]] = ...) -> None: ...

class GetExportStatusRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class DeleteExportRequest(_message.Message):
    __slots__ = ("export_id",)
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    def __init__(self, export_id: _Optional[str] = ...) -> None: ...

class DownloadFileRequest(_message.Message):
    __slots__ = ("export_id", "file", "offset", "length")
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    LENGTH_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    file: str
    offset: int
    length: int
    def __init__(self, export_id: _Optional[str] = ..., file: _Optional[str] = ..., offset: _Optional[int] = ..., length: _Optional[int] = ...) -> None: ...
