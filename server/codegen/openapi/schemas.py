"""Messages as JSON Schema, in the proto3 JSON mapping that Envoy's transcoder speaks.

A request message is closed and carries the rules that the server enforces. A response message is open, so that
fields can be added, and requires each field that is always there: those without `optional`.
"""

import re
from collections.abc import Iterator

from google.protobuf.descriptor import Descriptor, EnumDescriptor, EnumValueDescriptor, FieldDescriptor

from server.codegen.descriptors import PACKAGE, Protos, Rpc, callers_fields, fields_in_paths
from server.codegen.openapi.facts import EXTRA_SCHEMAS, FIELD_FACTS, NO_NUL
from server.codegen.openapi.rules import Schema, field_rules, is_required, is_unchecked, keywords_of

_INT64_BOUNDS: Schema = {"minimum": -(2**63), "maximum": 2**63 - 1}
_SCALARS: dict[int, Schema] = {
    FieldDescriptor.TYPE_BOOL: {"type": "boolean"},
    FieldDescriptor.TYPE_INT32: {"type": "integer", "format": "int32"},
    FieldDescriptor.TYPE_INT64: {"type": "string", "format": "int64", "pattern": "^-?(0|[1-9][0-9]*)$"},
    FieldDescriptor.TYPE_DOUBLE: {"type": "number", "format": "double"},
    FieldDescriptor.TYPE_STRING: {"type": "string"},
}
_QUOTED = re.compile(r"`([a-z0-9_]+)`")
_REFUSED_ALONE = " What is wrong in it is said in its result, and refuses no other item."
_STRUCT = "google.protobuf.Struct"
_TIMESTAMP = "google.protobuf.Timestamp"
_REQUEST_TYPES: dict[str, Schema] = {
    _STRUCT: {
        "type": "object",
        "propertyNames": {"pattern": NO_NUL},
        "additionalProperties": {"$ref": "#/components/schemas/JsonValue"},
    },
    _TIMESTAMP: {"type": "string", "format": "date-time"},
}
_RESPONSE_TYPES: dict[str, Schema] = {
    _STRUCT: {"type": "object"},
    _TIMESTAMP: {"type": "string", "format": "date-time"},
}


def reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


