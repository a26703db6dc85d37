"""`rest_rules.lua`: what Envoy's Lua checks of a REST request, and how it words a problem.

Strictness is derived here from the descriptors, for every route at once: the transcoder itself ignores unknown fields.
"""

import re
from collections.abc import Iterable, Iterator

from google.protobuf.descriptor import Descriptor, FieldDescriptor

from server import limits
from server.codegen.descriptors import HttpRule, Rpc, callers_fields, fields_in_paths
from server.problems import PROBLEMS

LuaValue = str | int | bool | list["LuaValue"] | dict[str, "LuaValue"]

_HEADER = "-- Made by `make gen` from protos/, server/limits.py and server/problems.py. Do not edit."
_LIMITS: dict[str, "LuaValue"] = {
    "header_bytes": limits.MAX_REST_HEADER_BYTES,
    "drained_body_bytes": limits.MAX_DRAINED_BODY_BYTES,
    "keyless_drained_bytes": limits.MAX_KEYLESS_DRAINED_BYTES,
    "batch_items": limits.MAX_BATCH_ITEMS,
    "batch_message_bytes": limits.MAX_BATCH_BYTES,
    "replacements": limits.MAX_REPLACED_LITERALS,
    "distinct_keys": limits.MAX_DISTINCT_KEYS,
    "close_numbers": limits.MAX_CLOSE_NUMBERS,
    "drained_batch_bytes": limits.MAX_DRAINED_BATCH_BYTES,
    "large_body_bytes": limits.LARGE_BODY_BYTES,
    "bodies_bytes": limits.MAX_BODIES_BYTES,
    "bodies_of_one_bytes": limits.MAX_BODIES_OF_ONE_BYTES,
    "downloads_of_one": limits.MAX_DOWNLOADS_OF_A_SENDER,
    "calls_of_one": limits.MAX_CALLS_OF_A_SENDER,
    "calls_beside_others": limits.MAX_CALLS_BESIDE_OTHERS,
    "remembered_keys": limits.MAX_REMEMBERED_KEYS,
    "proof_milliseconds": limits.MAX_PROOF_SECONDS * 1000,
}
_VARIABLE = re.compile(r"\{([a-z0-9_]+)\}")
_FIXED_VARIABLE = re.compile(r"\{[a-z0-9_]+=([A-Za-z]+)\}")
_WELL_KNOWN = {"google.protobuf.Timestamp": "timestamp", "google.protobuf.Struct": "struct"}
_BODY_KINDS = {FieldDescriptor.TYPE_STRING: "string", FieldDescriptor.TYPE_BOOL: "bool"}
_QUERY_KINDS = {
    FieldDescriptor.TYPE_STRING: "string",
    FieldDescriptor.TYPE_INT32: "int32",
    FieldDescriptor.TYPE_INT64: "int64",
}
_QUERY_MESSAGES = {"google.protobuf.Timestamp": "timestamp"}


# FHIR's methods, where a descriptor cannot say it: a GET that has an effect, the media types of raw bodies.
_ACTS = frozenset({"StartExport", "StartExportByParameters"})
_MEDIA_TYPES = {
    "StartExportByParameters": ["application/fhir+json", "application/json"],
    "IssueToken": ["application/x-www-form-urlencoded"],
    "ImportRecords": [
        "application/fhir+json",
        "application/fhir+ndjson",
        "application/gzip",
        "application/json",
        "application/ndjson",
        "application/x-ndjson",
    ],
}
_KEYLESS_SERVICE = "curae.fhir.v1.SmartService"
# What shows a key to a server, where the method itself has an effect or looks at a token first.
_KEY_ALONE = "/curae.sdk.v1.RecordsService/GetExport"
_FHIR_KEY_ALONE = "/curae.fhir.v1.BulkDataService/GetExportStatus"


def generate(rpcs: Iterable[Rpc], of_fhir: Iterable[Rpc] = ()) -> str:
    """The source of a Lua module that returns one table."""
    token_instead: dict[str, LuaValue] = {_path(rpc): True for rpc in rpcs if "token" in rpc.request.fields_by_name}
    rules: dict[str, LuaValue] = {
        "limits": _LIMITS,
        "routes": [*_routes(rpcs), *_routes(of_fhir)],
        "token_instead": token_instead,
        "proven_by": {**dict.fromkeys(token_instead, _KEY_ALONE), **{_path(rpc): _FHIR_KEY_ALONE for rpc in of_fhir}},
        "keyless": {_path(rpc): True for rpc in of_fhir if rpc.service == _KEYLESS_SERVICE},
        "messages": _messages(rpcs),
        "problems": {
            kind.code: {"type": kind.type, "title": kind.title, "status": kind.http, "retryable": kind.retryable}
            for kind in PROBLEMS.values()
        },
    }
    return f"{_HEADER}\nreturn {_lua(rules)}\n"


