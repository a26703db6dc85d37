"""Puts the document together."""

import re
from typing import Any
from urllib.parse import urlencode

from google.protobuf.descriptor import FieldDescriptor

from server.codegen.descriptors import PACKAGE, Protos, Rpc
from server.codegen.openapi.examples import PATH_EXAMPLES, QUERY_EXAMPLES, REQUEST_EXAMPLES, RESPONSE_EXAMPLES
from server.codegen.openapi.headers import REQUEST_HEADERS, response_header_components, response_headers
from server.codegen.openapi.operations import (
    BODY_PROBLEMS,
    EVENT_STREAM,
    EVERY_PROBLEM,
    JSON,
    NDJSON,
    OPERATIONS,
    POST_PROBLEMS,
    STREAMED_MEDIA_TYPES,
    Operation,
    Success,
)
from server.codegen.openapi.problems import problem_responses, problem_schemas
from server.codegen.openapi.rules import Schema, is_required
from server.codegen.openapi.schemas import SchemaComponents
from server.codegen.samples import Answer, SampleRequest, code_samples

_INFO = {
    "title": "CuraeAI SDK data plane",
    "version": "1.0.0",
    "description": (
        "Exports a connected person's FHIR records as one file with a checksum, and takes in signals.\n\n"
        "Send an API key as `Authorization: Bearer cae_live_...`. Every error is `application/problem+json`: act on "
        "its `code`, and retry if `retryable` is true. Every POST needs an `Idempotency-Key`.\n\n"
        "[Errors with cause and remedy](/problems) | [Postman collection](/postman.json) | "
        "[one page for language models](/llms.txt)"
    ),
}
_SECURITY_SCHEMES: dict[str, Schema] = {
    "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "cae_live_... or cae_test_...",
        "description": "API key of an app.",
    },
    "linkToken": {
        "type": "apiKey",
        "in": "query",
        "name": "token",
        "description": "Short-lived signature, as in the URLs that GetExportDownload and GetExportWatch give.",
    },
}

_OF_RANGES = ("#/components/parameters/Range", "#/components/parameters/If-Range")


def openapi_document(protos: Protos) -> dict[str, Any]:
    """The OpenAPI 3.1 document. Raises KeyError for an RPC that the tables do not hold."""
    components = SchemaComponents(protos)
    paths: dict[str, Schema] = {}
    for rpc in protos.rpcs:
        path = paths.setdefault(_path(rpc), {})
        path[rpc.http.verb.lower()] = _operation(rpc, components)
        if rpc.takes_head:
            path["head"] = _head_operation(path["get"], rpc)
    return {
        "openapi": "3.1.0",
        "info": _INFO,
        "servers": [{"url": "/"}],
        "externalDocs": {"description": "Errors: cause, remedy and an example of every code", "url": "/problems"},
        "tags": [
            {"name": _tag(name), "description": components.in_json_names(comment)}
            for name, comment in protos.service_comments.items()
        ],
        "security": [{"apiKey": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted((components.schemas | problem_schemas()).items())),
            "parameters": REQUEST_HEADERS,
            "headers": response_header_components(),
            "securitySchemes": _SECURITY_SCHEMES,
        },
    }


def _operation(rpc: Rpc, components: SchemaComponents) -> Schema:
    operation = OPERATIONS[_key(rpc)]
    description = components.in_json_names(rpc.comment)
    summary, _, _ = description.partition(". ")
    return {
        "operationId": rpc.name,
        "tags": [_tag(rpc.service)],
        "summary": summary.rstrip("."),
        "description": description,
        **({"security": [{"apiKey": []}, {"linkToken": []}]} if operation.token_instead_of_key else {}),
        "parameters": _parameters(rpc, operation, components),
        **({"requestBody": _request_body(rpc, components)} if rpc.http.body else {}),
        "responses": {
            **{str(success.status): _success(rpc, operation, success, components) for success in operation.successes},
            **problem_responses(_codes(rpc, operation)),
        },
        "x-codeSamples": code_samples(_sample_request(rpc, operation)),
    }


def _sample_request(rpc: Rpc, operation: Operation) -> SampleRequest:
    """With the ids of the examples."""
    path = _path(rpc)
    for name in rpc.http.path_variables:
        path = path.replace(f"{{{rpc.request.fields_by_name[name].json_name}}}", PATH_EXAMPLES[name])
    if query := QUERY_EXAMPLES.get(_key(rpc)):
        path += f"?{urlencode(query)}"
    answers = {NDJSON: Answer.FILE, EVENT_STREAM: Answer.EVENTS}
    return SampleRequest(
        verb=rpc.http.verb,
        path=path,
        answer=answers.get(operation.successes[0].media_type or JSON, Answer.JSON),
        body=REQUEST_EXAMPLES[_key(rpc)] if rpc.http.body and not rpc.streams_body else None,
        sends_file=rpc.streams_body,
    )


