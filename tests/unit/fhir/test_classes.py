"""Categories and sensitive labels of a resource, and what a grant makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.data_packages import catalogue, granted_by, package_names
from server.domain.fhir.classes import MAX_CODINGS, UNREADABLE, classes_of
from server.domain.fhir.scan import Malformed
from server.domain.grants import WHOLE, Grant, classes, everything_of, grant_from_json

OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
SERVICE = "http://terminology.hl7.org/CodeSystem/v2-0074"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


def observation(*categories: str, **members: object) -> dict[str, object]:
    concepts = [{"coding": [{"system": OBSERVATION_CATEGORY, "code": code}]} for code in categories]
    return {"resourceType": "Observation", **({"category": concepts} if concepts else {}), **members}


def labelled(system: str | None, code: str) -> dict[str, object]:
    label = {"code": code} if system is None else {"system": system, "code": code}
    return {"resourceType": "Condition", "meta": {"security": [{"system": "urn:other", "code": "x"}, label]}}


def holds(packages: set[str], resource: dict[str, object]) -> bool:
    return granted_by(frozenset(packages)).holds(str(resource["resourceType"]), classes_of(resource))


def test_vitals_grant_vital_signs_and_no_laboratory_result_and_no_alcohol_use() -> None:
    assert holds({"vitals"}, observation("vital-signs"))
    assert not holds({"vitals"}, observation("laboratory"))
    assert not holds({"vitals"}, observation("social-history"))
    assert holds({"vitals"}, observation("laboratory", "vital-signs"))


@pytest.mark.parametrize("resource", [observation(), observation("of-this-hospital")])
def test_what_has_no_known_category_is_granted_with_its_whole_type_alone(resource: dict[str, object]) -> None:
    by_category = {"vitals", "labs", "social_history", "surveys", "imaging", "activity", "clinical_tests"}
    assert not holds(by_category, resource)
    assert holds({"observations"}, resource)


@pytest.mark.parametrize(
    ("category", "packages"),
    [
        ({"coding": [{"system": SERVICE, "code": "LAB"}]}, {"labs"}),
        ([{"coding": [{"system": SERVICE, "code": "HM"}]}], {"labs"}),
        ([{"coding": [{"system": "http://hl7.org/fhir/v2/0074", "code": "RAD"}]}], {"imaging"}),
        ([{"coding": [{"system": "http://loinc.org", "code": "LP29684-5"}]}], {"imaging"}),
        ([{"coding": [{"system": SERVICE, "code": "GE"}]}], {"genetics"}),
    ],
)
def test_reports_are_told_apart_by_their_section(category: object, packages: set[str]) -> None:
    report = {"resourceType": "DiagnosticReport", "category": category}
    found = {name for name in package_names() if holds({name}, report)}
    assert found == packages | {"diagnostic_reports"}


@pytest.mark.parametrize(
    "category",
    [
        "laboratory",
        7,
        [],
        {},
        [None],
        [{"coding": {"system": OBSERVATION_CATEGORY, "code": "laboratory"}}],
        [{"coding": [OBSERVATION_CATEGORY]}],
        [{"coding": [{"code": "laboratory"}]}],
        [{"coding": [{"system": [OBSERVATION_CATEGORY], "code": {"laboratory": 1}}]}],
        [{"text": "laboratory"}],
    ],
)
def test_a_category_that_cannot_be_read_is_none(category: object) -> None:
    assert classes_of({"resourceType": "Observation", "category": category}) == classes(0, sensitive=False)


@pytest.mark.parametrize(
    ("system", "code"),
    [
        (CONFIDENTIALITY, "R"),
        (CONFIDENTIALITY, "V"),
        (ACT_CODE, "HIV"),
        (ACT_CODE, "SUD"),
        (ACT_CODE, "PSY"),
        (ACT_CODE, "SEX"),
        ("urn:oid:2.16.840.1.113883.5.4", "ETH"),
        ("http://hl7.org/fhir/v3/Confidentiality", "R"),
        (None, "R"),
        (None, "HIV"),
    ],
)
def test_a_sensitive_label_withholds_the_record_unless_sensitive_is_granted(system: str | None, code: str) -> None:
    record = labelled(system, code)
    assert not holds({"conditions"}, record)
    assert not holds({"sensitive"}, record)
    assert holds({"conditions", "sensitive"}, record)


@pytest.mark.parametrize(
    ("system", "code"),
    [(CONFIDENTIALITY, "N"), ("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST"), ("urn:hospital", "R")],
)
def test_other_labels_withhold_nothing(system: str, code: str) -> None:
    assert holds({"conditions"}, labelled(system, code))


@pytest.mark.parametrize("labels", [{}, "R", [None], ["R"], [{"system": 1}], [{"code": ["R"]}], {"code": "N"}])
def test_a_label_that_cannot_be_read_is_sensitive(labels: object) -> None:
    assert not holds({"conditions"}, {"resourceType": "Condition", "meta": {"security": labels}})


def test_a_label_within_a_contained_resource_counts() -> None:
    inner = {"resourceType": "Observation", "meta": {"security": [{"system": ACT_CODE, "code": "HIV"}]}}
    assert not holds({"conditions"}, {"resourceType": "Condition", "contained": [7, {}, inner]})


@pytest.mark.parametrize("place", ["category", "codings of one category", "meta.security"])
def test_lists_of_codings_are_bounded(place: str) -> None:
    def resource(count: int) -> dict[str, object]:
        coding = {"system": OBSERVATION_CATEGORY, "code": "vital-signs"}
        if place == "meta.security":
            return observation(meta={"security": [coding] * count})
        if place == "category":
            return observation(*["vital-signs"] * count)
        return observation(category=[{"coding": [coding] * count}])

    assert classes_of(resource(MAX_CODINGS))
    for count in (MAX_CODINGS + 1, 10_000):
        with pytest.raises(Malformed, match=f"{place.rsplit(maxsplit=1)[-1]} holds more than {MAX_CODINGS} codings"):
            classes_of(resource(count))


def test_records_that_cannot_be_read_leave_with_everything_alone() -> None:
    assert everything_of(["Observation"]).holds("Observation", UNREADABLE)
    assert not granted_by(package_names() - {"sensitive"}).holds("Observation", UNREADABLE)
    assert not granted_by(frozenset({"labs", "sensitive"})).holds("Observation", UNREADABLE)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["coding", "system", "code", "security", "meta"]), inner, max_size=4)
    ),
    max_leaves=20,
)
CODES = st.sampled_from(sorted(catalogue().category_bits))
LABELS = st.sampled_from(sorted(catalogue().sensitive_codes)) | st.just((CONFIDENTIALITY, "N"))
PACKAGES = st.frozensets(st.sampled_from(sorted(package_names())))


@given(JSON, JSON, JSON)
def test_any_json_has_classes(category: object, meta: object, contained: object) -> None:
    found = classes_of({"category": category, "meta": meta, "contained": contained})
    assert 0 < found < 1 << 62


@given(PACKAGES, st.sampled_from(["Observation", "DiagnosticReport", "Condition"]), st.lists(CODES), st.lists(LABELS))
def test_a_record_is_granted_exactly_by_the_rules(
    packages: frozenset[str], resource_type: str, codes: list[tuple[str, str]], labels: list[tuple[str, str]]
) -> None:
    """The masks against the rules spelt out."""
    resource = {
        "resourceType": resource_type,
        "category": [{"coding": [{"system": system, "code": code}]} for system, code in codes],
        "meta": {"security": [{"system": system, "code": code} for system, code in labels]},
    }
    rules = catalogue()
    categories = {name for key in codes for name in rules.names_of(rules.category_bits[key])}
    by_type = any(
        (bits := rules.packages[name].types.get(resource_type, 0)) == WHOLE or categories & set(rules.names_of(bits))
        for name in packages
    )
    is_sensitive = any(label != (CONFIDENTIALITY, "N") for label in labels)
    allowed = by_type and ("sensitive" in packages or not is_sensitive)
    assert granted_by(packages).holds(resource_type, classes_of(resource)) is allowed


@given(PACKAGES, PACKAGES, st.lists(CODES), st.booleans())
def test_what_a_grant_covers_holds_nothing_else(
    ours: frozenset[str], theirs: frozenset[str], codes: list[tuple[str, str]], sensitive: bool
) -> None:
    mine, other = granted_by(ours), granted_by(theirs)
    bits = 0
    for key in codes:
        bits |= catalogue().category_bits[key]
    if mine.covers(other) and other.holds("Observation", classes(bits, sensitive=sensitive)):
        assert mine.holds("Observation", classes(bits, sensitive=sensitive))
    assert granted_by(ours | theirs).covers(other)
    assert everything_of(other.types).covers(other)


@given(PACKAGES)
def test_a_grant_is_stored_without_loss(packages: frozenset[str]) -> None:
    grant = granted_by(packages)
    assert grant_from_json(grant.as_json(), grant.types) == grant


def test_a_grant_of_types_keeps_their_categories() -> None:
    grant = granted_by(frozenset({"vitals", "conditions"}))
    assert grant.of_types(["Observation", "Patient"]) == Grant(
        types={"Observation": grant.types["Observation"]}, sensitive=False
    )
