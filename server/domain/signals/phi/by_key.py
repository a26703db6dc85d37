"""Which kind of PHI a value is by the topic of its key, where the value alone shows none."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re
from collections.abc import Callable

from server.domain.signals.phi import clinical, personal_keys
from server.domain.signals.phi.detector import digits_of, is_made
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES, SURNAMES
from server.domain.signals.phi.people import MAKERS
from server.domain.signals.phi.places import is_geocode, is_long_geohash, is_polyline, is_precise, is_precise_text
from server.domain.signals.phi.prose import is_answer
from server.domain.signals.phi.topics import Topic

_PLACEHOLDERS = frozenset(
    """
    absent anonymised anonymized anonymous blank default denied disabled empty enabled false granted hashed hidden
    higher home lower masked missing n/a na new nil no none not_collected not_set null off ok on optional other
    pending private redacted removed self set skipped test true undisclosed unknown unset unspecified verified
    withheld work yes
    """.split()
)
_NO_PEOPLE = frozenset(
    """
    account activity admin app assistant auto automatic band blood bot care client clinic cloud coach companion connect
    contact control daily data default demo device engine family fitness full general good guest health heart home kit
    lab manual mobile monitor none not only partial party patient phone plan platform play pool program public push rate
    remote report research scheduled self sensor server service sleep smart software sport sports staff study sync
    system team test third training user virtual watch web weekly
    """.split()
)
_ULID = re.compile(r"0[0-9A-HJKMNP-TV-Z]{25}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MASK = re.compile(r"[*xX•#._\- ]+")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PROPER_NAME = re.compile(r"[A-Z][a-z'-]+(?:[ ,]+[A-Z][\w.'-]*){1,3}|[A-Z][a-z]{1,20}")
_SNAKE_TOKEN = re.compile(r"[a-z0-9]+(?:[_.:-][a-z0-9]+)+|[A-Z0-9]+(?:_[A-Z0-9]+)+")
_HASH = re.compile(r"[0-9a-f]{32,128}")
_SHA256 = re.compile(r"[0-9a-f]{64}")  # Dexcom sends the id of a transmitter so
_HEX = re.compile(r"0x[0-9A-Fa-f]{1,8}")
_DATE_PART = re.compile(r"\d{1,4}[-/. ]\d{1,2}|\d{6,8}|[A-Za-z]{3,9}\.? \d{1,2}|\d{1,2} [A-Za-z]{3,9}")
_ICD = re.compile(r"[A-TV-Za-tv-z]\d[0-9ABab](?:\.?[0-9A-Za-z]{1,4})?")
_POSTAL = re.compile(
    r"\d{5}(?:-\d{4})?|[A-Za-z]{1,2}\d[A-Za-z0-9]? ?\d[A-Za-z]{2}|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d|\d{3}-?\d{4}"
    r"|\d{2}-\d{3}|\d{3} \d{2}|\d{4,6}|[A-Z]\d[\dW] ?[A-Z0-9]{4}"
)
_TIME = re.compile(r"20[1-9]\d-?[01]\d-?[0-3]\d(?:[T ]?[0-2]\d:?[0-5]\d.{0,22})?|[0-2]?\d:[0-5]\d(?::[0-5]\d)?")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_AGE = re.compile(
    r"(\d{2,3})(?:\.\d+)?(?: ?(?:y|yo|yrs?|years?|jahre|ans|anos|anni|jaar)\b.*)?", re.ASCII | re.IGNORECASE
)
_MAC = re.compile(r"[0-9A-Fa-f]{12}")
_NIL = re.compile(r"[0-]+")  # the id of a device whose owner wants no advertising
_HANDLE = re.compile(
    r"[A-Za-z][A-Za-z._-]{3,}\d[\w.-]*|[A-Za-z]+[._][A-Za-z]+(?:[._-]?\w+)*|\w*\d\w*[A-Za-z]\w{8,}|@[\w.-]{3,}"
)
_FORMS_OF_MEDICINE = re.compile(
    r"(?i)(?:as[ _]needed|before|after|morning|noon|evening|night|bedtime|taken|skipped|missed|snoozed|scheduled|late"
    r"|on[ _]time"
    r"|tablets?|pills?|capsules?|injections?|inhaler|drops|cream|oral|topical|insulin|daily|weekly|once|twice|prescription|otc"
    r"|iud|coil|implant|ring|patch|condoms?|shot|diaphragm|withdrawal|sterili[sz]ation|hormonal|copper|mini|combined|other"
    r"|supplement|vitamins?|logged|due|\d+|[ _-])+"
)

MAX_CHARACTERS = 256  # longer is a document, whatever its key says
_CONDITIONS = frozenset({Topic.CONDITION, Topic.CONDITION_OR_MOVE})  # `stroke` is a swimmer's and a rower's as well
_DATES = frozenset({Topic.BIRTH_DATE, Topic.DEATH_DATE})
_YES_OR_NO = frozenset({"absent", "false", "n", "negative", "no", "positive", "present", "true", "y", "yes"})
MIN_ID_DIGITS = 3
MIN_DATE_NUMBER = 10_000  # a year alone, up to 9999, is no date of birth
MIN_PHONE_DIGITS, MAX_PHONE_DIGITS = 7, 15
MIN_SSN_DIGITS, MAX_SSN_DIGITS = 4, 9  # the last four alone are an identifier
PROSE_WORDS = 3
MIN_VISIT_DIGITS = 6  # fewer number the visits and groups of a study
MIN_USER_NUMBER = 10_000
MIN_SERIAL_CHARACTERS = 6
MIN_CARE_DIGITS = 5
MIN_BEARER_CHARACTERS = 16
MIN_PIN_CHARACTERS, MAX_PIN_CHARACTERS = 4, 16
MIN_SECRET_CHARACTERS = 6
MIN_TOKEN_CHARACTERS = 24
MIN_PROTECTED_AGE, MAX_AGE = 90, 125  # 45 CFR 164.514(b)(2)(i)(C): ages over 89 identify
LAST_PROTECTED_BIRTH_YEAR, FIRST_BIRTH_YEAR = 1936, 1890  # who is born by then is over 89, from 2026 on


def kind_by_key(topic: Topic, text: str) -> PhiKind | None:
    """The kind that `text`, folded, is by its key's topic; a number comes as its digits."""
    if topic in _CONDITIONS and text.strip().lower() in _YES_OR_NO:
        return PhiKind.DIAGNOSIS
    rule = _RULES.get(topic)
    stripped = text[:MAX_CHARACTERS].strip()
    if rule is None or not stripped or stripped.lower() in _PLACEHOLDERS or _MASK.fullmatch(stripped):
        return None
    if topic not in _DATES and (_TIME.fullmatch(stripped) or _HEX.fullmatch(stripped)):
        return None
    kind, holds = rule
    return kind if holds(stripped) else None


