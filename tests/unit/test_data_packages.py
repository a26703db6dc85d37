"""The file of data packages: its rules, and that no version of it widens what people have agreed to."""

import tomllib
from importlib.resources import files

import pytest

from server.domain.data_package_file import Catalogue, InvalidDataPackages, read_catalogue
from server.domain.data_packages import catalogue, granted_by, package_names, require_packages
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.grants import WHOLE
from server.errors import BadRequest

# CompartmentDefinition/patient of FHIR R4 (4.0.1): the types that have a parameter there.
PATIENT_COMPARTMENT = frozenset(
    """
    Account AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent Basic BodyStructure CarePlan
    CareTeam ChargeItem Claim ClaimResponse ClinicalImpression Communication CommunicationRequest Composition Condition
    Consent Coverage CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue DeviceRequest
    DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference Encounter EnrollmentRequest EpisodeOfCare
    ExplanationOfBenefit FamilyMemberHistory Flag Goal Group ImagingStudy Immunization ImmunizationEvaluation
    ImmunizationRecommendation Invoice List MeasureReport Media MedicationAdministration MedicationDispense
    MedicationRequest MedicationStatement MolecularSequence NutritionOrder Observation Patient Person Procedure
    Provenance QuestionnaireResponse RelatedPerson RequestGroup ResearchSubject RiskAssessment Schedule ServiceRequest
    Specimen SupplyDelivery SupplyRequest VisionPrescription
    """.split()  # noqa: SIM905
)
# The types that each package of version 1 granted as a whole.
VERSION_1 = {
    "allergies": "AllergyIntolerance",
    "appointments": "Appointment AppointmentResponse Schedule Slot",
    "billing": "Account ChargeItem Claim ClaimResponse ExplanationOfBenefit Invoice",
    "care_plans": "CarePlan Goal NutritionOrder RequestGroup ServiceRequest Task",
    "care_team": "CareTeam Organization Practitioner PractitionerRole",
    "communications": "Communication CommunicationRequest",
    "conditions": "ClinicalImpression Condition DetectedIssue RiskAssessment",
    "consents": "Consent",
    "coverage": "Coverage CoverageEligibilityRequest CoverageEligibilityResponse",
    "demographics": "Patient Person RelatedPerson",
    "devices": "Device DeviceMetric DeviceRequest DeviceUseStatement",
    "documents": "Binary Composition DocumentManifest DocumentReference Media",
    "encounters": "Encounter EpisodeOfCare Location",
    "family_history": "FamilyMemberHistory",
    "imaging": "DiagnosticReport ImagingStudy Media",
    "immunizations": "Immunization ImmunizationEvaluation ImmunizationRecommendation",
    "labs": "DiagnosticReport MolecularSequence Observation Specimen",
    "medications": "Medication MedicationAdministration MedicationDispense MedicationRequest MedicationStatement",
    "procedures": "BodyStructure Procedure",
    "provenance": "AuditEvent Provenance",
    "questionnaires": "Questionnaire QuestionnaireResponse",
    "safety": "AdverseEvent Flag",
    "social_history": "Observation",
    "supplies": "SupplyDelivery SupplyRequest VisionPrescription",
    "vitals": "Observation",
}
# What version 2 adds to a package of version 1: Observations that are findings of imaging.
ADDED_TO_OLD_PACKAGES = {("imaging", "Observation")}


def test_every_type_of_the_patient_compartment_is_granted() -> None:
    assert len(PATIENT_COMPARTMENT) == 66
    assert granted_by(package_names()).types.keys() >= PATIENT_COMPARTMENT


def test_all_packages_together_grant_all_but_the_carriers_of_other_resources() -> None:
    everything = granted_by(package_names())
    assert everything.types.keys() == R4_RESOURCE_TYPES - {"Bundle", "Parameters"}
    assert set(everything.types.values()) == {WHOLE}
    assert everything.sensitive


def test_only_the_package_of_that_name_grants_sensitive_records() -> None:
    assert {name for name in package_names() if granted_by(frozenset({name})).sensitive} == {"sensitive"}
    assert granted_by(frozenset({"sensitive"})).types == {}


def test_no_package_grants_a_type_that_it_did_not_grant_before() -> None:
    packages = catalogue().packages
    assert {name for name, package in packages.items() if package.since == 1} == VERSION_1.keys()
    added = {
        (name, resource_type)
        for name, before in VERSION_1.items()
        for resource_type in packages[name].types.keys() - set(before.split())
    }
    assert added == ADDED_TO_OLD_PACKAGES


