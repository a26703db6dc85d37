from server.domain.fhir.resource_types import R4_RESOURCE_TYPES


def test_holds_the_146_concrete_types_of_r4() -> None:
    assert len(R4_RESOURCE_TYPES) == 146
    assert {
        "Patient",
        "Observation",
        "CatalogEntry",
        "MedicinalProduct",
        "SubstanceSourceMaterial",
    } <= R4_RESOURCE_TYPES
    assert not R4_RESOURCE_TYPES & {"Resource", "DomainResource", "Element", "Citation", "NutritionProduct"}
