"""`gen/openapi.json`: valid, complete, and as strict as the server. Whether it is stale is the codegen check's part."""

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import protovalidate
import pytest
import schemathesis
from curae.sdk.v1 import records_pb2, signals_pb2
from google.protobuf import json_format
from google.protobuf.message import Message
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.clock import uuid7
from server.codegen.descriptors import PACKAGE, ROOT, load
from server.codegen.openapi.examples import REQUEST_EXAMPLES, RESPONSE_EXAMPLES
from server.codegen.openapi.facts import FIELD_FACTS
from server.codegen.openapi.operations import EVERY_PROBLEM, OPERATIONS
from server.codegen.openapi.problems import MEDIA_TYPE, OCCURRENCES
from server.domain.exports import ArtifactKind
from server.problems import PROBLEMS

DOCUMENT: dict[str, Any] = json.loads((ROOT / "gen/openapi.json").read_text())
PROTOS = load()
BASE = "https://curaeai.com/openapi.json"
REQUESTS: dict[str, type[Message]] = {
    "ExportRecords": records_pb2.ExportRecordsRequest,
    "IngestSignal": signals_pb2.IngestSignalRequest,
    "IngestSignals": signals_pb2.IngestSignalsRequest,
}
CONNECTION_ID = "9b2d6c1e-5f3a-4c8e-8f0d-1a2b3c4d5e6f"
SIGNAL = {
    "connectionId": CONNECTION_ID,
    "namespace": "activity",
    "signalType": "daily_summary",
    "payload": {"steps": 1},
}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def operation_ids() -> list[str]:
    return [operation["operationId"] for _, _, operation in operations()]


def operation_of(name: str) -> dict[str, Any]:
    return next(operation for _, _, operation in operations() if operation["operationId"] == name)


