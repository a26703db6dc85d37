"""`gen/postman.json`: the OpenAPI document as a Postman collection, format 2.1.0.

Variables: `baseUrl`, `apiKey`, `connectionId`, `exportId` and `signalId`. `{{$guid}}` is a new UUID at each request.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from server.codegen.openapi.examples import QUERY_EXAMPLES

Json = dict[str, Any]

_SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
_BASE_URL = "http://127.0.0.1:8080"
_IDS = ("exportId", "signalId")  # in paths


def generate(document: Mapping[str, Any]) -> bytes:
    folders = {tag["name"]: tag["description"] for tag in document["tags"]}
    collection: Json = {
        "info": {
            "name": document["info"]["title"],
            "description": document["info"]["description"],
            "schema": _SCHEMA,
        },
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{apiKey}}", "type": "string"}]},
        "variable": [
            {"key": "baseUrl", "value": _BASE_URL},
            *({"key": name, "value": ""} for name in ("apiKey", "connectionId", *_IDS)),
        ],
        "item": [
            {"name": tag, "description": description, "item": [*_items(document, tag)]}
            for tag, description in folders.items()
        ],
    }
    return (json.dumps(collection, indent=2) + "\n").encode()


def _items(document: Mapping[str, Any], tag: str) -> Iterator[Json]:
    for path, operations in document["paths"].items():
        for verb, operation in operations.items():
            if tag in operation["tags"] and verb != "head":
                parameters = [_resolved(document, each) for each in operation["parameters"]]
                yield _item(path, verb.upper(), operation, parameters)


def _item(path: str, verb: str, operation: Json, parameters: list[Json]) -> Json:
    request: Json = {
        "method": verb,
        "description": operation["description"],
        "header": [{"key": "Idempotency-Key", "value": "{{$guid}}"}] if _takes_key(parameters) else [],
        "url": _url(path, parameters, _needed_query(operation)),
    }
    body = operation.get("requestBody")
    if body and "application/json" not in body["content"]:
        request["header"].append({"key": "Content-Type", "value": next(iter(body["content"]))})
        request["body"] = {"mode": "file"}
    elif body:
        request["header"].append({"key": "Content-Type", "value": "application/json"})
        example = body["content"]["application/json"]["example"]
        request["body"] = {
            "mode": "raw",
            "raw": json.dumps(_with_variables(example), indent=2),
            "options": {"raw": {"language": "json"}},
        }
    return {"name": operation["summary"], "request": request}


def _takes_key(parameters: list[Json]) -> bool:
    return any(each["name"] == "Idempotency-Key" for each in parameters)


def _url(path: str, parameters: list[Json], needed: Mapping[str, str]) -> Json:
    # A variable of the path has a segment of its own; one with a verb behind it, as in `{signalId}:replace`, has not.
    whole = re.sub(r"/\{(\w+)\}(?=/|$)", r"/:\1", path)
    segments = re.sub(r"\{(\w+)\}", r"{{\1}}", whole).strip("/").split("/")
    values = _with_variables(needed)
    query = [
        {
            "key": each["name"],
            "value": values.get(each["name"], ""),
            "description": each["description"],
            "disabled": each["name"] not in values,
        }
        for each in parameters
        if each["in"] == "query"
    ]
    variables = [
        {"key": each["name"], "value": f"{{{{{each['name']}}}}}" if each["name"] in _IDS else str(each["example"])}
        for each in parameters
        if each["in"] == "path" and f":{each['name']}" in segments
    ]
    given = "&".join(f"{name}={value}" for name, value in values.items())
    raw = "{{baseUrl}}/" + "/".join(segments) + (f"?{given}" if given else "")
    return {"raw": raw, "host": ["{{baseUrl}}"], "path": segments, "query": query, "variable": variables}


def _needed_query(operation: Json) -> Mapping[str, str]:
    """What the samples of the operation have in their query."""
    named = (query for method, query in QUERY_EXAMPLES.items() if method.endswith(f".{operation['operationId']}"))
    return next(named, {})


def _with_variables(value: Any) -> Any:
    """An example in which the connection is the collection's, and each key is new."""
    if isinstance(value, dict):
        named = {"connectionId": "{{connectionId}}", "idempotencyKey": "{{$guid}}"}
        return {name: named.get(name, _with_variables(each)) for name, each in value.items()}
    return [_with_variables(each) for each in value] if isinstance(value, list) else value


def _resolved(document: Mapping[str, Any], parameter: Json) -> Json:
    if "$ref" not in parameter:
        return parameter
    found: Json = document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
    return found