def _head_operation(get: Schema, rpc: Rpc) -> Schema:
    """The same answers without their bodies (RFC 9110, section 9.3.2). `Range` is for GET alone (section 14.2)."""
    operation = OPERATIONS[_key(rpc)]
    successes = {
        str(success.status): {
            member: value for member, value in get["responses"][str(success.status)].items() if member != "content"
        }
        for success in operation.successes
    }
    return {
        **{member: value for member, value in get.items() if member != "x-codeSamples"},
        "operationId": f"{rpc.name}Head",
        "summary": f"{get['summary']}: the headers alone",
        "parameters": [each for each in get["parameters"] if each.get("$ref") not in _OF_RANGES],
        "responses": {**successes, **problem_responses(_codes(rpc, operation), with_body=False)},
    }


def _parameters(rpc: Rpc, operation: Operation, components: SchemaComponents) -> list[Schema]:
    path = [rpc.request.fields_by_name[name] for name in rpc.http.path_variables]
    headers = [*(("Idempotency-Key",) if _takes_key(rpc) else ()), *operation.request_headers, "x-request-id"]
    return [
        *(_parameter(field, "path", components) for field in path),
        *(_parameter(field, "query", components) for field in rpc.query_fields),
        *({"$ref": f"#/components/parameters/{name}"} for name in headers),
    ]


def _parameter(field: FieldDescriptor, place: str, components: SchemaComponents) -> Schema:
    required = place == "path" or is_required(field)
    return {
        "name": field.json_name,
        "in": place,
        "description": components.comment(field),
        **({"required": True} if required else {}),
        "schema": components.parameter(field),
        **({"example": PATH_EXAMPLES[field.name]} if place == "path" else {}),
    }


def _takes_key(rpc: Rpc) -> bool:
    """Every POST does, but for one whose path names what it makes."""
    return rpc.http.verb == "POST" and not rpc.streams_body


def _request_body(rpc: Rpc, components: SchemaComponents) -> Schema:
    if rpc.streams_body:
        content = {"schema": {"type": "string"}, "example": REQUEST_EXAMPLES[_key(rpc)]}
        return {"required": True, "content": dict.fromkeys(STREAMED_MEDIA_TYPES, content)}
    content = {"schema": components.request(rpc.request), "example": REQUEST_EXAMPLES[_key(rpc)]}
    return {"required": True, "content": {JSON: content}}


def _success(rpc: Rpc, operation: Operation, success: Success, components: SchemaComponents) -> Schema:
    response: Schema = {
        "description": success.description,
        "headers": response_headers(success.headers, success.optional_headers),
    }
    if success.media_type is not None:
        response["content"] = {success.media_type: _content(rpc, success, components)}
    if operation.links:
        response["links"] = {name: _link(name) for name in operation.links}
    return response


def _content(rpc: Rpc, success: Success, components: SchemaComponents) -> Schema:
    example = RESPONSE_EXAMPLES[_key(rpc)]
    if success.media_type == JSON:
        return {"schema": components.response(rpc.response), "example": example}
    if success.media_type == EVENT_STREAM:
        # As OpenAPI 3.2 has it in `itemSchema`, for which 3.1 has no place of its own: the schema is that of one event.
        data = {
            "type": "string",
            "contentMediaType": JSON,
            "contentSchema": components.response(rpc.response),
            "description": "The export as it stands after the change, as JSON.",
        }
        state = {"type": "string", "description": "The state; a client that reconnects sends it as `Last-Event-ID`."}
        members = {"id": state, "data": data}
        event = {"type": "object", "description": "One event.", "properties": members, "required": list(members)}
        return {"schema": event, "example": example}
    return {"schema": {"type": "string"}, "example": example}


def _link(operation_id: str) -> Schema:
    return {"operationId": operation_id, "parameters": {"exportId": "$response.body#/export/id"}}


def _codes(rpc: Rpc, operation: Operation) -> tuple[str, ...]:
    return (
        *EVERY_PROBLEM,
        *(POST_PROBLEMS if _takes_key(rpc) else ()),
        *(BODY_PROBLEMS if rpc.http.body else ()),
        *operation.problems,
    )


def _path(rpc: Rpc) -> str:
    """The path with its variables under their JSON names."""
    fields = rpc.request.fields_by_name
    return re.sub(r"\{([a-z0-9_]+)\}", lambda match: f"{{{fields[match[1]].json_name}}}", rpc.http.path)


def _key(rpc: Rpc) -> str:
    return f"{_local(rpc.service)}.{rpc.name}"


def _tag(service: str) -> str:
    return _local(service).removesuffix("Service")


def _local(name: str) -> str:
    return name.removeprefix(f"{PACKAGE}.")
