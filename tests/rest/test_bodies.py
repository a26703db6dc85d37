"""The JSON bodies that REST takes and refuses, through the real Envoy."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.parts.attackers.made_up_key import made_up_key
from tests.parts.eventually import eventually

SIGNALS = "/api/sdk/v1/signals"
BATCH = "/api/sdk/v1/signals:batch"
EXPORTS = "/api/sdk/v1/records/exports"
JSON = {"content-type": "application/json"}


def post(echo: httpx.Client, path: str, body: str | bytes) -> httpx.Response:
    return echo.post(path, content=body, headers=JSON)


def violation(response: httpx.Response) -> dict[str, str]:
    """The one violation of a BAD_REQUEST problem."""
    problem = response.json()
    assert response.status_code == problem["status"] == 400
    assert problem["code"] == "BAD_REQUEST"
    (only,) = problem["details"]["violations"]
    return dict(only)


def payload(text: str) -> str:
    return f'{{"payload":{text}}}'


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (SIGNALS, "", "body"),
        (SIGNALS, " \n", "body"),
        (SIGNALS, "null", "body"),
        (SIGNALS, "[]", "body"),
        (SIGNALS, "{", "body"),
        (SIGNALS, "{}}", "body"),
        (SIGNALS, "{} {}", "body"),
        (SIGNALS, '{"payload":{},}', "body"),
        (SIGNALS, "{'payload':{}}", "body"),
        (SIGNALS, "{payload:{}}", "body"),
        (SIGNALS, "\ufeff{}", "body"),
        (SIGNALS, '// x\n{"payload":{}}', "body"),
        (SIGNALS, b'{"namespace":"\xff"}', "body"),
        (SIGNALS, b'{"namespace":"\xed\xa0\x80"}', "body"),
        (SIGNALS, b'{"namespace":"\xc0\xaf"}', "body"),
        (SIGNALS, b'{"namespace":"\xf4\x90\x80\x80"}', "body"),
        (SIGNALS, '{"a":1}', "a"),
        (SIGNALS, '{"connection_id":"x"}', "connection_id"),
        (SIGNALS, '{"namespace":"a","namespace":"a"}', "namespace"),
        (SIGNALS, '{"namespace":"a","\\u006eamespace":"a"}', "namespace"),
        (SIGNALS, '{"namespace":1}', "namespace"),
        (SIGNALS, '{"namespace":"a\\u0000"}', "namespace"),
        (SIGNALS, '{"namespace":"\\ud800"}', "namespace"),
        (SIGNALS, '{"namespace":"\\udc00\\ud800"}', "namespace"),
        (SIGNALS, '{"namespace":"\\ud800\\u0041"}', "namespace"),
        (SIGNALS, '{"namespace":"\\x41"}', "namespace"),
        (SIGNALS, '{"namespace":"a\tb"}', "namespace"),
        (SIGNALS, payload("[]"), "payload"),
        (SIGNALS, payload('"x"'), "payload"),
        (SIGNALS, payload('{"a":1,"a":2}'), "payload.a"),
        (SIGNALS, payload('{"a":{"b":[0,{"c":1,"\\u0063":2}]}}'), "payload.a.b[1].c"),
        (SIGNALS, payload('{"\\u0000":1}'), "payload"),
        (SIGNALS, payload('{"steps":9007199254740993}'), "payload.steps"),
        (SIGNALS, payload('{"steps":-9007199254740993}'), "payload.steps"),
        (SIGNALS, payload('{"steps":9007199254740993.0}'), "payload.steps"),
        (SIGNALS, payload('{"steps":1e16}'), "payload.steps"),
        (SIGNALS, payload('{"steps":1e400}'), "payload.steps"),
        (SIGNALS, payload('{"steps":1e-400}'), "payload.steps"),
        (SIGNALS, payload('{"steps":1e90000000000}'), "payload.steps"),
        (SIGNALS, payload('{"steps":1e-90000000000}'), "payload.steps"),
        (SIGNALS, payload('{"steps":0e' + "9" * 400 + "}"), "payload.steps"),
        (SIGNALS, payload('{"steps":1' + "0" * 70000 + "}"), "payload.steps"),
        (SIGNALS, payload('{"steps":0.' + "0" * 70000 + "1}"), "payload.steps"),
        (SIGNALS, payload('{"steps":01}'), "payload.steps"),
        (SIGNALS, payload('{"steps":1.}'), "payload.steps"),
        (SIGNALS, payload('{"steps":NaN}'), "payload.steps"),
        (SIGNALS, payload('{"steps":Infinity}'), "payload.steps"),
        (SIGNALS, payload('{"a":' * 65 + "1" + "}" * 65), "body"),
        (SIGNALS, payload('{"a":' + "[" * 5000), "body"),
        (SIGNALS, '{"occurredAt":"2026-02-30T08:30:00Z"}', "occurredAt"),
        (SIGNALS, '{"occurredAt":"2026-01-31"}', "occurredAt"),
        (SIGNALS, '{"occurredAt":"2026-01-31t08:30:00z"}', "occurredAt"),
        (SIGNALS, '{"occurredAt":"0001-01-01T00:00:00+01:00"}', "occurredAt"),
        (SIGNALS, '{"occurredAt":"2026-01-31T08:30:00.1234567891Z"}', "occurredAt"),
        (SIGNALS, '{"occurredAt":0}', "occurredAt"),
        (BATCH, '{"items":{}}', "items"),
        (BATCH, '{"items":[{"signal":{"payload":{"a":1,]}}}]}', "items[0].signal.payload"),
        (EXPORTS, '{"resourceType":["Patient"]}', "resourceType"),
        (EXPORTS, '{"resourceTypes":"Patient"}', "resourceTypes"),
        (EXPORTS, '{"resourceTypes":["Patient",1]}', "resourceTypes[1]"),
        (EXPORTS, '{"resourceTypes":[null]}', "resourceTypes[0]"),
        (EXPORTS, '{"format":"ndjson"}', "format"),
        (EXPORTS, '{"format":2}', "format"),
        (EXPORTS, '{"format":1.0}', "format"),
        (EXPORTS, '{"format":"1"}', "format"),
        (EXPORTS, '{"includeRawFhir":"true"}', "includeRawFhir"),
        (EXPORTS, '{"includeRawFhir":1}', "includeRawFhir"),
        (EXPORTS, '{"includeRawFhir":tru}', "includeRawFhir"),
    ],
)
def test_a_wrong_body_is_refused_by_its_field(echo: httpx.Client, path: str, body: str | bytes, field: str) -> None:
    assert violation(post(echo, path, body))["field"] == field


@pytest.mark.parametrize(
    ("name", "meant"),
    [("signal_type", "signalType"), ("SignalType", "signalType"), ("nmespace", "namespace"), ("pay-load", "payload")],
)
def test_a_misspelt_field_is_told_its_name(echo: httpx.Client, name: str, meant: str) -> None:
    assert violation(post(echo, SIGNALS, json.dumps({name: "x"})))["description"].endswith(f"did you mean {meant}?")


def test_a_violation_never_repeats_the_value(echo: httpx.Client) -> None:
    response = post(echo, SIGNALS, '{"namespace":{"mrn":"12345678"}}')
    assert violation(response)["field"] == "namespace"
    assert "12345678" not in response.text


@pytest.mark.parametrize(
    ("sent", "understood"),
    [
        ('{"a":9007199254740992,"b":-9007199254740992}', {"a": 9007199254740992.0, "b": -9007199254740992.0}),
        ('{"a":9007199254740992.0,"b":1.5e3,"c":0.1}', {"a": 9007199254740992.0, "b": 1500.0, "c": 0.1}),
        ('{"a":"\\ud83d\\ude00\\n\\/","b":"é"}', {"a": "😀\n/", "b": "é"}),
        ('{"a":[null,true,"x"],"":{}}', {"a": [None, True, "x"], "": {}}),
        ("{}", {}),
    ],
)
def test_a_payload_arrives_as_sent(echo: httpx.Client, sent: str, understood: dict[str, Any]) -> None:
    response = post(echo, SIGNALS, payload(sent))
    assert response.status_code == 201
    assert json.loads(response.json()["signal"]["id"]) == {"payload": understood}


def test_null_means_absent(echo: httpx.Client) -> None:
    fields = ("connectionId", "resourceTypes", "format", "includeRawFhir", "since")
    export = post(echo, EXPORTS, json.dumps(dict.fromkeys(fields))).json()["export"]
    assert export == post(echo, EXPORTS, "{}").json()["export"]


@pytest.mark.parametrize("name_or_number", ['"fhir_ndjson"', "1"])
def test_a_defined_enum_value_is_taken(echo: httpx.Client, name_or_number: str) -> None:
    response = post(echo, EXPORTS, f'{{"format":{name_or_number}}}')
    assert (response.status_code, response.json()["export"]["format"]) == (202, "fhir_ndjson")


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"', "application/json"]
)
def test_json_content_types_are_taken(echo: httpx.Client, content_type: str) -> None:
    assert echo.post(SIGNALS, content="{}", headers={"content-type": content_type}).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/jsonp"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
def test_other_media_types_are_415(echo: httpx.Client, headers: dict[str, str]) -> None:
    response = echo.post(SIGNALS, content=b"{}", headers=headers)
    assert (response.status_code, response.json()["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("path", "limit", "size"),
    [
        (SIGNALS, 512 << 10, (512 << 10) + 1),
        (EXPORTS, 128 << 10, (128 << 10) + 1),
        (BATCH, 4 << 20, (4 << 20) + 1),
        (BATCH, 4 << 20, 35 << 20),
    ],
)
def test_a_body_over_the_limit_is_413(echo: httpx.Client, path: str, limit: int, size: int, *, chunked: bool) -> None:
    body = b"{" + b" " * (size - 1)

    def answer() -> httpx.Response | None:
        """None while the address has no room for so large a body: the ones before it may not have ended yet."""
        headers = JSON | {"authorization": f"Bearer {made_up_key()}"}
        response = echo.post(path, content=iter([body]) if chunked else body, headers=headers)
        return None if response.status_code == 429 else response

    response = eventually(answer)
    assert (response.status_code, response.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")
    assert response.json()["details"] == {"limitBytes": limit}


def test_a_get_takes_no_body(echo: httpx.Client) -> None:
    assert violation(echo.request("GET", f"{EXPORTS}/x", content=b"{}"))["field"] == "body"


def test_a_signal_of_the_largest_size_passes(echo: httpx.Client) -> None:
    assert post(echo, SIGNALS, payload(json.dumps({"a": "é" * 10_900}))).status_code == 201


def test_small_bodies_that_do_not_say_their_length_pass_side_by_side(echo: httpx.Client) -> None:
    """Each counts as the most that its route takes, 2 MiB, of the 40 MiB that one key may hold."""
    with ThreadPoolExecutor(10) as callers:
        answers = list(callers.map(lambda _: echo.post(SIGNALS, content=iter([b"{}"]), headers=JSON), range(200)))
    assert {answer.status_code for answer in answers} == {201}


@pytest.mark.parametrize(
    ("item", "field", "rule"),
    [
        ("null", "items[1]", "must be an object"),
        ("[]", "items[1]", "must be an object"),
        ('"' + "x" * 100 + '"', "items[1]", "must be an object"),
        ('{"signal":[]}', "items[1].signal", "must be an object"),
        ('{"signal":{"occurredAt":"2026-02-30T00:00:00Z"}}', "items[1].signal.occurredAt", "RFC 3339"),
        ('{"signal":{"occurredAt":1767225600}}', "items[1].signal.occurredAt", "RFC 3339"),
        ('{"signal":{"namespace":{"deep":[1,{"a":"\\u0000","a":9e999}]}}}', "items[1].signal.namespace", "string"),
        ('{"signal":{"payload":[1]}}', "items[1].signal.payload", "must be an object"),
        ('{"idempotencyKey":7}', "items[1].idempotencyKey", "must be a string"),
        ('{"idempotencyKey":"a","idempotencyKey":"b"}', "items[1].idempotencyKey", "appears twice"),
        ('{"signal":{"namespac":"x"}}', "items[1].signal", "holds a name that is not a field; did you mean namespace?"),
        ('{"ann.example@example.org":1}', "items[1]", "holds a name that is not a field"),
        ('{"fault":{"field":"a","description":"b"}}', "items[1]", "holds a name that is not a field"),
        ('{"signal":{"payload":{"Ann":1,"Ann":2}}}', "items[1].signal.payload", "holds one name twice"),
        ('{"signal":{"payload":{"a":9e999}},"x":1}', "items[1]", "holds a name that is not a field"),
    ],
)
def test_the_form_of_an_item_is_answered_with_it_alone_and_without_the_senders_words(
    echo: httpx.Client, item: str, field: str, rule: str
) -> None:
    """The server gets what is wrong in the item's place, and its neighbours as they were sent."""
    sound = '{"idempotencyKey":"k","signal":{"payload":{"b":"\\u0000","c":[1,2.5]}}}'
    answer = post(echo, BATCH, f'{{"items":[{sound}, {item} ,{sound}]}}')
    assert answer.status_code == 200, answer.text
    first, fault, last = (json.loads(result["signal"]["id"]) for result in answer.json()["results"])
    assert first == last and first["idempotencyKey"] == "k"
    assert fault == {"fault": {"field": field, "description": fault["fault"]["description"]}}
    assert rule in fault["fault"]["description"]


