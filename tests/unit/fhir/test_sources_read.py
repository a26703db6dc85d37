"""Inputs of a named source: what the parser makes of their ids, references and deletions."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from server.domain.fhir.parse import read_resources
from server.domain.records.record import Deletion, Record, Rejected
from server.domain.records.source import Source

HERE = Source.parse("https://a.example/fhir")
ODD = "x_" + "y" * 86


def read(document: Any, source: Source | None = HERE) -> list[Any]:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(read_resources(io.BytesIO(raw), "input", source=source))


@pytest.mark.parametrize("spaces", ["", " "])
def test_every_way_to_read_gives_the_same_record(spaces: str) -> None:
    """The fast one for plain lines, the strict one, and a Bundle's entry."""
    plain = f'{{"resourceType":{spaces}"Basic","id":"{ODD}","v":1.50,"subject":{{"reference":"Patient/1"}}}}'
    strict = plain.replace('"Basic"', '"Basic" ').replace('"v":', '"v" :')
    bundle = f'{{"resourceType":"Bundle","type":"collection","entry":[{{"resource":{plain}}}]}}'
    found = [read(each.encode())[0] for each in (plain, strict, bundle)]
    contents = [json.loads(each.content, parse_float=str) for each in found]
    assert contents[0] == contents[1] == contents[2]
    assert contents[0] == {
        "resourceType": "Basic",
        "id": HERE.id_of("Basic", ODD),
        "meta": {"source": f"https://a.example/fhir/Basic/{ODD}"},
        "v": "1.50",
        "subject": {"reference": f"Patient/{HERE.id_of('Patient', '1')}"},
    }
    assert {each.resource_id for each in found} == {HERE.id_of("Basic", ODD)}


def test_links_by_full_url_lead_to_the_records_here() -> None:
    entries = [
        {"fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "resource": {"resourceType": "Patient"}},
        {
            "fullUrl": "https://a.example/fhir/Basic/2",
            "resource": {
                "resourceType": "Basic",
                "id": "2",
                "subject": {"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"},
                "author": {"reference": "https://a.example/fhir/Basic/2"},
            },
        },
    ]
    patient, basic = read({"resourceType": "Bundle", "type": "collection", "entry": entries})
    content = json.loads(basic.content)
    assert content["subject"] == {"reference": f"Patient/{patient.resource_id}"}
    assert content["author"] == {"reference": f"Basic/{basic.resource_id}"}
    assert json.loads(patient.content)["meta"]["source"].endswith("/Patient/0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")


def test_deletions_name_the_records_here() -> None:
    bundle = {
        "resourceType": "Bundle",
        "type": "transaction",
        "meta": {"lastUpdated": "2026-01-02T03:04:05Z"},
        "entry": [{"request": {"method": "DELETE", "url": f"Basic/{ODD}"}}],
    }
    (deletion,) = read(bundle)
    assert isinstance(deletion, Deletion)
    assert deletion.key == ("Basic", HERE.id_of("Basic", ODD))
    assert deletion.moment == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert read(bundle, None)[0].key == ("Basic", ODD)


def test_without_a_source_ids_and_bytes_stay_and_odd_ids_are_refused() -> None:
    raw = b'{"resourceType":"Basic","id":"1","subject":{"reference":"Patient/1"}}'
    (record,) = read(raw, None)
    assert isinstance(record, Record)
    assert record.content == raw
    assert isinstance(read({"resourceType": "Basic", "id": ODD}, None)[0], Rejected)
    for bad in ("a b", "a/b", "", "x" * 256, None):
        (refused,) = read({"resourceType": "Basic", "id": bad})
        assert isinstance(refused, Rejected)
        assert refused.reason.startswith("id is missing or not")
