"""The protos as a small model: the RPCs with their REST rules, and the comments of every element.

`load()` builds the image with `buf`, source info included, so that comments are there. Everything that is derived
from the protos (the rules that Envoy's Lua reads, the OpenAPI document) reads this model and nothing else.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from google.api import annotations_pb2, http_pb2
from google.protobuf.descriptor import Descriptor, EnumDescriptor, EnumValueDescriptor, FieldDescriptor
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
    MethodDescriptorProto,
    ServiceDescriptorProto,
)
from google.protobuf.descriptor_pool import DescriptorPool

ROOT = Path(__file__).parents[2]
PACKAGE = "curae.sdk.v1"
# The console's, served at the admin port only: in no public document, descriptor set or route.
ADMIN_PACKAGE = "curae.admin.v1"
# What FHIR and OAuth define: clients read it from the CapabilityStatement, so it is in no OpenAPI document.
FHIR_PACKAGE = "curae.fhir.v1"
# What the front door writes into a request by itself: no caller's field.
_FRONT_DOORS = frozenset({f"{PACKAGE}.SignalItem.fault"})
_PATH_VARIABLE = re.compile(r"\{([a-z][a-z0-9_]*)(?:=[A-Za-z]+)?\}")


def callers_fields(message: Descriptor) -> list[FieldDescriptor]:
    """The fields of a message that callers may send or receive."""
    return [field for field in message.fields if field.full_name not in _FRONT_DOORS]


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRule:
    """One `google.api.http` rule. `path` is the template as written; `body` is `*`, a field of raw bytes, or empty."""

    verb: str
    path: str
    body: str

    @property
    def path_variables(self) -> tuple[str, ...]:
        """Proto names of the fields that the path binds."""
        return tuple(_PATH_VARIABLE.findall(self.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rpc:
    """One method. `service` is the full name, `request` and `response` are runtime descriptors.

    `bindings` are its REST rules, `http` is the first one. Only FHIR's methods have more than one.
    """

    service: str
    name: str
    bindings: tuple[HttpRule, ...]
    request: Descriptor
    response: Descriptor
    client_streaming: bool
    server_streaming: bool
    comment: str

    @property
    def full_name(self) -> str:
        return f"{self.service}.{self.name}"

    @property
    def http(self) -> HttpRule:
        return self.bindings[0]

    @property
    def query_fields(self) -> tuple[FieldDescriptor, ...]:
        """Request fields that REST reads from the query string: what neither the path nor a body binds."""
        if self.http.body == "*":
            return ()
        bound = {self.http.body, *(name for each in self.bindings for name in each.path_variables)}
        return tuple(field for field in self.request.fields if field.name not in bound)

    @property
    def streams_body(self) -> bool:
        """Whether REST sends a body of bytes of any length, in the place of JSON."""
        return self.client_streaming

    @property
    def sends_events(self) -> bool:
        """Whether REST gets server-sent events; the other streams are the bytes of a file."""
        return self.server_streaming and self.response.full_name != "google.api.HttpBody"

    @property
    def takes_head(self) -> bool:
        """HEAD is there wherever GET is, except for events, which have nothing to say without a body."""
        return self.http.verb == "GET" and not self.sends_events


@dataclass(frozen=True, slots=True, kw_only=True)
class Protos:
    """The RPCs in the order of the protos, and the comment of each element by its full name."""

    rpcs: tuple[Rpc, ...]
    comments: Mapping[str, str]
    service_comments: Mapping[str, str]

    def comment(self, element: Descriptor | FieldDescriptor | EnumDescriptor | EnumValueDescriptor) -> str:
        """The leading comment, each paragraph on one line; empty without a comment."""
        if isinstance(element, EnumValueDescriptor):
            return self.comments.get(f"{element.type.full_name}.{element.name}", "")
        return self.comments.get(element.full_name, "")


def build_image(*arguments: str, root: Path = ROOT) -> bytes:
    """Runs `buf build`. Raises `subprocess.CalledProcessError` where the protos do not compile."""
    buf = Path(sys.executable).parent / "buf"
    return subprocess.run([buf, "build", "-o", "-", *arguments], cwd=root, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603


def load(root: Path = ROOT, package: str = PACKAGE) -> Protos:
    """Builds and reads the protos of `package` below `root`."""
    image = FileDescriptorSet.FromString(build_image(root=root))
    pool = DescriptorPool()
    for file in image.file:
        pool.Add(file)
    files = [file for file in image.file if file.package == package]
    comments = {name: comment for file in files for name, comment in _comments(file)}
    return Protos(
        rpcs=tuple(rpc for file in files for rpc in _rpcs(file, pool, comments)),
        comments=comments,
        service_comments={
            f"{file.package}.{service.name}": comments.get(f"{file.package}.{service.name}", "")
            for file in files
            for service in file.service
        },
    )


def _rpcs(file: FileDescriptorProto, pool: DescriptorPool, comments: Mapping[str, str]) -> Iterator[Rpc]:
    for service in file.service:
        full_name = f"{file.package}.{service.name}"
        for method in service.method:
            yield Rpc(
                service=full_name,
                name=method.name,
                bindings=_http_rules(method),
                request=pool.FindMessageTypeByName(method.input_type.lstrip(".")),
                response=pool.FindMessageTypeByName(method.output_type.lstrip(".")),
                client_streaming=method.client_streaming,
                server_streaming=method.server_streaming,
                comment=comments.get(f"{full_name}.{method.name}", ""),
            )


def _http_rules(method: MethodDescriptorProto) -> tuple[HttpRule, ...]:
    rule: http_pb2.HttpRule = method.options.Extensions[annotations_pb2.http]
    return tuple(_http_rule(method, each) for each in (rule, *rule.additional_bindings))


def _http_rule(method: MethodDescriptorProto, rule: http_pb2.HttpRule) -> HttpRule:
    verb = rule.WhichOneof("pattern")
    if verb is None or verb == "custom":
        raise ValueError(f"{method.name}: REST needs a google.api.http rule of a plain verb")
    return HttpRule(verb=verb.upper(), path=getattr(rule, verb), body=rule.body)


def _comments(file: FileDescriptorProto) -> Iterator[tuple[str, str]]:
    names = dict(_names(file))
    for location in file.source_code_info.location:
        name = names.get(tuple(location.path))
        if name is not None and location.leading_comments:
            yield name, _unwrap(location.leading_comments)


def _unwrap(comment: str) -> str:
    paragraphs = re.split(r"\n\s*\n", comment.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


_Path = tuple[int, ...]
_MESSAGES = FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER
_ENUMS = FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER
_SERVICES = FileDescriptorProto.SERVICE_FIELD_NUMBER


def _names(file: FileDescriptorProto) -> Iterator[tuple[_Path, str]]:
    """Full names by source path, as `SourceCodeInfo.Location.path` in descriptor.proto defines it."""
    for index, message in enumerate(file.message_type):
        yield from _message_names(message, (_MESSAGES, index), file.package)
    for index, enum in enumerate(file.enum_type):
        yield from _enum_names(enum, (_ENUMS, index), file.package)
    for index, service in enumerate(file.service):
        path = (_SERVICES, index)
        name = f"{file.package}.{service.name}"
        yield path, name
        for number, method in enumerate(service.method):
            yield (*path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, number), f"{name}.{method.name}"


def _message_names(message: DescriptorProto, path: _Path, scope: str) -> Iterator[tuple[_Path, str]]:
    name = f"{scope}.{message.name}"
    yield path, name
    for index, field in enumerate(message.field):
        yield (*path, DescriptorProto.FIELD_FIELD_NUMBER, index), f"{name}.{field.name}"
    for index, oneof in enumerate(message.oneof_decl):
        yield (*path, DescriptorProto.ONEOF_DECL_FIELD_NUMBER, index), f"{name}.{oneof.name}"
    for index, nested in enumerate(message.nested_type):
        yield from _message_names(nested, (*path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, index), name)
    for index, enum in enumerate(message.enum_type):
        yield from _enum_names(enum, (*path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, index), name)


def _enum_names(enum: EnumDescriptorProto, path: _Path, scope: str) -> Iterator[tuple[_Path, str]]:
    name = f"{scope}.{enum.name}"
    yield path, name
    for index, value in enumerate(enum.value):
        yield (*path, EnumDescriptorProto.VALUE_FIELD_NUMBER, index), f"{name}.{value.name}"


def fields_in_paths(rpcs: Iterable[Rpc]) -> frozenset[str]:
    """Full names of the fields that a path binds: no body has them."""
    return frozenset(rpc.request.fields_by_name[name].full_name for rpc in rpcs for name in rpc.http.path_variables)
