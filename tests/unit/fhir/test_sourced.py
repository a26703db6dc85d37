"""Sources, the ids of their records, and resources as they are stored."""

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.fhir.sourced import FORMER_SOURCE, sourced
from server.domain.records.source import Source, is_foreign_id
from server.errors import BadRequest

HERE = Source.parse("https://a.example/fhir")
FHIR_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
LONG = "eq_" + "x" * 85


def stored(resource: dict[str, Any], source: Source = HERE, **form: Any) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(sourced(json.dumps(resource, **form), resource, source))
    return result


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://a.example/fhir", "https://a.example/fhir"),
        ("HTTPS://A.Example:443/fhir/", "https://a.example/fhir"),
        ("http://a.example:80", "http://a.example"),
        ("http://[::1]:8080/R4//", "http://[::1]:8080/R4"),
        ("https://a.example/FHIR", "https://a.example/FHIR"),
    ],
)
def test_equal_bases_are_one_source(url: str, base: str) -> None:
    assert Source.parse(url) == Source(base)


@pytest.mark.parametrize(
    "url",
    ["", "a.example/fhir", "ftp://a.example", "https://", "https://u:p@a.example", "https://a.example?x", "https://a/#",
     "https://a.example/ b", "https://a.example:x", "https://[::1", "https://a.example/\n",
     "https://a.example/" + "x" * 500],
)  # fmt: skip
def test_what_is_no_base_url_is_refused(url: str) -> None:
    with pytest.raises(BadRequest, match="base URL of a FHIR server"):
        Source.parse(url)


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_fhir_ids_and_differ_by_source_type_and_id(one: str, other: str) -> None:
    made = {
        source.id_of(kind, name)
        for source in (HERE, Source.parse("https://b.example/fhir"))
        for kind in ("Patient", "Observation")
        for name in {one, other}
    }
    assert len(made) == 4 * len({one, other})
    assert all(FHIR_ID.fullmatch(each) for each in made)


def test_an_id_is_the_same_for_ever() -> None:
    """Stored records have it: another way to make it would give every record a second id."""
    assert HERE.id_of("Observation", "1") == "cdidavp6yk5mpnfsgknnf56xqxhqvepn"


def test_id_references_and_origin_change_and_nothing_else() -> None:
    resource = {
        "resourceType": "Observation",
        "id": LONG,
        "subject": {"reference": "Patient/1", "display": "Patient/1"},
        "derivedFrom": [{"reference": "Observation/1/_history/3"}, {"reference": "#c"}, {"reference": "urn:uuid:x"}],
        "hasMember": [{"reference": "Patient?identifier=1"}, {"reference": "https://a.example/fhir/Patient/1"}],
        "contained": [{"resourceType": "Basic", "id": "c", "subject": {"reference": "Patient/1"}}],
        "note": [{"text": '"reference":"Patient/1"'}],
        "id_": "x",
    }
    expected = copy.deepcopy(resource) | {"id": HERE.id_of("Observation", LONG)}
    patient = f"Patient/{HERE.id_of('Patient', '1')}"
    expected["meta"] = {"source": f"https://a.example/fhir/Observation/{LONG}"}
    expected["subject"]["reference"] = expected["contained"][0]["subject"]["reference"] = patient  # type: ignore[index]
    expected["derivedFrom"][0]["reference"] = f"Observation/{HERE.id_of('Observation', '1')}/_history/3"  # type: ignore[index]
    assert stored(resource) == stored(resource, indent=1) == expected


@pytest.mark.parametrize(
    ("meta", "extension"),
    [
        ({}, None),
        ({"versionId": "1"}, None),
        ({"source": "urn:x#\u00e9"}, []),
        ({"tag": [{"code": "a"}], "source": "urn:x#\u00e9", "lastUpdated": "2020-01-01T00:00:00Z"}, []),
        ({"source": "urn:x#\u00e9", "extension": []}, []),
        ({"extension": [{"url": "u", "valueUri": "v"}], "source": "urn:x#\u00e9"}, [{"url": "u", "valueUri": "v"}]),
    ],
)
def test_the_origin_takes_the_place_of_a_former_one_which_is_kept(meta: dict[str, Any], extension: Any) -> None:
    resource = {"resourceType": "Basic", "meta": meta, "id": "1", "v": {"meta": {"source": "stays"}}}
    expected = {**meta, "source": "https://a.example/fhir/Basic/1"}
    if extension is not None:
        expected["extension"] = [{"url": FORMER_SOURCE, "valueUri": "urn:x#\u00e9"}, *extension]
    assert (
        stored(resource) == stored(resource, indent=2) == resource | {"meta": expected, "id": HERE.id_of("Basic", "1")}
    )