def test_an_item_that_breaks_the_grammar_refuses_the_batch(echo: httpx.Client) -> None:
    """Where it ends is then not known."""
    for item in ('{"namespace":1', '{"signal":{"namespace":1,}}', '{"signal":{"namespace":[1,]}}', "{\"a\":'x'}"):
        assert post(echo, BATCH, f'{{"items":[{{}},{item}]}}').status_code == 400


@pytest.mark.parametrize(
    ("sent", "understood"),
    [
        (
            '"occurredAt":"2026-03-01T08:30:00+05:30"',
            {"occurredAt": "2026-03-01T03:00:00Z", "occurredAtOffset": "+05:30"},
        ),
        (
            '"occurredAt":"2026-03-01T08:30:00+00:00"',
            {"occurredAt": "2026-03-01T08:30:00Z", "occurredAtOffset": "+00:00"},
        ),
        ('"occurredAt":"2026-03-01T08:30:00-00:00"', {"occurredAt": "2026-03-01T08:30:00Z"}),
        ('"occurredAt":"2026-03-01T08:30:00Z"', {"occurredAt": "2026-03-01T08:30:00Z"}),
        (
            '"occurredAtOffset":"-03:00" , "occurredAt":"2026-03-01T08:30:00Z"',
            {"occurredAt": "2026-03-01T08:30:00Z", "occurredAtOffset": "-03:00"},
        ),
        (
            '"occurredUntil":"2026-03-29T07:00:00+02:00","payload":{"a":"\\u0041"},"occurredAt":"2026-03-28T23:00:00+01:00"',
            {
                "occurredAt": "2026-03-28T22:00:00Z",
                "occurredAtOffset": "+01:00",
                "occurredUntil": "2026-03-29T05:00:00Z",
                "occurredUntilOffset": "+02:00",
                "payload": {"a": "A"},
            },
        ),
        ('"sentAt":"2026-03-01T08:30:00+05:30"', {"sentAt": "2026-03-01T03:00:00Z"}),
    ],
)
def test_the_offset_of_a_time_is_kept_beside_it(echo: httpx.Client, sent: str, understood: dict[str, Any]) -> None:
    answer = post(echo, SIGNALS, f"{{{sent}}}")
    assert json.loads(answer.json()["signal"]["id"]) == understood
    items = post(echo, BATCH, f'{{"items":[{{"signal":{{{sent}}}}}, {{"signal":{{{sent}}} }}]}}').json()["results"]
    assert [json.loads(each["signal"]["id"]) for each in items] == [{"signal": understood}] * 2


@pytest.mark.parametrize("order", [1, -1])
def test_an_offset_that_is_given_twice_is_refused(echo: httpx.Client, order: int) -> None:
    given = ['"occurredAt":"2026-03-01T08:30:00+05:30"', '"occurredAtOffset":"+05:30"'][::order]
    fault = violation(post(echo, SIGNALS, "{" + ",".join(given) + "}"))
    assert fault["field"].startswith("occurredAt") and "twice" in fault["description"]
