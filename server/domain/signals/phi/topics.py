"""What a key tells about the values under it."""

import re
from enum import Enum, auto

from server.domain.signals.phi.normalize import fold


class Topic(Enum):
    """What values under a key are about."""

    NEUTRAL = auto()
    TECHNICAL = auto()
    EMAIL = auto()
    PHONE = auto()
    SSN = auto()
    NATIONAL_ID = auto()
    PATIENT_ID = auto()
    MEDICAL_ID = auto()
    ACCOUNT = auto()
    BIRTH_DATE = auto()
    PERSON = auto()
    MAYBE_PERSON = auto()
    STREET = auto()
    MAYBE_ADDRESS = auto()
    POSTAL_CODE = auto()
    COORDINATE = auto()
    NETWORK = auto()
    DIAGNOSIS = auto()
    MAYBE_DIAGNOSIS = auto()
    CODE = auto()
    PROSE = auto()
    RESOURCE_TYPE = auto()


SILENT_TOPICS = frozenset({Topic.NEUTRAL, Topic.TECHNICAL})  # those that make nothing of a value

# In order: the first that matches the key, written as `_word_word_`, is its topic.
_TOPICS: tuple[tuple[Topic, str], ...] = (
    (Topic.RESOURCE_TYPE, r"_resource_type_"),
    (
        Topic.PATIENT_ID,
        r"_(patient|member|subscriber|subject)_?((uu|gu)?id|identifier|ref(erence)?|no|num|number)_$"
        r"|_external_(patient_)?id_$"
        r"|_(mrn|mbi|hicn|empi)_$|_medical_rec(ord)?(_(id|no|num|number))?_$"
        r"|_(health_?plan|insurance|policy|beneficiary)_?(id|no|num|number)_$",
    ),
    (
        Topic.NEUTRAL,
        r"_(hash(ed)?|sha\d*|md5|hmac|digest|checksum|fingerprint)_|_(count|total|enabled|opt_in|consent|size"
        r"|length|width|height|ms|seconds|minutes|bytes|band|type)_$",
    ),
    (
        Topic.TECHNICAL,
        r"_(version|ver|build|firmware|fw|release|revision|sdk|kernel|os|model|commit|ua|user_agent)_"
        r"|_(timestamp|time_?zone|tz|colou?r|hex|uuid|guid|schema|spec|locale|language|etag)_"
        r"|_(error|status|exit|http|response|result|reason|country|language|currency|event|region|exception)_codes?_"
        r"|_(sequence|seq|serial|offset|counter|nonce|epoch|duration)_"
        r"|_(activity|exercise|workout|sport|zone)_(parent_)?name_|_(event|screen|app|application|file|package|metric|sensor|feature|module|plan|stream|brand"
        r"|product|device_type|unit|algorithm|channel|topic|method|class|function|variant)_name_",
    ),
    (Topic.SSN, r"_ssn_?\w{0,6}_|_social_?sec(urity)?_|_itin_"),
    (
        Topic.BIRTH_DATE,
        r"_d_?o_?b_|_birth_?(date|day)?_(?!.*(place|city|country|year))|_date_of_birth_|_born_(on|at|date)?_?"
        r"|_(geburtsdatum|nacimiento|naissance|nascimento|nascita)_",
    ),
    (Topic.EMAIL, r"_e_?mail"),
    (
        Topic.PHONE,
        r"_(tele)?phone_?(no|num|nr|number)?_(?!.*(model|type|os|brand|state|locked|battery))"
        r"|_(mobile|cell|contact|fax|home|work|emergency)_?(phone|tel|no|num|number)_|_(fax|tel|telecom"
        r"|msisdn|mobile|whatsapp|telefon[oe]?)_",
    ),
    (
        Topic.NATIONAL_ID,
        r"_(national_?(id|insurance)|nino|nhs|passport|aadhaar|cpf|curp|sin|tax_?id|tin|nif|dni|id_?card"
        r"|driver_?s?_?licen[cs]e|licen[cs]e_(no|num|number)|visa_number)\w{0,8}_",
    ),
    (
        Topic.MEDICAL_ID,
        r"_(mrn|mbi|hicn|empi|medicare|medicaid|emr_id|ehr_id|npi)_|_medical_?rec\w*_|_(hospital|chart|health_?card"
        r"|policy|subscriber|member|member_?ship|beneficiary|insurance|insured|group|patient|subject|encounter|visit"
        r"|person|health_?plan|case|accession|specimen|prescription|rx|claim)_?(id|no|num|nr|number"
        r"|identifier|ref|code)_"
        r"|_external_(patient_)?id_|_(patient|mrn|fhir)_?(id|identifier|ref(erence)?|uuid|guid)_|_patient_$",
    ),
    (
        Topic.ACCOUNT,
        r"_(account|acct|iban|card|credit_card|bank)_?(no|num|nr|number|id)?_$|_(iban|routing_number|pan)_",
    ),
    (
        Topic.STREET,
        r"_(street|addr(ess)?_?(line)?_?\d|address_line|mailing|home_?addr(ess)?|street_address|house_number"
        r"|strasse|calle|rue)_",
    ),
    (
        Topic.PERSON,
        r"_(first|last|middle|given|family|full|maiden|legal|preferred|birth|nick|sur|fore|patient|member|person"
        r"|mother|father|parent|spouse|guardian|contact|caregiver|emergency_contact|doctor|physician|provider"
        r"|nurse|user|customer"
        r"|client|account_holder|owner|insured|subscriber)_?s?_?(names?|initials?)_|_(surname|forename"
        r"|username|fullname"
        r"|lastname|firstname|nickname|vorname|nachname|nombre|apellidos?|prenom|nome|sobrenome|cognome|next_of_kin)_"
        r"|^_(patient|physician|doctor|caregiver|guardian|spouse)_name",
    ),
    (
        Topic.MAYBE_PERSON,
        r"_names?_$|_(display|host|device|computer)_name_|_(patient|doctor|physician|caregiver|guardian|spouse"
        r"|author|performer|practitioner|person|contact|owner|provider|user)_$|_(by|signed|attending)_$",
    ),
    (
        Topic.NETWORK,
        r"_(ip|ipv4|ipv6|mac)_?(addr(ess)?)?_|_(remote|client|peer|host)_?(addr(ess)?|ip)_|_bssid_|_imei_"
        r"|_idfa_|_gaid_",
    ),
    (Topic.POSTAL_CODE, r"_(zip|zip_?code|postal|post_?code|postal_?code|plz|pin_?code)_"),
    (Topic.MAYBE_ADDRESS, r"_addr(ess)?_"),
    (Topic.COORDINATE, r"_(lat|lon|lng|latitude|longitude|gps|coord\w*|geo\w*|location)_"),
    (
        Topic.DIAGNOSIS,
        r"_(diagnos[ie]s|diagnose|dx|icd_?(10|9)?_?\w{0,5}|snomed\w{0,4}|disease|disorder|comorbidit(y|ies)|illness"
        r"|medical_?(condition|history)|health_condition|chief_complaint|pathology)_",
    ),
    (
        Topic.MAYBE_DIAGNOSIS,
        r"_(conditions?|problems?|findings?|symptoms?|allerg(y|ies)|medications?|indication)_",
    ),
    (Topic.CODE, r"_(concept|codes?|coding)_"),
    (
        Topic.PROSE,
        r"_(notes?|comments?|description|narrative|text|message|remarks?|free_?text|feedback|reason|history|summary"
        r"|complaint|observations?|body|transcript|memo|details|instructions?|answer)_$",
    ),
)
_TOPIC_PATTERNS = tuple((topic, re.compile(pattern)) for topic, pattern in _TOPICS)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def topic_of_words(key: str) -> Topic:
    """The topic of `key`, read as words: `patientName`, `patient-name` and `patient_name` are one."""
    words = f"_{_NOT_WORD.sub('_', _CAMEL.sub('_', fold(key)).lower()).strip('_')}_"
    return next((topic for topic, pattern in _TOPIC_PATTERNS if pattern.search(words)), Topic.NEUTRAL)
