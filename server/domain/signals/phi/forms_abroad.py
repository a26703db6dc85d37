"""Forms of one country, one code system or one service: national numbers, codes of illnesses, links to a person."""

import re

from server.domain.signals.phi.contact import identifies
from server.domain.signals.phi.detector import Detector, bounded, digits_of, whole
from server.domain.signals.phi.kinds import PhiKind

_MONTHS, _DAYS = 12, 31
_ADDED_TO_MONTHS = (0, 20, 50, 70)
_CHINESE_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHINESE_CHECKS = "10X98765432"
_PARTS_OF_SITES = re.compile(
    r"(?i)/+(?:api|oauth2?|login|auth|developers?|docs?|help|privacy|legal|about|settings|static|support|tos|terms|v\d+)(?:/|$)"
)
_NUTRIENTS = re.compile(
    r"(?i)^(?:vitamin|caffeine|sodium|potassium|calcium|magnesium|iron|zinc|fib(?:er|re)|sugars?|protein|fat|carbs?|omega|creatine"
    r"|cholesterol|iodine|selenium|copper|folate|biotin|phosphorus|salt|water|glucose|melatonin|taurine|collagen|dose|serving"
    r"|about|under|over|total|basal|bolus|target|limit|level|max|min|avg|mean|average|approx|value|natrium|kalium|koffein"
    r"|cafe[a-z]*|zucker|eisen|hierro|sodio|magnesio|calcio|ferro|zinco|cafeina|caffeina|sodium|fer|sel)"
)


def _has_month_and_day(text: str) -> bool:
    """Whether the digits begin with a year, a month, which a woman's or a later series adds to, and a day."""
    digits = digits_of(text)
    month, day = int(digits[2:4]), int(digits[4:6])
    return any(1 <= month - added <= _MONTHS for added in _ADDED_TO_MONTHS) and 1 <= day <= _DAYS