def validator(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    registry = jsonschema_rs.Registry([(BASE, {**DOCUMENT, "$schema": "https://json-schema.org/draft/2020-12/schema"})])
    absolute = json.loads(json.dumps(schema).replace('"#/', f'"{BASE}#/'))
    return jsonschema_rs.Draft202012Validator(absolute, registry=registry, validate_formats=True)


def request_schema(name: str) -> dict[str, Any]:
    return operation_of(name)["requestBody"]["content"]["application/json"]["schema"]


def codes_of(operation: dict[str, Any]) -> set[str]:
    contents = [response.get("content", {}).get(MEDIA_TYPE, {}) for response in operation["responses"].values()]
    return {code for content in contents for code in content.get("examples", {})}


def accepts(message: type[Message], body: object) -> bool:
    """Whether the transcoder's JSON mapping and the server's rules take the body."""
    try:
        protovalidate.validate(json_format.ParseDict(body, message()))
    except (json_format.ParseError, protovalidate.ValidationError):
        return False
    return True


def test_is_valid_openapi() -> None:
    # It builds 38 parsers when it is imported, which each worker would wait for.
    from openapi_spec_validator import OpenAPIV31SpecValidator  # noqa: PLC0415

    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_holds_every_rpc_once() -> None:
    names = [f"{rpc.service.removeprefix(PACKAGE + '.')}.{rpc.name}" for rpc in PROTOS.rpcs]
    heads = [f"{name.split('.')[1]}Head" for name, rpc in zip(names, PROTOS.rpcs, strict=True) if rpc.takes_head]

    assert sorted(OPERATIONS) == sorted(RESPONSE_EXAMPLES) == sorted(names)
    assert sorted(operation_ids()) == sorted([name.split(".")[1] for name in names] + heads)
    assert set(REQUEST_EXAMPLES) == {name for name, rpc in zip(names, PROTOS.rpcs, strict=True) if rpc.http.body}


def test_every_fact_is_about_a_field_that_there_is() -> None:
    fields = {name.removeprefix(f"{PACKAGE}.") for name in PROTOS.comments}

    assert set(FIELD_FACTS) <= fields


def test_holds_every_problem() -> None:
    documented = {code for _, _, operation in operations() for code in codes_of(operation)}

    assert documented == set(PROBLEMS) == set(OCCURRENCES)


@pytest.mark.parametrize("name", [name for name in operation_ids() if not name.endswith("Head")])
def test_every_operation_tells_what_may_go_wrong(name: str) -> None:
    assert set(EVERY_PROBLEM) <= codes_of(operation_of(name))


def test_a_problem_stands_under_its_status() -> None:
    for _, _, operation in operations():
        for status, response in operation["responses"].items():
            codes = response.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
            assert all(PROBLEMS[code].http == int(status) for code in codes)


def test_every_post_needs_an_idempotency_key_and_nothing_else_does() -> None:
    for _, method, operation in operations():
        references = [parameter.get("$ref") for parameter in operation["parameters"]]
        takes_key = method == "post" and operation["operationId"] != "ImportRecords"  # whose path names the import
        assert ("#/components/parameters/Idempotency-Key" in references) == takes_key


def test_examples_meet_their_schemas() -> None:
    checked = 0
    for _, _, operation in operations():
        contents = [response.get("content", {}) for response in operation["responses"].values()]
        for content in [*contents, operation.get("requestBody", {}).get("content", {})]:
            for media in content.values():
                examples = (
                    [media["example"]] if "example" in media else [e["value"] for e in media["examples"].values()]
                )
                for example in examples:
                    validator(media["schema"]).validate(example)
                    checked += 1

    assert checked > len(PROBLEMS)


def test_the_example_signal_is_one_that_the_demo_takes() -> None:
    example = REQUEST_EXAMPLES["SignalsService.IngestSignal"]
    schema = ROOT / "server/demo/schemas" / example["namespace"] / f"{example['signalType']}.json"

    jsonschema_rs.validator_for(json.loads(schema.read_text()), validate_formats=True).validate(example["payload"])


def test_header_and_parameter_examples_meet_their_schemas() -> None:
    components = DOCUMENT["components"]
    parameters = [p for _, _, operation in operations() for p in operation["parameters"] if "$ref" not in p]
    for described in [*components["headers"].values(), *components["parameters"].values(), *parameters]:
        if "example" in described:
            validator(described["schema"]).validate(described["example"])


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ExportRecords", {"connectionId": CONNECTION_ID}),
        ("ExportRecords", {"connectionId": CONNECTION_ID.upper()}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "resourceTypes": None, "since": None, "format": None}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "resourceTypes": ["Patient"] * 200}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "resourceTypes": ["Patient"] * 201}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "resourceTypes": [""]}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "resourceTypes": "Patient"}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "resourceType": ["Patient"]}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "since": "yesterday"}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "since": "2026-02-30T00:00:00Z"}),
        ("ExportRecords", {"connectionId": CONNECTION_ID, "format": "csv"}),
        ("ExportRecords", {"connectionId": "", "format": "fhir_ndjson"}),
        ("ExportRecords", {"connectionId": None}),
        ("ExportRecords", {}),
        ("IngestSignal", SIGNAL),
        ("IngestSignal", {**SIGNAL, "namespace": "Activity"}),
        ("IngestSignal", {**SIGNAL, "namespace": "a" * 64}),
        ("IngestSignal", {**SIGNAL, "namespace": "a" * 65}),
        ("IngestSignal", {**SIGNAL, "payload": None}),
        ("IngestSignal", {**SIGNAL, "payload": []}),
        ("IngestSignal", {name: value for name, value in SIGNAL.items() if name != "payload"}),
        ("IngestSignals", {"items": []}),
        ("IngestSignals", {"items": [{}]}),
        ("IngestSignals", {"items": [{"idempotencyKey": "k", "signal": {"namespace": "Refused Alone"}}]}),
        ("IngestSignals", {"items": [{"idempotencyKey": "k", "signal": {"nameSpace": "activity"}}]}),
        ("IngestSignals", {"items": [{"idempotencyKey": 1}]}),
        ("IngestSignals", {"items": [{}] * 500}),
        ("IngestSignals", {"items": [{}] * 501}),
    ],
)
def test_is_as_strict_as_the_server(name: str, body: dict[str, Any]) -> None:
    assert validator(request_schema(name)).is_valid(body) == accepts(REQUESTS[name], body)


@pytest.mark.parametrize("name", sorted(REQUESTS))
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_server_takes_whatever_the_document_allows(name: str, data: st.DataObject) -> None:
    case = data.draw(schemathesis.openapi.from_dict(DOCUMENT).find_operation_by_id(name).as_strategy())

    assert accepts(REQUESTS[name], case.body)


@pytest.mark.parametrize(
    ("payload", "valid"),
    [
        ({"a": 1, "b": [1, "x", None], "c": {"d": True}}, True),
        ({"a": [[1]]}, False),
        ({"a": {"b": {}}}, False),
        ({"a": {"b": [1]}}, False),
        ({"a": 2**53}, False),
        ({"a": "\0"}, False),
        ({"a\0": 1}, False),
    ],
)
def test_a_payload_is_flat_and_exact(payload: dict[str, Any], valid: bool) -> None:
    assert validator(request_schema("IngestSignal")).is_valid({**SIGNAL, "payload": payload}) is valid


@pytest.mark.parametrize("kind", ArtifactKind)
def test_the_name_of_each_file_of_an_export_is_documented(kind: ArtifactKind) -> None:
    pattern = DOCUMENT["components"]["headers"]["Content-Disposition"]["schema"]["pattern"]
    assert re.search(pattern, f'attachment; filename="export-{uuid7()}{kind.suffix}"')
