"""Numbers that are given to one person: SSN, national and medical identifiers, accounts, and dates of birth."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re

from server.domain.signals.phi import checksums
from server.domain.signals.phi.detector import Detector, bounded, digits_of, is_scale, whole
from server.domain.signals.phi.kinds import PhiKind

_PREFIXED = re.compile(r"#?([A-Z]{1,5})((?:-?\d++)+)(?:-?[A-Z]{1,3})?")
_GROUPS_OF_FOUR = re.compile(r"-\d{3,5}-\d{3,5}(?:-\d{3,5})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TECHNICAL_PREFIXES = frozenset(
    """
    ADS AFE ANSI API APP ASTM AW BHI BMA BMI BS BUG BUILD CPH CVE DIN EN EPSG ERR ESP FF FIPS FW GMT GPT GTM HTTP HW
    ICM ID IEC IEEE IMU ISO JIRA KB LOT LSM MAX MD MOD MPU MSP NIST NRF OS PN PPG PR REF REL REV RFC RMX RUN SDK SHA
    SKU STD STM SW TLS TS UA UL UTC UTF VER WIN
    """.split()
)
# Cards of 17 digits and more, by the first digits that networks of cards give out: others are an event's or a time.
_LONG_CARD = re.compile(r"4\d{18}|(?:5[06-9]|6\d|3[05689])\d{15,17}|220[0-5]\d{13,15}")
_AT_SECOND = re.compile(r"20[0-4]\d[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d")  # of a build: `20180409100035`
MIN_CARD_DIGITS, MAX_CARD_DIGITS = 13, 16
_MISREAD = str.maketrans("OoIl", "0011")
MIN_TRUE_DIGITS, MIN_TRUE_DIGITS_BARE = 5, 6  # of the nine of an SSN, with dashes and without
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_EPOCHS = frozenset({"19700101", "20000101", "19000101", "20010101", "19991231", "18991230", "19010101"})
_MEDICAL_LABEL = (
    r"(?:mrn|hicn|mbi|medical rec(?:ord)?|med ?rec|chart|hospital|insurance|policy|beneficiary|subscriber"
    r"|member(?:ship)?"
    r"|patient|account|acct|case|encounter|claim|health ?plan|health ?card|group|record|certificate|licen[cs]e|id)"
)


def _is_ssn(text: str) -> bool:
    """As the Social Security Administration gives them out; ITINs (9xx) included."""
    digits = digits_of(text)
    return digits[:3] not in {"000", "666"} and digits[3:5] != "00" and digits[5:] != "0000" and len(set(digits)) > 1


def _is_misread_ssn(text: str, least: int) -> bool:
    return len(digits_of(text)) >= least and _is_ssn(text.translate(_MISREAD))


def _is_prefixed(text: str) -> bool:
    parts = _PREFIXED.fullmatch(text)
    return (
        parts is not None
        and (text[0] == "#" or parts[1] not in _TECHNICAL_PREFIXES)
        and (re.search(r"\d{5}", parts[2]) is not None or _is_in_groups(parts[2]))
    )


def _is_in_groups(number: str) -> bool:
    """`-3380-6784`, unless a year begins it: builds and notices are numbered by the year."""
    return _GROUPS_OF_FOUR.fullmatch(number) is not None and _YEAR.match(number, 1) is None


def _is_grouped_number(text: str) -> bool:
    """Of 7 to 12 digits, with no year in it, and no range of round numbers."""
    groups = text.split("-")
    if any(map(_YEAR.fullmatch, groups)) or not 7 <= len(digits_of(text)) <= 12:  # noqa: PLR2004
        return False
    in_order = len(groups) == 2 and int(groups[0]) < int(groups[1])  # noqa: PLR2004
    return not (in_order and any(group.endswith(("00", "99")) for group in groups))


def _is_card(text: str) -> bool:
    digits = digits_of(text)
    is_long = len(digits) > MAX_CARD_DIGITS
    return (
        len(digits) >= MIN_CARD_DIGITS
        and _AT_SECOND.fullmatch(digits) is None
        and (not is_long or _LONG_CARD.fullmatch(digits) is not None)
        and len(set(digits)) > 1
        and checksums.luhn(digits)
    )


def _is_cpf(text: str) -> bool:
    return checksums.cpf(digits_of(text))


def _is_nir(text: str) -> bool:
    return checksums.nir(digits_of(text))


def _is_dni(text: str) -> bool:
    return _DNI_LETTERS[int(digits_of(text)) % 23] == text[-1]


def _is_aadhaar(text: str) -> bool:
    return checksums.verhoeff(digits_of(text))


def _is_no_epoch(text: str) -> bool:
    return digits_of(text)[:8] not in _EPOCHS


_BIRTH_YEAR = r"(?:19\d\d|200\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
# English, German, French, Spanish, Portuguese and Italian ones.
_MONTH_NAME = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|fev|avr|jui|aou|ene|abr|ago|set|dic|out|gen|mag|giu"
    r"|lug|ott)[a-z]{0,7}\.?"
)

DETECTORS = (
    Detector(
        kind=PhiKind.SSN,
        pattern=bounded(r"\d{3}[ .\-_/|:;~*=]{1,3}\d{2}[ .\-_/|:;~*=]{1,3}\d{4}|\(\d{3}\) ?\(\d{2}\) ?\(\d{4}\)"),
        weak=True,
    ),
    # Dashes and spaces are no version's: this form counts under every key, with O for 0 and I or l for 1 as well.
    Detector(
        kind=PhiKind.SSN,
        pattern=bounded(r"[\dOoIl]{3} ?[ \-] ?[\dOoIl]{2} ?[ \-] ?[\dOoIl]{4}"),
        confirm=lambda text: _is_misread_ssn(text, MIN_TRUE_DIGITS),
    ),
    Detector(
        kind=PhiKind.SSN,
        pattern=whole(r"[\dOoIl]{9}"),
        confirm=lambda text: not text.isdigit() and _is_misread_ssn(text, MIN_TRUE_DIGITS_BARE),
        weak=True,
    ),
    Detector(
        kind=PhiKind.SSN,
        pattern=whole(r"\d{9}(?:\.0)?"),
        confirm=lambda text: _is_ssn(text := text.removesuffix(".0")) and not is_scale(text),
        weak=True,
        any_id=True,
    ),
    Detector(kind=PhiKind.SSN, pattern=r"(?i)(?:^|[^a-z])(?:ssn|itin|social ?sec\w*)[^0-9]{0,16}\d{4}"),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=bounded(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Z]")),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=bounded(r"\d{3}\.\d{3}\.\d{3}-\d{2}")),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=whole(r"\d{11}"), confirm=_is_cpf, weak=True),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=bounded(r"\d{4} \d{4} \d{4}|\d{4}-\d{4}-\d{4}|\d{3} \d{3} \d{3}")),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=whole(r"[2-9]\d{11}"), confirm=_is_aadhaar, weak=True),
    Detector(
        kind=PhiKind.NATIONAL_ID,
        pattern=whole(r"[12] ?\d{2} ?[01]\d ?\d[0-9AB] ?\d{3} ?\d{3} ?\d{2}"),
        confirm=lambda text: len(digits_of(text)) == 15 and _is_nir(text),  # noqa: PLR2004
    ),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=bounded(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]")),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=bounded(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d")),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=bounded(r"\d{8}-?[A-Z]"), confirm=_is_dni, weak=True),
    Detector(
        kind=PhiKind.NATIONAL_ID,
        pattern=r"(?i)(?:^|[^a-z])(?:passport|nino|nhs|aadhaar|cpf|curp|driver'?s? licen[cs]e)[^A-Za-z0-9]{0,4}(?:no"
        r"|number|id)?"
        r"[^A-Za-z0-9]{0,4}[A-Z]{0,3}\d{4}",
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID,
        pattern=rf"(?i)(?:^|[^a-z])(?:mrn|hicn|mbi|{_MEDICAL_LABEL}[ _]?(?:id|no|nr|num|number|identifier|ref|#|:))"
        r"[^A-Za-z0-9]{0,4}(?:is )?#?[A-Z]{0,5}[ \-]?\d{3}",
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID,
        pattern=r"(?i)(?:^|[^a-z])(?:patient|pt|member|subscriber|mbr|case)[ _#:\-]{1,3}\d{4}",
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID,
        pattern=bounded(
            r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}"
        ),
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID,
        pattern=bounded(r"#?[A-Z]+(?:-\d+)+(?:-?[A-Z]{1,3})?"),
        confirm=_is_prefixed,
        weak=True,
        any_id=True,
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID,
        pattern=whole(r"#?(?:[A-Z]\d{6,12}|[A-Z]{2,4}\d{5,12})[A-Z]?"),
        confirm=_is_prefixed,
        weak=True,
        any_id=True,
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID, pattern=bounded(r"#?\d{5,10}-[A-Z]{1,3}|#\d{5,10}-\d{1,4}"), weak=True, any_id=True
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID,
        pattern=bounded(r"\d{2,7}-\d{2,7}(?:-\d{2,7})?"),
        confirm=_is_grouped_number,
        weak=True,
        any_id=True,
    ),
    Detector(
        kind=PhiKind.ACCOUNT_NUMBER,
        pattern=bounded(r"[2-6]\d{3}[ \-._]?\d{4}[\d \-._]+\d"),
        confirm=_is_card,
    ),
    Detector(
        kind=PhiKind.ACCOUNT_NUMBER,
        pattern=bounded(r"[A-Z]{2}\d{2}[ -]?[A-Z0-9]{4}[A-Z0-9 -]+[A-Z0-9]"),
        confirm=checksums.iban,
    ),
    Detector(
        kind=PhiKind.DATE_OF_BIRTH,
        pattern=rf"^\s*({_BIRTH_YEAR}[-/. ]{_MONTH}[-/. ]{_DAY})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z"
        rf"|[+-]\d\d:?\d\d)?)?\s*$",
        confirm=lambda text: "".join(part.zfill(2) for part in re.split(r"\D", text)) not in _EPOCHS,
        weak=True,
    ),
    # A birthday's midnight, as another time zone has it.
    Detector(
        kind=PhiKind.DATE_OF_BIRTH,
        pattern=rf"^\s*(19\d\d-{_MONTH}-{_DAY})[T ]\d\d:[03]0(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?\s*$",
        confirm=_is_no_epoch,
        weak=True,
    ),
    Detector(kind=PhiKind.DATE_OF_BIRTH, pattern=rf"{_BIRTH_YEAR} ?年 ?{_MONTH} ?月 ?{_DAY} ?日"),
    Detector(
        kind=PhiKind.DATE_OF_BIRTH,
        pattern=bounded(rf"{_DAY}[-/. ]{_DAY}[-/. ]{_BIRTH_YEAR}"),
        weak=True,
    ),
    Detector(
        kind=PhiKind.DATE_OF_BIRTH,
        pattern=whole(r"(?:19\d\d|200\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
        confirm=_is_no_epoch,
        weak=True,
    ),
    Detector(
        kind=PhiKind.DATE_OF_BIRTH,
        pattern=rf"(?i)(?:^|[^a-z0-9])(?:{_MONTH_NAME}[ \-]?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd"
        rf"|th|\.)?[ \-]?(?:of |de )?{_MONTH_NAME})"
        rf",?[ \-]?(?:de )?{_BIRTH_YEAR}(?:$|[^0-9])",
    ),
    Detector(
        kind=PhiKind.DATE_OF_BIRTH,
        pattern=r"(?i)(?:^|[^a-z])(?:d\.?o\.?b\.?|birth ?da(?:te|y)|date of birth"
        r"|born(?: on)?)[^A-Za-z0-9]{0,4}(?:\d{1,4}[-/. ]\d|\d{6}|[a-z]{3,9} \d)",
    ),
)
