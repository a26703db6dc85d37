import pytest

from server.domain.data_packages import DATA_PACKAGES, authorized_types
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.errors import BadRequest


def test_packages_hold_r4_types_and_no_carrier_of_other_types() -> None:
    granted = frozenset().union(*DATA_PACKAGES.values())
    assert granted <= R4_RESOURCE_TYPES
    assert not granted & {"Bundle", "Parameters", "Basic", "OperationOutcome"}
    assert all(DATA_PACKAGES.values())


def test_authorizes_the_union() -> None:
    assert authorized_types(["allergies", "demographics", "allergies"]) == {
        "AllergyIntolerance",
        "Patient",
        "Person",
        "RelatedPerson",
    }
    assert authorized_types([]) == frozenset()


def test_an_unknown_package_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadRequest) as refused:
        authorized_types(["labs", "Zaphod"])
    assert "allergies, appointments" in refused.value.detail
    assert "Zaphod" not in refused.value.detail
    assert refused.value.violations[0].field == "dataPackages"
