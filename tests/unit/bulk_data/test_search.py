from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.bulk_data.search import UnsupportedSearch, filter_from_json, read_filter, split_filters

LABORATORY = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]
}
OBSERVATION = {
    "resourceType": "Observation",
    "status": "final",
    "category": [LABORATORY],
    "code": {"coding": [{"system": "http://loinc.org", "code": "2345-7"}, {"code": "local"}]},
    "effectiveDateTime": "2026-01-31T08:30:00+02:00",
    "meta": {"lastUpdated": "2026-02-01T00:00:00.5Z"},
}
ENCOUNTER = {"resourceType": "Encounter", "period": {"start": "2026-01-01", "end": "2026-01-03"}}


@pytest.mark.parametrize(
    ("query", "resource", "holds"),
    [
        ("Observation?category=laboratory", OBSERVATION, True),
        ("Observation?category=vital-signs,laboratory", OBSERVATION, True),
        ("Observation?category=vital-signs%2Claboratory", OBSERVATION, True),
        ("Observation?category=vital-signs", OBSERVATION, False),
        ("Observation?code=http://loinc.org|2345-7", OBSERVATION, True),
        ("Observation?code=http://snomed.info/sct|2345-7", OBSERVATION, False),
        ("Observation?code=|local", OBSERVATION, True),
        ("Observation?code=http://loinc.org|", OBSERVATION, True),
        ("Observation?status=final&category=laboratory", OBSERVATION, True),
        ("Observation?status=amended&category=laboratory", OBSERVATION, False),
        ("Observation?date=2026-01-31", OBSERVATION, True),
        ("Observation?date=2026", OBSERVATION, True),
        ("Observation?date=gt2026-01-31", OBSERVATION, False),
        ("Observation?date=ge2026-01-31", OBSERVATION, True),
        ("Observation?date=lt2026-01-31T06:30:00Z", OBSERVATION, False),
        ("Observation?date=le2026-01-31T06:30:00Z", OBSERVATION, True),
        ("Observation?date=ne2026-01-30", OBSERVATION, True),
        ("Observation?_lastUpdated=gt2026-02-01T00:00:00Z", OBSERVATION, False),
        ("Observation?_lastUpdated=ge2026-02-01T00:00:00Z", OBSERVATION, True),
        ("Observation?issued=2026", OBSERVATION, False),
        ("Encounter?date=ge2026-01-03", ENCOUNTER, True),
        ("Encounter?date=gt2026-01-03", ENCOUNTER, False),
        ("Encounter?date=2026-01", ENCOUNTER, True),
        ("AllergyIntolerance?category=food", {"category": ["food", "medication"]}, True),
        ("Condition?clinical-status=active", {"clinicalStatus": {"coding": [{"code": "active"}]}}, True),
        (
            "Immunization?code=207",
            {"resourceType": "Immunization", "vaccineCode": {"coding": [{"code": "207"}]}},
            True,
        ),
        ("Observation?", OBSERVATION, True),
    ],
)
def test_searches(query: str, resource: dict[str, Any], holds: bool) -> None:
    found = read_filter(query)
    assert found.holds(resource) is holds
    assert filter_from_json(found.as_json()) == found


@pytest.mark.parametrize(
    "query",
    [
        "Observation",
        "?status=final",
        "Observation?subject=Patient/1",
        "Observation?date=soon",
        "Observation?date=2026-13",
        "Observation?code:in=x",
        "Observation?status=",
        "Observation?_include=x",
        "1?status=final",
    ],
)
def test_what_is_not_supported_is_refused_without_its_value(query: str) -> None:
    with pytest.raises(UnsupportedSearch) as refused:
        read_filter(query)
    assert "soon" not in str(refused.value)


def test_a_comma_joins_filters_only_where_one_begins() -> None:
    joined = "Observation?category=a,b,Condition?code=c,Observation?category=d%2Ce"
    assert split_filters(joined) == ["Observation?category=a,b", "Condition?code=c", "Observation?category=d%2Ce"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


@given(JSON, JSON, st.text(max_size=30))
def test_no_resource_makes_a_search_fail(category: Any, period: Any, date: str) -> None:
    resource = {"category": category, "period": period, "date": date, "effectiveDateTime": date, "code": period}
    for query in ("X?category=a", "X?code=s|a", "X?date=ge2026-01-01", "X?status=final"):
        assert read_filter(query).holds(resource) in (True, False)
