"""protovalidate rules as JSON Schema keywords."""

import re
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

Schema = dict[str, Any]

_EXTENSION = "buf.validate.field"
_IGNORE_ALWAYS = 3
_STRING_KEYWORDS = {"min_len": "minLength", "max_len": "maxLength", "pattern": "pattern"}
_NUMBER_KEYWORDS = {"gte": "minimum", "lte": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
_ARRAY_KEYWORDS = {"min_items": "minItems", "max_items": "maxItems", "unique": "uniqueItems"}
# What the enum schema says by listing its names.
_SAID_ELSEWHERE = {"defined_only"}


def field_rules(field: FieldDescriptor) -> Any:
    """The `buf.validate.FieldRules` of a field, read through the pool that its image was loaded into."""
    message = field.containing_type
    assert message is not None  # noqa: S101  only an extension has none
    pool = message.file.pool
    options = GetMessageClass(pool.FindMessageTypeByName("google.protobuf.FieldOptions"))
    known: Any = options.FromString(field.GetOptions().SerializeToString())
    return known.Extensions[pool.FindExtensionByName(_EXTENSION)]


def is_unchecked(field: FieldDescriptor) -> bool:
    """Whether protovalidate leaves this field, and the message in it, to the service."""
    return bool(field_rules(field).ignore == _IGNORE_ALWAYS)


def is_required(field: FieldDescriptor) -> bool:
    """Whether a request without this field is refused: by `required`, or as its rules refuse the default value."""
    rules = field_rules(field)
    if rules.required:
        return True
    if field.has_presence:
        return False
    keywords = keywords_of(rules)
    if field.is_repeated:
        return bool(keywords.get("minItems", 0) > 0)
    return field.type == FieldDescriptor.TYPE_STRING and not _admits_empty(keywords)


def keywords_of(rules: Any) -> Schema:
    """JSON Schema keywords of a field's rules. Raises ValueError for a rule that has no keyword here yet."""
    kind = rules.WhichOneof("type")
    return {} if kind is None else _keywords(kind, getattr(rules, kind))


def _keywords(kind: str, typed: Message) -> Schema:
    schema: Schema = {}
    for rule, value in typed.ListFields():
        schema |= _keyword(kind, rule.name, value)
    return schema


def _keyword(kind: str, name: str, value: Any) -> Schema:
    if kind == "string" and name == "uuid":
        return {"format": "uuid"}
    if kind == "repeated" and name == "items":
        return {"items": keywords_of(value)}
    if name in _SAID_ELSEWHERE:
        return {}
    table = {"string": _STRING_KEYWORDS, "repeated": _ARRAY_KEYWORDS}.get(kind, _NUMBER_KEYWORDS)
    if name not in table:
        raise ValueError(f"the rule {kind}.{name} has no JSON Schema keyword in server/codegen/openapi/rules.py")
    return {table[name]: value}


def _admits_empty(keywords: Schema) -> bool:
    if keywords.get("format") == "uuid" or keywords.get("minLength", 0) > 0:
        return False
    return "pattern" not in keywords or re.search(keywords["pattern"], "") is not None