def test_numbers_keep_every_digit() -> None:
    text = '{"resourceType":"Basic","id":"1","v":[1.50,1e-30,12345678901234567890.10],"s":"\\u00e9\\/"}'
    result = sourced(text, json.loads(text), HERE)
    assert result.endswith('"v":[1.50,1e-30,12345678901234567890.10],"s":"\\u00e9\\/"}')


@pytest.mark.parametrize("value", ["a", LONG, "a:b@c~d%20", "x" * 255])
def test_an_id_of_a_server(value: str) -> None:
    assert is_foreign_id(value)
    assert HERE.target(f"Patient/{value}") == f"Patient/{HERE.id_of('Patient', value)}"


@pytest.mark.parametrize("value", ["", "a b", "a/b", "a?b", "a#b", "é", "x" * 256, 'a"b', None, 7])
def test_what_cannot_be_an_id(value: object) -> None:
    assert not is_foreign_id(value)


@pytest.mark.parametrize(
    "link", ["Nonsense/1", "Patient", "Patient/", "/Patient/1", "Patient/1/x", "ftp:Patient/1", ""]
)
def test_other_links_stay(link: str) -> None:
    assert HERE.target(link) is None


def here(kind: str, foreign_id: str) -> str:
    return f"{kind}/{HERE.id_of(kind, foreign_id)}"


@pytest.mark.parametrize(
    ("canonical", "becomes"),
    [
        ("Questionnaire/1", here("Questionnaire", "1")),
        ("Questionnaire/1|2.0", f"{here('Questionnaire', '1')}|2.0"),
        ("Questionnaire/1|2.0#intro", f"{here('Questionnaire', '1')}|2.0#intro"),
        ("Questionnaire/1#intro", f"{here('Questionnaire', '1')}#intro"),
        ("https://a.example/fhir/Questionnaire/1|2.0", "https://a.example/fhir/Questionnaire/1|2.0"),
        ("http://loinc.org/q/93025-5|2.0#intro", "http://loinc.org/q/93025-5|2.0#intro"),
        ("urn:oid:1.2.3|4", "urn:oid:1.2.3|4"),
        ("#contained", "#contained"),
        ("Nothing/1|2.0", "Nothing/1|2.0"),
    ],
)
def test_a_relative_canonical_leads_to_the_record_of_its_source_and_any_other_stays(
    canonical: str, becomes: str
) -> None:
    """A canonical names a definition by its `url`, which no import changes (hl7.org/fhir/R4/references.html)."""
    response = {"resourceType": "QuestionnaireResponse", "id": "r", "questionnaire": canonical}
    assert stored(response)["questionnaire"] == becomes
    plan = {
        "resourceType": "CarePlan",
        "id": "p",
        "meta": {"profile": [canonical]},
        "instantiatesCanonical": [canonical, canonical],
        "extension": [{"url": canonical, "valueCanonical": canonical}, {"url": "u", "valueString": canonical}],
        "title": canonical,
    }
    kept = stored(plan)
    assert (kept["meta"]["profile"], kept["instantiatesCanonical"]) == ([becomes], [becomes, becomes])
    extensions = [{"url": canonical, "valueCanonical": becomes}, {"url": "u", "valueString": canonical}]
    assert (kept["extension"], kept["title"]) == (extensions, canonical)


def test_a_definition_keeps_the_url_by_which_canonicals_find_it() -> None:
    questionnaire = {"resourceType": "Questionnaire", "id": "1", "url": "Questionnaire/1", "version": "2.0"}
    assert stored(questionnaire)["url"] == "Questionnaire/1"