@pytest.mark.parametrize(
    ("package", "categories"),
    [
        ("vitals", {"Observation": ["vital-signs"]}),
        ("labs", {"Observation": ["laboratory"], "DiagnosticReport": ["laboratory"], "Specimen": None}),
        (
            "imaging",
            {"Observation": ["imaging"], "DiagnosticReport": ["imaging"], "ImagingStudy": None, "Media": None},
        ),
        ("social_history", {"Observation": ["sdoh", "social-history"]}),
        ("surveys", {"Observation": ["functional-status", "survey"]}),
        ("observations", {"Observation": None}),
    ],
)
def test_the_packages_of_observations_are_rules_over_categories(
    package: str, categories: dict[str, list[str] | None]
) -> None:
    rules = catalogue()
    types = granted_by(frozenset({package})).types
    assert {each: None if bits == WHOLE else rules.names_of(bits) for each, bits in types.items()} == categories


def test_packages_grant_together_what_each_grants() -> None:
    together = granted_by(frozenset({"labs", "vitals", "allergies"}))
    assert together.types.keys() == {"Observation", "DiagnosticReport", "Specimen", "AllergyIntolerance"}
    assert catalogue().names_of(together.types["Observation"]) == ["laboratory", "vital-signs"]
    assert granted_by(frozenset({"vitals", "observations"})).types["Observation"] == WHOLE
    assert granted_by(frozenset()).types == {}


def test_a_package_of_a_later_version_grants_nothing_here() -> None:
    assert granted_by(frozenset({"vitals", "of_tomorrow"})) == granted_by(frozenset({"vitals"}))


def test_an_unknown_package_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadRequest) as refused:
        require_packages(["labs", "Zaphod"])
    assert "activity, allergies, appointments" in refused.value.detail
    assert "Zaphod" not in refused.value.detail
    assert refused.value.violations[0].field == "dataPackages"


def _file() -> str:
    return files("server.domain").joinpath("data_packages.toml").read_text()


def _changed(before: str, after: str) -> Catalogue:
    text = _file()
    assert text.count(before) == 1, before
    return read_catalogue(text.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("version = 2\ncodes", "version = 2\nversion = 3\ncodes", "not TOML"),
        ("codes_version = 1", "", "lacks a value"),
        ("bit = 14", "bit = 13", "categories.cardiology.bit is the bit of another"),
        ("bit = 14", "bit = 31", "categories.cardiology.bit is not from 1 to 30"),
        ("bit = 14", 'bit = "14"', "categories.cardiology.bit is not from 1 to 30"),
        ('["GE", "CG"]', '["GE", "LAB"]', "categories.genetics.codes.diagnostic-service: LAB is a code of another"),
        ('codes = { us-core = ["sdoh"] }', 'codes = { us-heart = ["sdoh"] }', "us-heart is not one of"),
        ('types = ["AllergyIntolerance"]', 'types = ["Allergy"]', "packages.allergies holds Allergy"),
        ('types = ["AllergyIntolerance"]', 'type = ["AllergyIntolerance"]', "packages.allergies.type is not a member"),
        ('types = ["FamilyMemberHistory"]', 'types = ["Flag"]', "FamilyMemberHistory has to be in a package"),
        ('types = ["FamilyMemberHistory"]', 'types = ["FamilyMemberHistory", "Bundle"]', "Bundle has to be"),
        ('{ Observation = ["vital-signs"] }', '{ Observation = ["vitals"] }', "a category that is not one of"),
        (
            '{ Observation = ["vital-signs"] }',
            "{ Observation = [] }",
            "packages.vitals.categories.Observation is empty",
        ),
        ("sensitive = true", "sensitive = false", "packages.sensitive grants either"),
        ("sensitive = true", 'sensitive = true\ntypes = ["Flag"]', "packages.sensitive grants either"),
    ],
)
def test_a_fault_in_the_file_is_named(before: str, after: str, fault: str) -> None:
    with pytest.raises(InvalidDataPackages, match=fault):
        _changed(before, after)


def test_bits_of_categories_are_never_given_to_another() -> None:
    """Stored records hold them. A new category is appended here."""
    assert {name: content["bit"] for name, content in tomllib.loads(_file())["categories"].items()} == {
        "vital-signs": 1,
        "laboratory": 2,
        "imaging": 3,
        "social-history": 4,
        "sdoh": 5,
        "survey": 6,
        "functional-status": 7,
        "exam": 8,
        "procedure": 9,
        "therapy": 10,
        "activity": 11,
        "preference": 12,
        "genetics": 13,
        "cardiology": 14,
    }