def kind_of_answer(topic: Topic) -> PhiKind | None:
    """The kind that true or false is under a key that names a disease and nothing measured of it."""
    return PhiKind.DIAGNOSIS if topic in _CONDITIONS else None


def _digits_between(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: least <= len(digits_of(text)) <= most and not _HASH.fullmatch(text)


def _is_upload(text: str) -> bool:
    """Whether a maker's cloud names a file so that it sent: `garmin_push_39465446286`."""
    return _UPLOAD.fullmatch(text) is not None and text.partition("_")[0].capitalize() in MAKERS


_UPLOAD = re.compile(r"[a-z]+_[a-z]+_\d+")


def _is_identifier(text: str) -> bool:
    return len(digits_of(text)) >= MIN_ID_DIGITS or (len(text) > 4 and any(map(str.isdigit, text)))  # noqa: PLR2004


def _is_date(text: str) -> bool:
    number = text.lstrip("-").removesuffix(".0")
    if number.isdigit():
        return int(number[:20]) >= MIN_DATE_NUMBER
    return _DATE_PART.search(text) is not None


def _has_letters(text: str) -> bool:
    return _LETTERS.search(text) is not None and not _HASH.fullmatch(text)


def _may_be_name(text: str) -> bool:
    if _SNAKE_TOKEN.fullmatch(text) or _PROPER_NAME.fullmatch(text) is None:
        return False
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", text)]
    return any(word in GIVEN_NAMES and word not in PLACE_LIKE_NAMES for word in words)


def _may_be_address(text: str) -> bool:
    return (
        re.match(r"\d{1,6}[A-Za-z]? [A-Za-z]", text) is not None
        or re.search(r"[A-Za-z]{3,}.* \d{1,5}$", text) is not None
    )


def _is_diagnosis_by_key(text: str) -> bool:
    """Words or a code; `dx` is a distance as well, so a short number is none."""
    return (len(digits_of(text)) > 4 or _LETTER.search(text) is not None) and not _HASH.fullmatch(text)  # noqa: PLR2004


def _may_be_diagnosis(text: str) -> bool:
    return _ICD.fullmatch(text) is not None or clinical.is_snomed_concept(text)


def _is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) >= PROSE_WORDS and sum(map(_has_letter, words)) > 1 and not is_answer(text)