class SchemaComponents:
    """Collects the component of every message that is asked for, and of those that it refers to."""

    def __init__(self, protos: Protos) -> None:
        self._protos = protos
        self._in_paths = fields_in_paths(protos.rpcs)
        self._json_names = {field.name: field.json_name for rpc in protos.rpcs for field in _fields(rpc)}
        self.schemas: dict[str, Schema] = dict(EXTRA_SCHEMAS)

    def request(self, message: Descriptor) -> Schema:
        """Reference to a request message with its rules."""
        return self._request_component(message.name, message, checked=True)

    def response(self, message: Descriptor) -> Schema:
        """Reference to a response message."""
        if message.name not in self.schemas:
            self.schemas[message.name] = {}
            self.schemas[message.name] = self._response_object(message)
        return reference(message.name)

    def parameter(self, field: FieldDescriptor) -> Schema:
        """Schema of a path or query parameter: a string on the wire, so that an int64 is an integer here."""
        message = field.message_type
        plain = self._scalar(field) if message is None else dict(_REQUEST_TYPES[message.full_name])
        schema = _without_nul(plain | keywords_of(field_rules(field)))
        if field.type == FieldDescriptor.TYPE_INT64:
            schema.pop("pattern")
            schema = {**_INT64_BOUNDS, **schema, "type": "integer"}
        return schema

    def _request_component(self, name: str, message: Descriptor, *, checked: bool) -> Schema:
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = self._request_object(message, checked=checked)
        return reference(name)

    def _request_object(self, message: Descriptor, *, checked: bool) -> Schema:
        fields = [each for each in callers_fields(message) if each.full_name not in self._in_paths]
        required = [field.json_name for field in fields if checked and is_required(field)]
        return {
            "description": self.comment(message) + ("" if checked else _REFUSED_ALONE),
            "type": "object",
            "properties": {field.json_name: self._request_field(field, checked=checked) for field in fields},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _request_field(self, field: FieldDescriptor, *, checked: bool) -> Schema:
        value = self._request_value(field, checked=checked and not is_unchecked(field))
        schema = _repeated(field, value)
        if checked:
            schema = _merge(_merge(schema, keywords_of(field_rules(field))), _fact(field))
        schema = _without_nul(schema)
        return self._described(field, schema if checked and is_required(field) else _or_null(schema))

    def _response_object(self, message: Descriptor) -> Schema:
        outcomes = [field.json_name for oneof in _real_oneofs(message) for field in oneof]
        always = [field.json_name for field in message.fields if _always_there(field)]
        return {
            "description": self.comment(message),
            "type": "object",
            "properties": {field.json_name: self._response_field(field) for field in message.fields},
            **({"required": always} if always else {}),
            **({"oneOf": [{"required": [name]} for name in outcomes]} if outcomes else {}),
        }

    def _response_field(self, field: FieldDescriptor) -> Schema:
        message = field.message_type
        if message is None:
            schema = self._scalar(field)
        else:
            schema = dict(_RESPONSE_TYPES.get(message.full_name) or self.response(message))
        return self._described(field, _merge(_repeated(field, schema), _fact(field)))

    def _request_value(self, field: FieldDescriptor, *, checked: bool) -> Schema:
        message = field.message_type
        if message is None:
            return self._scalar(field)
        if message.full_name in _REQUEST_TYPES:
            return dict(_REQUEST_TYPES[message.full_name])
        # Unchecked by protovalidate: the service refuses a bad one inside the answer, so nothing but types is a rule.
        name = message.name if checked else f"Unchecked{message.name}"
        return self._request_component(name, message, checked=checked)

    def _scalar(self, field: FieldDescriptor) -> Schema:
        return dict(_SCALARS[field.type]) if field.enum_type is None else self._enum(field.enum_type)

    def _enum(self, enum: EnumDescriptor) -> Schema:
        name = _local_name(enum).replace(".", "")
        if name not in self.schemas:
            values = [value for value in enum.values if value.number != 0]
            lines = [f"- `{value.name}`: {self.comment(value)}" for value in values]
            self.schemas[name] = {
                "description": "\n".join([self.comment(enum), "", *lines]),
                "type": "string",
                "enum": [value.name for value in values],
            }
        return reference(name)

    def comment(self, element: Descriptor | FieldDescriptor | EnumDescriptor | EnumValueDescriptor) -> str:
        """The comment, with the fields it names under their JSON names."""
        return self.in_json_names(self._protos.comment(element))

    def in_json_names(self, comment: str) -> str:
        return _QUOTED.sub(lambda match: f"`{self._json_names.get(match[1], match[1])}`", comment)

    def _described(self, field: FieldDescriptor, schema: Schema) -> Schema:
        return {"description": self.comment(field), **schema}


def _fields(rpc: Rpc) -> Iterator[FieldDescriptor]:
    messages, seen = [rpc.request, rpc.response], set()
    while messages:
        message = messages.pop()
        if message.full_name in seen or not message.full_name.startswith(PACKAGE):
            continue
        seen.add(message.full_name)
        fields = callers_fields(message)
        yield from fields
        messages += [field.message_type for field in fields if field.message_type is not None]


def _repeated(field: FieldDescriptor, schema: Schema) -> Schema:
    return {"type": "array", "items": schema} if field.is_repeated else schema


def _local_name(element: Descriptor | FieldDescriptor | EnumDescriptor) -> str:
    return element.full_name.removeprefix(f"{PACKAGE}.")


def _fact(field: FieldDescriptor) -> Schema:
    return FIELD_FACTS.get(_local_name(field), {})


def _merge(schema: Schema, more: Schema) -> Schema:
    """Adds keywords; a reference stands alone, as it says all of it."""
    if "$ref" in more:
        return dict(more)
    items = more.get("items")
    return {**schema, **more, **({"items": _merge(schema["items"], items)} if items else {})}


def _or_null(schema: Schema) -> Schema:
    """proto3 JSON reads `null` as absent."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def _without_nul(schema: Schema) -> Schema:
    """The server refuses a NUL in any string; a string whose form is fixed cannot hold one."""
    free = schema.get("type") == "string" and not schema.keys() & {"pattern", "format", "enum"}
    return {**schema, "pattern": NO_NUL} if free else schema


def _real_oneofs(message: Descriptor) -> list[list[FieldDescriptor]]:
    """The oneofs that the proto declares; proto3 `optional` makes one of its own for each field."""
    return [list(oneof.fields) for oneof in message.oneofs if not oneof.name.startswith("_")]


def _always_there(field: FieldDescriptor) -> bool:
    return field.containing_oneof is None