def _is_chinese(text: str) -> bool:
    """GB 11643-1999: a division, a date of birth, a series, and the check character of ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _CHINESE_WEIGHTS, strict=True))
    return _has_month_and_day(text[8:14]) and _CHINESE_CHECKS[total % 11] == text[17].upper()


def _is_dose(text: str) -> bool:
    return _NUTRIENTS.match(text) is None


_NO_FAMILIES = frozenset(
    {"The", "Apple", "Google", "Our", "Your", "Amazon", "Microsoft", "Nintendo", "Whole", "New", "Add"}
)


def _is_link(text: str) -> bool:
    return _PARTS_OF_SITES.search(text) is None


DETECTORS = (
    # Belgium, Chile, Switzerland, Brazil, Argentina, and a machine-readable passport.
    Detector(
        kind=PhiKind.NATIONAL_ID,
        pattern=bounded(
            r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\d{1,2}\.\d{3}\.\d{3}-[\dkK]|756\.\d{4}\.\d{4}\.\d{2}|756\d{10}"
            r"|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}|(?:20|23|24|27|3[034])-\d{8}-\d"
        ),
    ),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=r"(?:^|\s)[PIACV][A-Z<][A-Z]{3}[A-Z<]{3,}<<[A-Z<]"),
    # Czechia and Slovakia, Korea, Finland.
    Detector(
        kind=PhiKind.NATIONAL_ID,
        pattern=bounded(r"\d{6}/\d{3,4}|\d{6}-[1-8]\d{6}"),
        confirm=_has_month_and_day,
    ),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=whole(r"[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]")),
    Detector(kind=PhiKind.NATIONAL_ID, pattern=whole(r"[1-9]\d{16}[\dXx]"), confirm=_is_chinese),
    # India (PAN), Germany (pension), Spain (foreigners), Britain (driving licence).
    Detector(
        kind=PhiKind.NATIONAL_ID,
        pattern=whole(
            r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]|\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{3}|[XYZ]-?\d{7}-?[A-Z]"
            r"|[A-Z9]{5}\d[0156]\d[0-3]\d{2}[A-Z9]{2}\d[A-Z]{2}"
        ),
        weak=True,
    ),
    Detector(
        kind=PhiKind.MEDICAL_ID,
        pattern=r"(?i)(?:^|[^a-z])(?:pat(?:ient(?:en)?)?|fall|vers(?:icherten)?|akten?|kunden|mitglieds?|historia|dossier|cartella"
        r"|expediente|prontuario|processo|utente|dossiernr|paciente|paziente)"
        r"[.:/ -]{1,3}(?:nr|no|num(?:ero)?|nummer|n[°o])[.:# ]{0,3}\d{3}",
    ),
    # Orphanet, OMIM, the Human Phenotype Ontology and others by their prefix; ICPC, DSM and Read by theirs.
    Detector(
        kind=PhiKind.DIAGNOSIS,
        pattern=r"(?i)(?:^|[^a-z])(?:orpha(?:net)?|omim|mim|mondo|doid|efo|mesh|umls|meddra|icpc-?2?|dsm(?:-?(?:5|iv|v))?(?:-tr)?|ctv3"
        r"|phecode|opcs-?4?|cim-?10)[:_ ]{1,2}[A-Z]?\d{2}|(?:^|[^a-z])HP:\d{7}",
    ),
    Detector(
        kind=PhiKind.DIAGNOSIS, pattern=whole(r"[A-HJ-UWZ]\d{2}\.{2}|[A-HJ-UWZ]\d{2}[0-9a-z]\.|[A-HJ-UWZ]\d\.{3}")
    ),
    Detector(kind=PhiKind.MEDICATION, pattern=whole(r"[A-DGHJLMNPRSV]\d{2}[A-Z]{2}\d{2}"), weak=True),
    Detector(
        kind=PhiKind.MEDICATION,
        pattern=r"(?i)^([a-z][a-z-]{3,}(?: [a-z]{2,})? \d+(?:[.,/]\d+)* ?(?:mg|mcg|ug|ie|ui|iu)(?:/\w+)?)(?:$|[^a-z])",
        confirm=_is_dose,
    ),
    Detector(
        kind=PhiKind.URL,
        pattern=r"(?i)(?:^|[^a-z0-9.])((?:wa\.me|t\.me|(?:www\.|[a-z]{2}\.)?(?:instagram|facebook|fb|twitter|x|tiktok|linkedin|strava"
        r"|github|snapchat|reddit|youtube|pinterest|threads|discord|vk|xing|komoot|twitch|paypal|venmo|bsky)\.(?:com|net|me|gg|de|app))"
        r"/+@?[\w./-]{3,})",
        confirm=_is_link,
    ),
    Detector(
        kind=PhiKind.URL,
        pattern=r"(?i)(?:^|[^:\w])(//[a-z0-9.-]+\.[a-z]{2,}/\S+)",
        confirm=lambda text: identifies(f"https:{text}"),
    ),
    Detector(kind=PhiKind.ACCOUNT_NUMBER, pattern=r"(?:^|\s)live:[.\w]"),
    Detector(
        kind=PhiKind.ACCOUNT_NUMBER,
        pattern=whole(r"bc1[02-9ac-hj-np-z]{20,60}|0x[0-9a-fA-F]{40}|[A-Za-z][\w.]{2,31}#\d{4}"),
    ),
    Detector(kind=PhiKind.CREDENTIAL, pattern=r"(?:^|\s)(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\w+) AAAA"),
    Detector(kind=PhiKind.PRECISE_LOCATION, pattern=whole(r"ChIJ[\w-]{20,30}")),
    Detector(
        kind=PhiKind.URL,
        pattern=r"(?i)(?:youtu\.be|drive\.google\.com|docs\.google\.com|dropbox\.com|1drv\.ms|we\.tl|photos\.app\.goo\.gl)/[\w/-]{6}",
    ),
    Detector(
        kind=PhiKind.CREDENTIAL,
        pattern=r"(?i)(?:fcm\.googleapis\.com|push\.services\.mozilla\.com|notify\.windows\.com)/[\w/]{6}",
    ),
    Detector(kind=PhiKind.DOCUMENT, pattern=r"(?:^|\s)(?:PV1|ORC|OBR|NTE|IN1|GT1|DG1|AL1|EVN)\|"),
    # A host that is called by its address: `dslb-92-40-232-239.pools.example.net`.
    Detector(
        kind=PhiKind.NETWORK_ADDRESS,
        pattern=r"(?i)(?:^|[^0-9])\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}\.(?:[a-z0-9-]+\.)+[a-z]{2}",
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?i)(?:^|[^a-z])(?:postbus|postfach|postboks|postbox|apartado(?: de correos| postal)?"
        r"|casilla(?: de correo)?|casella postale"
        r"|boite postale|caixa postal|apdo\.?|skrytka(?: pocztowa)?) ?(?:n[o°.] ?)?\d{1,6}(?:$|[^0-9])",
    ),
    Detector(kind=PhiKind.STREET_ADDRESS, pattern=r"(?:^|[^A-Za-z0-9])[1-9]\d{3} ?[A-Z]{2},? [A-Z][a-z]{2}"),
    Detector(
        kind=PhiKind.PRECISE_LOCATION,
        pattern=r"(?i)(?:^|[^a-z])[ns] ?\d{1,2}[.,]\d{3,}°?[,; ]{1,2}[ewo] ?\d{1,3}[.,]\d{3,}",
    ),
)
# A family or a household, and who signs with a degree.
WORDED = (
    # Streets that end in their kind, without a number, after a town or before one: `Heilbronn, Gartenweg`.
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?:^|, )[A-Z][a-z-]{2,}(?:strasse|str\.|weg|gasse|allee|platz|straat|laan|plein|gracht|vej|gatan)"
        r"(?:,|$)",
    ),
    Detector(
        kind=PhiKind.PERSON_NAME,
        pattern=r"(?:^|[^A-Za-z])(?:Familien?|Famille|Familia|Famiglia|Fam\.) [A-Z][a-z]{2}",
    ),
    Detector(
        kind=PhiKind.PERSON_NAME,
        pattern=r"(?:^|[^A-Za-z])([A-Z][a-z]{2,}) (?:Family|Household|Residence)(?:$|[^a-z])",
        confirm=lambda text: text not in _NO_FAMILIES,
    ),
    Detector(
        kind=PhiKind.PERSON_NAME,
        pattern=r"(?:^|[^A-Za-z])[A-Z][a-z'-]+ [A-Z][A-Za-z'. -]+,? (?:M\.?D\.?|Ph\.?D\.?|R\.?N\.?|D\.?O\.?|N\.?P\.?"
        r"|P\.?A\.?-?C?"
        r"|D\.?D\.?S\.?"
        r"|LCSW|FACP|MBBS|Dipl\.-Psych\.)(?:$|[^A-Za-z])",
    ),
)
