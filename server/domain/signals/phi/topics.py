"""What the values under a key may be about."""

from enum import Enum, auto


class Topic(Enum):
    """What values under a key are about."""

    __hash__ = object.__hash__  # by identity: Enum hashes a name each time, in Python

    NEUTRAL = auto()
    TECHNICAL = auto()
    THING = auto()
    OPAQUE = auto()
    OPAQUE_OF_PERSON = auto()
    OWN = auto()
    ITEM = auto()
    NAMED = auto()
    NAMED_ABROAD = auto()
    NOTE = auto()
    EMAIL = auto()
    PHONE = auto()
    SSN = auto()
    NATIONAL_ID = auto()
    PATIENT_ID = auto()
    MEDICAL_ID = auto()
    MEDICAL_NUMBER = auto()
    VISIT_ID = auto()
    ACCOUNT = auto()
    USER = auto()
    UID = auto()
    SECRET = auto()
    TOKEN = auto()
    BEARER = auto()
    PIN = auto()
    BIRTH_DATE = auto()
    BIRTH_YEAR = auto()
    BIRTH_PART = auto()
    AGE = auto()
    PERSON = auto()
    MAYBE_PERSON = auto()
    PERSON_IN_ROLE = auto()
    PERSON_OR_BRAND = auto()
    STREET = auto()
    MAYBE_ADDRESS = auto()
    POSTAL_CODE = auto()
    COORDINATE = auto()
    PLACE = auto()
    GEOCODE = auto()
    ROUTE = auto()
    NETWORK = auto()
    NETWORK_NAME = auto()
    DEVICE_ID = auto()
    MAYBE_DEVICE_ID = auto()
    SERIAL = auto()
    MEDICATION = auto()
    DRUG_CODE = auto()
    CONDITION = auto()
    CONDITION_OR_MOVE = auto()
    PREGNANCY = auto()
    DIAGNOSIS = auto()
    MAYBE_DIAGNOSIS = auto()
    CODE = auto()
    PROSE = auto()
    DEATH_DATE = auto()
    AGE_IN_MONTHS = auto()
    BODY_PRINT = auto()
    VEHICLE = auto()
    HANDLE = auto()
    RELATIVE = auto()
    PLACE_OF_LIFE = auto()
    TOWN = auto()
    TREATMENT = auto()
    MAYBE_NETWORK_NAME = auto()
    MODE = auto()
    RESOURCE_TYPE = auto()


SILENT_TOPICS = frozenset(
    {
        *(Topic.NEUTRAL, Topic.TECHNICAL, Topic.THING, Topic.OPAQUE, Topic.OPAQUE_OF_PERSON, Topic.OWN, Topic.ITEM),
        *(Topic.NAMED, Topic.NAMED_ABROAD),
    }
)  # those that make nothing of a value