def _has_letter(word: str) -> bool:
    return _LETTER.search(word) is not None


def _may_be_person_or_brand(text: str) -> bool:
    """A name of two words, or one that is known as a person's; no brand, app or host."""
    words = re.findall(r"[A-Za-z'-]+", text)
    if _SNAKE_TOKEN.fullmatch(text) or not words or not MAKERS.isdisjoint(map(str.capitalize, words)):
        return False
    if len(words) == 1:
        return not text.isupper() and words[0].lower() in (GIVEN_NAMES | SURNAMES) - PLACE_LIKE_NAMES
    return _PROPER_NAME.fullmatch(text) is not None and any(
        word.lower() in GIVEN_NAMES or word.lower() in SURNAMES for word in words
    )


def _is_user(text: str) -> bool:
    if text.isdigit():
        return int(text[:20]) >= MIN_USER_NUMBER
    if " " in text:
        return _may_be_name(text)
    return _HANDLE.fullmatch(text) is not None or _is_identifier(text) or _may_be_name(text)


def _is_uid(text: str) -> bool:
    """A number or a name with a digit: of a user, where no key says so; a UUID or a file's name is an app's own."""
    return _is_identifier(text) and _UUID.fullmatch(text) is None and not _is_upload(text)


def _is_visit(text: str) -> bool:
    return len(digits_of(_YEAR.sub("", text))) >= MIN_VISIT_DIGITS and not is_made(text)


def _is_device(text: str) -> bool:
    in_capitals = len(text) >= MIN_SERIAL_CHARACTERS and text.isupper() and text.isalpha()
    return (_is_identifier(text) or in_capitals) and not _NIL.fullmatch(text) and not _SHA256.fullmatch(text)


def _is_of_one_device(text: str) -> bool:
    """A UUID, as phones have it: under the key, a company's number is shorter."""
    return _UUID.fullmatch(text) is not None and not _NIL.fullmatch(text)


def _is_serial(text: str) -> bool:
    return (
        len(text) >= MIN_SERIAL_CHARACTERS
        and text.isascii()
        and " " not in text
        and any(map(str.isdigit, text))
        and any(map(str.isalpha, text))
    )


def _is_secret(text: str) -> bool:
    return len(text) >= MIN_SECRET_CHARACTERS and not text.isdecimal()


def _is_token(text: str) -> bool:
    """A long run of capitals, small letters and digits, as sessions have; ids have letters of one case."""
    return (
        len(text) >= MIN_TOKEN_CHARACTERS
        and text.isascii()
        and text.isalnum()
        and not (text.isupper() or text.islower())
        and any(map(str.isdigit, text))
    )


def _is_bearer(text: str) -> bool:
    return (
        len(text) >= MIN_BEARER_CHARACTERS
        and " " not in text
        and any(map(str.isdigit, text))
        and any(map(str.isalpha, text))
        and _SNAKE_TOKEN.fullmatch(text) is None
        and _ULID.fullmatch(text) is None
    )


def _is_pin(text: str) -> bool:
    return MIN_PIN_CHARACTERS <= len(text) <= MAX_PIN_CHARACTERS and " " not in text and any(map(str.isdigit, text))


def _is_person_in_role(text: str) -> bool:
    """A known name, or two words with capitals of which none is an app's, a maker's or a role's."""
    if _may_be_name(text):
        return True
    words = text.split()
    return (
        len(words) > 1
        and _PROPER_NAME.fullmatch(text) is not None
        and MAKERS.isdisjoint(words)
        and _NO_PEOPLE.isdisjoint(text.lower().split())
    )


def _is_medicine(text: str) -> bool:
    return _LETTERS.search(text) is not None and _FORMS_OF_MEDICINE.fullmatch(text) is None


def _is_protected_age(text: str) -> bool:
    age = _AGE.fullmatch(text)
    return age is not None and MIN_PROTECTED_AGE <= int(age[1]) <= MAX_AGE


def _is_protected_birth_year(text: str) -> bool:
    return text.isdecimal() and FIRST_BIRTH_YEAR <= int(text[:5]) <= LAST_PROTECTED_BIRTH_YEAR


def _names_condition(text: str) -> bool:
    return _LETTERS.search(text) is not None and not is_answer(text)