def _routes(rpcs: Iterable[Rpc]) -> list[LuaValue]:
    by_path: dict[str, dict[str, LuaValue]] = {}
    for rpc in rpcs:
        for rule in rpc.bindings:
            route = by_path.setdefault(rule.path, _route(rule, rpc.request))
            methods = route["methods"]
            assert isinstance(methods, dict)  # noqa: S101
            methods[rule.verb] = _method(rpc)
    return list(by_path.values())


def _route(http: HttpRule, request: Descriptor) -> dict[str, LuaValue]:
    names = _VARIABLE.findall(http.path)
    variables: list[LuaValue] = [request.fields_by_name[name].json_name for name in names]
    return {"pattern": _pattern(http.path), "variables": variables, "methods": {}}


def _pattern(path: str) -> str:
    """A Lua pattern. A variable takes one segment; a colon in it would be a custom verb to the transcoder."""
    literals = re.split(r"\{[a-z0-9_]+\}", _FIXED_VARIABLE.sub(r"\1", path))
    return "^" + "([^/:]+)".join(re.sub(r"([^\w/])", r"%\1", literal) for literal in literals) + "$"


def _method(rpc: Rpc) -> LuaValue:
    method: dict[str, LuaValue] = {
        "query": {field.json_name: _query_kind(field) for field in rpc.query_fields},
        "events": rpc.sends_events,
        "head": rpc.takes_head and rpc.name not in _ACTS,
        "rpc": _path(rpc),
    }
    if rpc.service == _KEYLESS_SERVICE:
        method["keyless"] = True
    if rpc.name in _ACTS:
        method["passes_unknown"] = True
    if rpc.http.body not in ("", "*"):
        raw: LuaValue = dict.fromkeys(_MEDIA_TYPES[rpc.name], True)
        return method | {"raw": raw, "stream": rpc.streams_body}
    return method | {"body": rpc.request.name} if rpc.http.body else method


def _path(rpc: Rpc) -> str:
    """Of the gRPC call."""
    return f"/{rpc.service}/{rpc.name}"


def _query_kind(field: FieldDescriptor) -> str:
    if field.is_repeated and field.type == FieldDescriptor.TYPE_STRING:
        return "strings"
    if field.message_type is not None and field.message_type.full_name in _QUERY_MESSAGES:
        return _QUERY_MESSAGES[field.message_type.full_name]
    if field.is_repeated or field.type not in _QUERY_KINDS:
        raise ValueError(f"{field.full_name}: server/envoy/lua/query.lua has no rule for this type yet")
    return _QUERY_KINDS[field.type]


def _messages(rpcs: Iterable[Rpc]) -> dict[str, LuaValue]:
    found: dict[str, Descriptor] = {}
    in_paths = fields_in_paths(rpcs)
    for rpc in rpcs:
        if rpc.http.body == "*":
            found |= {message.name: message for message in _reachable(rpc.request)}
    return {
        name: {field.json_name: _field(field) for field in callers_fields(message) if field.full_name not in in_paths}
        for name, message in sorted(found.items())
    }


def _reachable(message: Descriptor) -> Iterator[Descriptor]:
    yield message
    for field in callers_fields(message):
        if field.message_type is not None and field.message_type.full_name not in _WELL_KNOWN:
            yield from _reachable(field.message_type)


def _field(field: FieldDescriptor) -> LuaValue:
    rule: dict[str, LuaValue] = {"kind": _body_kind(field)}
    if field.is_repeated:
        rule["repeated"] = True
    if field.message_type is not None and rule["kind"] == "message":
        rule["message"] = field.message_type.name
    if field.enum_type is not None:
        rule["values"] = {value.name: value.number for value in field.enum_type.values}
    return rule


def _body_kind(field: FieldDescriptor) -> str:
    if field.message_type is not None:
        if field.message_type.GetOptions().map_entry:
            raise ValueError(f"{field.full_name}: server/envoy/lua/body.lua has no rule for maps yet")
        return _WELL_KNOWN.get(field.message_type.full_name, "message")
    if field.enum_type is not None:
        return "enum"
    if field.type not in _BODY_KINDS:
        raise ValueError(f"{field.full_name}: server/envoy/lua/body.lua has no rule for this type yet")
    return _BODY_KINDS[field.type]


def _lua(value: LuaValue, indent: str = "") -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
    inner = indent + "  "
    entries = (
        [f"[{_lua(key)}] = {_lua(item, inner)}" for key, item in value.items()]
        if isinstance(value, dict)
        else [_lua(item, inner) for item in value]
    )
    return "{" + "".join(f"\n{inner}{entry}," for entry in entries) + (f"\n{indent}}}" if entries else "}")
