"""Messages as JSON Schema, in the proto3 JSON mapping that Envoy's transcoder speaks.

A request message is closed and carries the rules that the server enforces. A response message is open, so that
fields can be added, and requires each field that is always there: those without `optional`.
"""

from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor

from server.codegen.descriptors import PACKAGE, Protos
from server.codegen.openapi.facts import EXTRA_SCHEMAS, FIELD_FACTS, NO_NUL
from server.codegen.openapi.rules import Schema, field_rules, is_required, is_unchecked, keywords_of

_INT64_BOUNDS: Schema = {"minimum": -(2**63), "maximum": 2**63 - 1}
_SCALARS: dict[int, Schema] = {
    FieldDescriptor.TYPE_BOOL: {"type": "boolean"},
    FieldDescriptor.TYPE_INT32: {"type": "integer", "format": "int32"},
    FieldDescriptor.TYPE_INT64: {"type": "string", "format": "int64", "pattern": "^-?(0|[1-9][0-9]*)$"},
    FieldDescriptor.TYPE_STRING: {"type": "string"},
}
_WELL_KNOWN: dict[str, Schema] = {
    "google.protobuf.Struct": {
        "type": "object",
        "propertyNames": {"pattern": NO_NUL},
        "additionalProperties": {"$ref": "#/components/schemas/JsonValue"},
    },
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
}


def reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


class SchemaComponents:
    """Collects the component of every message that is asked for, and of those that it refers to."""

    def __init__(self, protos: Protos) -> None:
        self._protos = protos
        self.schemas: dict[str, Schema] = dict(EXTRA_SCHEMAS)

    def request(self, message: Descriptor) -> Schema:
        """Reference to a request message with its rules."""
        return self._component(message.name, message, checked=True)

    def response(self, message: Descriptor) -> Schema:
        """Reference to a response message."""
        if message.name not in self.schemas:
            self.schemas[message.name] = {}
            self.schemas[message.name] = self._response_object(message)
        return reference(message.name)

    def parameter(self, field: FieldDescriptor) -> Schema:
        """Schema of a path or query parameter: a string on the wire, so that an int64 is an integer here."""
        schema = self._value(field, checked=True) | keywords_of(field_rules(field))
        if field.type == FieldDescriptor.TYPE_INT64:
            schema.pop("pattern")
            schema = {**_INT64_BOUNDS, **schema, "type": "integer"}
        return schema

    def _component(self, name: str, message: Descriptor, *, checked: bool) -> Schema:
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = self._request_object(message, checked=checked)
        return reference(name)

    def _request_object(self, message: Descriptor, *, checked: bool) -> Schema:
        required = [field.json_name for field in message.fields if checked and is_required(field)]
        return {
            "description": self._protos.comment(message),
            "type": "object",
            "properties": {field.json_name: self._request_field(field, checked=checked) for field in message.fields},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _request_field(self, field: FieldDescriptor, *, checked: bool) -> Schema:
        schema = self._value(field, checked=checked and not is_unchecked(field))
        if field.is_repeated:
            schema = {"type": "array", "items": schema}
        if checked:
            schema = _merge(schema, keywords_of(field_rules(field)))
            schema = _merge(schema, _fact(field))
        return self._described(field, _without_nul(schema))

    def _response_object(self, message: Descriptor) -> Schema:
        outcomes = [field.json_name for oneof in _real_oneofs(message) for field in oneof]
        always = [field.json_name for field in message.fields if _always_there(field)]
        return {
            "description": self._protos.comment(message),
            "type": "object",
            "properties": {field.json_name: self._response_field(field) for field in message.fields},
            **({"required": always} if always else {}),
            **({"oneOf": [{"required": [name]} for name in outcomes]} if outcomes else {}),
        }

    def _response_field(self, field: FieldDescriptor) -> Schema:
        if field.message_type is not None and field.message_type.full_name in _WELL_KNOWN:
            schema = {key: _WELL_KNOWN[field.message_type.full_name][key] for key in ("type", "format") if
                      key in _WELL_KNOWN[field.message_type.full_name]}
        elif field.message_type is not None:
            schema = self.response(field.message_type)
        else:
            schema = self._value(field, checked=False)
        if field.is_repeated:
            schema = {"type": "array", "items": schema}
        return self._described(field, _merge(schema, _fact(field)))

    def _value(self, field: FieldDescriptor, *, checked: bool) -> Schema:
        message, enum = field.message_type, field.enum_type
        if message is not None and message.full_name in _WELL_KNOWN:
            return dict(_WELL_KNOWN[message.full_name])
        if message is not None and checked:
            return self.request(message)
        if message is not None:
            return self._component(field.containing_type.name + message.name, message, checked=False)
        return self._enum(enum) if enum is not None else dict(_SCALARS[field.type])

    def _enum(self, enum: EnumDescriptor) -> Schema:
        name = _local_name(enum).replace(".", "")
        if name not in self.schemas:
            values = [value for value in enum.values if value.number != 0]
            lines = [f"- `{value.name}`: {self._protos.comment(value)}" for value in values]
            self.schemas[name] = {
                "description": "\n".join([self._protos.comment(enum), "", *lines]),
                "type": "string",
                "enum": [value.name for value in values],
            }
        return reference(name)

    def _described(self, field: FieldDescriptor, schema: Schema) -> Schema:
        return {"description": self._protos.comment(field), **schema}


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


def _without_nul(schema: Schema) -> Schema:
    """The server refuses a NUL in any string; a string whose form is fixed cannot hold one."""
    free = schema.get("type") == "string" and not schema.keys() & {"pattern", "format", "enum"}
    return {**schema, "pattern": NO_NUL} if free else schema


def _real_oneofs(message: Descriptor) -> list[list[FieldDescriptor]]:
    """The oneofs that the proto declares; proto3 `optional` makes one of its own for each field."""
    return [list(oneof.fields) for oneof in message.oneofs if not oneof.name.startswith("_")]


def _always_there(field: FieldDescriptor) -> bool:
    return field.containing_oneof is None
