"""The kinds of PHI, and what a finding tells."""

from dataclasses import dataclass
from enum import StrEnum


class PhiKind(StrEnum):
    """What was found. The values are part of the public contract: they appear in error details."""

    EMAIL = "email"
    PHONE = "phone"
    SSN = "ssn"
    NATIONAL_ID = "national_id"
    MEDICAL_ID = "medical_id"
    ACCOUNT_NUMBER = "account_number"
    DATE_OF_BIRTH = "date_of_birth"
    PERSON_NAME = "person_name"
    STREET_ADDRESS = "street_address"
    PRECISE_LOCATION = "precise_location"
    URL = "url_with_identifier"
    NETWORK_ADDRESS = "network_address"
    DEVICE_ID = "device_identifier"
    CREDENTIAL = "credential"
    MEDICATION = "medication"
    DIAGNOSIS = "diagnosis"
    FHIR_RESOURCE = "fhir_resource"
    DOCUMENT = "document"
    FREE_TEXT = "free_text"
    UNLISTED_TEXT = "unlisted_text"


@dataclass(frozen=True, slots=True)
class PhiFinding:
    """One place that holds PHI: its path, which never repeats a key that is PHI itself, and the kind."""

    path: str
    kind: PhiKind


def described(kind: PhiKind) -> str:
    """What a refusal says of a place: the kind, and of a text that no rule knows how to let it pass."""
    if kind is PhiKind.UNLISTED_TEXT:
        return f"may hold PHI: {kind}; if it does not, list the value as an enum in the field's schema"
    return f"holds PHI: {kind}"
