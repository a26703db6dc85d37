import json
from typing import Any

import pytest

from server.domain.fhir import reduce as reducing
from server.domain.fhir.reduce import reduce
from server.domain.fhir.resource import MAX_DEPTH

SUBSETTED = {"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}
TAGGED = {"tag": [SUBSETTED]}
NARRATIVE = {"status": "generated", "div": "<div>Zaphod</div>"}
EXTENSION = [{"url": "http://example.org/x", "valueString": "Zaphod"}]


def exactly(content: bytes) -> Any:
    """The JSON with every number as it is written."""
    return json.loads(
        content, parse_float=lambda digits: ("number", digits), parse_int=lambda digits: ("number", digits)
    )


def reduced(members: dict[str, Any]) -> dict[str, Any]:
    """What reducing leaves, whether by cutting or by the tree, in compact form or with spaces."""
    resource = {"resourceType": "Basic", **members}
    compact = json.dumps(resource, separators=(",", ":"), ensure_ascii=False)
    first = json.loads(reduce(compact.encode()))
    assert first == json.loads(reduce(json.dumps(resource).encode()))
    assert first == json.loads(reducing._reduce_tree(compact))
    assert first.pop("resourceType") == "Basic"
    return first


@pytest.mark.parametrize(
    ("members", "left"),
    [
        ({"text": NARRATIVE}, {}),
        ({"text": NARRATIVE, "id": "a"}, {"id": "a"}),
        ({"id": "a", "text": NARRATIVE, "extension": EXTENSION}, {"id": "a"}),
        ({"id": "a", "extension": EXTENSION, "b": 1, "contained": [{"text": NARRATIVE}]}, {"id": "a", "b": 1}),
        ({"code": {"text": "Zaphod", "extension": EXTENSION}}, {"code": {"text": "Zaphod"}}),
        ({"section": [{"title": "x", "text": NARRATIVE}]}, {"section": [{"title": "x"}]}),
        ({"telecom": [{"extension": EXTENSION}, {"value": "1"}]}, {"telecom": [{"value": "1"}]}),
        ({"telecom": [{"extension": EXTENSION}]}, {}),
        ({"a": {"b": {"c": {"extension": EXTENSION, "text": NARRATIVE}}}, "d": False}, {"d": False}),
        ({"birthDate": "1970", "_birthDate": {"extension": EXTENSION}}, {"birthDate": "1970"}),
        (
            {"birthDate": "1970", "_birthDate": {"id": "i", "extension": EXTENSION}},
            {"birthDate": "1970", "_birthDate": {"id": "i"}},
        ),
        ({"given": ["A", None], "_given": [None, {"extension": EXTENSION}]}, {"given": ["A"]}),
        ({"given": [None], "_given": [{"extension": EXTENSION}]}, {}),
        (
            {"given": ["A", None], "_given": [{"extension": EXTENSION}, {"id": "i", "extension": EXTENSION}]},
            {"given": ["A", None], "_given": [None, {"id": "i"}]},
        ),
        (
            {"photo": [{"contentType": "image/png", "data": "QUJD", "hash": "h"}]},
            {"photo": [{"contentType": "image/png", "hash": "h"}]},
        ),
        ({"content": {"data": "QUJD"}}, {}),
        ({"contentType": "x", "data": "QUJD"}, {"contentType": "x"}),
        ({"content": {"url": "data:text/plain,Zaphod", "title": "t"}}, {"content": {"title": "t"}}),
        ({"content": {"url": "https://example.org/data:"}}, {"content": {"url": "https://example.org/data:"}}),
    ],
)
def test_leaves_out(members: dict[str, Any], left: dict[str, Any]) -> None:
    assert reduced(members) == {**left, "meta": TAGGED}


@pytest.mark.parametrize(
    "members",
    [
        {"valueSampledData": {"origin": {"value": 0}, "period": 10, "dimensions": 1, "data": "E 1.5 U"}},
        {"provision": {"data": [{"meaning": "instance"}]}},
        {"modifierExtension": [{"url": "u", "extension": [{"url": "v", "valueBoolean": True}]}], "status": "final"},
        {"note": [{"text": 'she said "extension": [1] and \\"text": {"}'}, {"text": ',"contained"'}]},
        {"empty": {}, "none": [], "zero": 0, "nothing": None},
        {"code": {"text": "extension"}, "text_": "text"},
    ],
)
def test_keeps(members: dict[str, Any]) -> None:
    assert reduced(members) == {**members, "meta": TAGGED}


def test_leaves_attachment_data_out_of_modifier_extensions_too() -> None:
    modifier = {"url": "u", "valueAttachment": {"contentType": "x", "data": "QUJD"}}
    left = {"url": "u", "valueAttachment": {"contentType": "x"}}
    assert reduced({"modifierExtension": [modifier]}) == {"modifierExtension": [left], "meta": TAGGED}


def test_keys_written_in_escapes_do_not_slip_through() -> None:
    content = rb'{"resourceType":"Basic","\u0065xtension":[{"url":"u"}],"\u005fid":{"extension":[]},"a":"\u00e9"}'
    assert json.loads(reduce(content)) == {"resourceType": "Basic", "a": "é", "meta": TAGGED}


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({}, TAGGED),
        ({"versionId": "1"}, {"versionId": "1", **TAGGED}),
        ({"tag": [], "source": "s"}, {**TAGGED, "source": "s"}),
        ({"tag": [{"code": "x"}], "source": "s"}, {"tag": [{"code": "x"}, SUBSETTED], "source": "s"}),
        ({"tag": [{**SUBSETTED, "display": "d"}]}, {"tag": [{**SUBSETTED, "display": "d"}]}),
        ({"extension": EXTENSION}, TAGGED),
    ],
)
@pytest.mark.parametrize("order", ["first", "last"])
def test_tags_meta(meta: dict[str, Any], expected: dict[str, Any], order: str) -> None:
    inner = {"parameter": [{"resource": {"meta": {"versionId": "inner"}}}]}
    members = {"meta": meta, **inner} if order == "first" else {**inner, "meta": meta}
    assert reduced(members) == {**inner, "meta": expected}


NUMBERS = b"[1.50,1E5,-0.0,0,12345678901234567890,0.1000000000000000000001,1e-7]"


@pytest.mark.parametrize("extra", [b"", b',"_birthDate":{"extension":[{"url":"u"}]}', b',"extension":[{"url":"u"}]'])
def test_numbers_stay_as_written(extra: bytes) -> None:
    content = b'{"resourceType":"Basic","v":' + NUMBERS + b',"s":"1.50"' + extra + b"}"
    assert b'"v":' + NUMBERS + b',"s":"1.50"' in reduce(content)


def test_nests_as_deep_as_what_can_be_imported() -> None:
    depth = MAX_DEPTH - 1
    content = b'{"_a":null,"resourceType":"Basic","v":' + b"[" * depth + b'"x"' + b"]" * depth + b"}"
    assert b"[" * depth in reduce(content)