_RULES: dict[Topic, tuple[PhiKind, Callable[[str], bool]]] = {
    **personal_keys.RULES,
    Topic.PHONE: (PhiKind.PHONE, _digits_between(MIN_PHONE_DIGITS, MAX_PHONE_DIGITS)),
    Topic.SSN: (PhiKind.SSN, _digits_between(MIN_SSN_DIGITS, MAX_SSN_DIGITS)),
    Topic.PATIENT_ID: (PhiKind.MEDICAL_ID, lambda text: any(map(str.isalnum, text))),
    Topic.MEDICAL_NUMBER: (PhiKind.MEDICAL_ID, lambda text: len(digits_of(text)) >= MIN_CARE_DIGITS),
    Topic.MEDICAL_ID: (PhiKind.MEDICAL_ID, _is_identifier),
    Topic.ACCOUNT: (PhiKind.ACCOUNT_NUMBER, _is_identifier),
    Topic.BIRTH_DATE: (PhiKind.DATE_OF_BIRTH, _is_date),
    Topic.PERSON: (PhiKind.PERSON_NAME, _has_letters),
    Topic.MAYBE_PERSON: (PhiKind.PERSON_NAME, _may_be_name),
    Topic.PERSON_IN_ROLE: (PhiKind.PERSON_NAME, _is_person_in_role),
    Topic.STREET: (PhiKind.STREET_ADDRESS, _has_letters),
    Topic.MAYBE_ADDRESS: (PhiKind.STREET_ADDRESS, _may_be_address),
    Topic.POSTAL_CODE: (PhiKind.STREET_ADDRESS, lambda text: _POSTAL.fullmatch(text) is not None),
    Topic.COORDINATE: (PhiKind.PRECISE_LOCATION, is_precise),
    Topic.DIAGNOSIS: (PhiKind.DIAGNOSIS, _is_diagnosis_by_key),
    Topic.MAYBE_DIAGNOSIS: (PhiKind.DIAGNOSIS, _may_be_diagnosis),
    Topic.CODE: (PhiKind.DIAGNOSIS, lambda text: len(text) > 3 and _may_be_diagnosis(text)),  # noqa: PLR2004
    Topic.VISIT_ID: (PhiKind.MEDICAL_ID, _is_visit),
    Topic.UID: (PhiKind.ACCOUNT_NUMBER, _is_uid),
    Topic.USER: (PhiKind.ACCOUNT_NUMBER, _is_user),
    Topic.SECRET: (PhiKind.CREDENTIAL, _is_secret),
    Topic.BEARER: (PhiKind.CREDENTIAL, _is_bearer),
    Topic.PIN: (PhiKind.CREDENTIAL, _is_pin),
    Topic.TOKEN: (PhiKind.CREDENTIAL, _is_token),
    Topic.DEVICE_ID: (PhiKind.DEVICE_ID, _is_device),
    Topic.MAYBE_DEVICE_ID: (PhiKind.DEVICE_ID, _is_of_one_device),
    Topic.SERIAL: (PhiKind.DEVICE_ID, _is_serial),
    Topic.NETWORK: (PhiKind.NETWORK_ADDRESS, lambda text: _MAC.fullmatch(text) is not None),
    Topic.NETWORK_NAME: (PhiKind.NETWORK_ADDRESS, lambda text: not text.startswith("<")),
    Topic.PLACE: (PhiKind.PRECISE_LOCATION, lambda text: is_precise_text(text) or is_long_geohash(text)),
    Topic.GEOCODE: (PhiKind.PRECISE_LOCATION, is_geocode),
    Topic.ROUTE: (PhiKind.PRECISE_LOCATION, is_polyline),
    Topic.MEDICATION: (PhiKind.MEDICATION, _is_medicine),
    Topic.DRUG_CODE: (PhiKind.MEDICATION, _is_identifier),
    Topic.AGE: (PhiKind.DATE_OF_BIRTH, _is_protected_age),
    Topic.BIRTH_YEAR: (PhiKind.DATE_OF_BIRTH, _is_protected_birth_year),
    Topic.BIRTH_PART: (PhiKind.DATE_OF_BIRTH, lambda text: any(map(str.isalnum, text))),
    Topic.PERSON_OR_BRAND: (PhiKind.PERSON_NAME, _may_be_person_or_brand),
    Topic.CONDITION: (PhiKind.DIAGNOSIS, _names_condition),
    Topic.NOTE: (PhiKind.FREE_TEXT, _is_sentence),
    Topic.PROSE: (PhiKind.FREE_TEXT, _is_sentence),
    Topic.RESOURCE_TYPE: (PhiKind.FHIR_RESOURCE, lambda text: text.isalpha() and text[0].isupper()),
}
