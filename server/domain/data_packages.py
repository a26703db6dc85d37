"""The named data packages that a connection grants, each a set of FHIR R4 resource types.

A package grants whole resource types: FHIR keeps laboratory results and vital signs in one type, so `labs` as well as
`vitals` authorizes every Observation. `Bundle`, `Parameters` and other carriers of foreign resources are in no package:
what they carry would escape the check of its type.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from server.errors import BadRequest

DATA_PACKAGES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "allergies": frozenset({"AllergyIntolerance"}),
        "appointments": frozenset({"Appointment", "AppointmentResponse", "Schedule", "Slot"}),
        "billing": frozenset({"Account", "ChargeItem", "Claim", "ClaimResponse", "ExplanationOfBenefit", "Invoice"}),
        "care_plans": frozenset({"CarePlan", "Goal", "NutritionOrder", "RequestGroup", "ServiceRequest", "Task"}),
        "care_team": frozenset({"CareTeam", "Organization", "Practitioner", "PractitionerRole"}),
        "communications": frozenset({"Communication", "CommunicationRequest"}),
        "conditions": frozenset({"ClinicalImpression", "Condition", "DetectedIssue", "RiskAssessment"}),
        "consents": frozenset({"Consent"}),
        "coverage": frozenset({"Coverage", "CoverageEligibilityRequest", "CoverageEligibilityResponse"}),
        "demographics": frozenset({"Patient", "Person", "RelatedPerson"}),
        "devices": frozenset({"Device", "DeviceMetric", "DeviceRequest", "DeviceUseStatement"}),
        "documents": frozenset({"Binary", "Composition", "DocumentManifest", "DocumentReference", "Media"}),
        "encounters": frozenset({"Encounter", "EpisodeOfCare", "Location"}),
        "family_history": frozenset({"FamilyMemberHistory"}),
        "imaging": frozenset({"DiagnosticReport", "ImagingStudy", "Media"}),
        "immunizations": frozenset({"Immunization", "ImmunizationEvaluation", "ImmunizationRecommendation"}),
        "labs": frozenset({"DiagnosticReport", "MolecularSequence", "Observation", "Specimen"}),
        "medications": frozenset(
            {
                "Medication",
                "MedicationAdministration",
                "MedicationDispense",
                "MedicationRequest",
                "MedicationStatement",
            }
        ),
        "procedures": frozenset({"BodyStructure", "Procedure"}),
        "provenance": frozenset({"AuditEvent", "Provenance"}),
        "questionnaires": frozenset({"Questionnaire", "QuestionnaireResponse"}),
        "safety": frozenset({"AdverseEvent", "Flag"}),
        "social_history": frozenset({"Observation"}),
        "supplies": frozenset({"SupplyDelivery", "SupplyRequest", "VisionPrescription"}),
        "vitals": frozenset({"Observation"}),
    }
)


def authorized_types(packages: Iterable[str]) -> frozenset[str]:
    """The resource types that `packages` authorize together; none for no package.

    Raises BadRequest, with the known names, where one is not a package.
    """
    names = frozenset(packages)
    if not names <= DATA_PACKAGES.keys():
        raise BadRequest.of("dataPackages", f"not a data package; known are {', '.join(sorted(DATA_PACKAGES))}")
    return frozenset[str]().union(*(DATA_PACKAGES[name] for name in names))
