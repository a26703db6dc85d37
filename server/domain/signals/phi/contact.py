"""Ways to reach or place a person: e-mail, phone, URLs with identifiers, network and street addresses."""

import ipaddress
import re
from urllib.parse import parse_qsl, urlsplit

from server.domain.signals.phi.credentials import MIN_RANDOM_CHARACTERS, is_random
from server.domain.signals.phi.detector import Detector, bounded, digits_of, is_scale, whole
from server.domain.signals.phi.device_words import DEVICE_WORDS
from server.domain.signals.phi.kinds import PhiKind
from server.domain.signals.phi.own_words import words_in

_IMAGE_SUFFIXES = ("png", "jpg", "jpeg", "gif", "svg", "webp")  # icon@2x.png is no mailbox
_IDENTIFYING_PARAMETER = re.compile(
    r"(?i)e?mail|user|uid|^id$|[_-]?id$|name|patient|member|person|mrn|dob|birth|phone|ssn|token|key|session|account|secret|^sig|signature|passw|pwd|^auth|jwt|ticket"
)
_IDENTIFYING_SEGMENT = re.compile(
    r"(?i)^(?:patients?|users?|members?|persons?|people|profiles?|accounts?|u|customers?|records?|charts?)$"
)
_OPAQUE_SEGMENT = re.compile(r"\d{5}|[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{24,}$")
_HARMLESS_ADDRESSES = {"0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1"}  # noqa: S104 - compared, not bound  # nosec B104
_LARGEST_VERSION_PART = 31
_THINGS_COUNTED = frozenset(
    {
        "beats",
        "calories",
        "counts",
        "events",
        "floors",
        "items",
        "joules",
        "kcal",
        "meters",
        "metres",
        "minutes",
        "pasos",
        "passi",
        "pas",
        "points",
        "readings",
        "records",
        "rows",
        "samples",
        "schritte",
        "seconds",
        "stappen",
        "steps",
        "units",
        "users",
    }
)
_RING_TO_WEAR = re.compile(r"(?i)(?:oura|galaxy|ultrahuman|ringconn|evie|smart) ring")


_WORD = re.compile(r"[A-Za-z]+")
_EVERYDAY = words_in("everyday_words.txt") | DEVICE_WORDS


def _is_street(text: str) -> bool:
    """Whether the word before the number is no English one that ends as streets do: `string 12`, `monitoring 3`."""
    word = _WORD.findall(text)[-1].lower()
    if word == "ring":
        return _RING_TO_WEAR.match(text) is None
    stem = word.removesuffix("ing")
    return word not in _EVERYDAY and (stem == word or _EVERYDAY.isdisjoint((stem, stem + "e")))


def _is_mailbox(text: str) -> bool:
    return not text.lower().endswith(_IMAGE_SUFFIXES)


def _has_phone_digits(text: str) -> bool:
    return 8 <= len(digits_of(text)) <= 15  # noqa: PLR2004 - E.164: at most 15


def _has_local_digits(text: str) -> bool:
    return 7 <= len(digits_of(text)) <= 15  # noqa: PLR2004 - a number as dialled within a town


def _has_national_digits(text: str) -> bool:
    most = 15 if text.startswith("00") else 12  # an international prefix, or a trunk 0 and 8-11 digits
    return 9 <= len(digits_of(text)) <= most  # noqa: PLR2004


def _is_identifying(name: str, value: str) -> bool:
    return (
        _IDENTIFYING_PARAMETER.search(name) is not None
        or len(digits_of(value)) > 4  # noqa: PLR2004
        or (len(value) >= MIN_RANDOM_CHARACTERS and is_random(value))
    )


def identifies(url: str) -> bool:
    """Whether a URL holds who somebody is: a parameter, a segment or a name and password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    if "@" in parts.netloc:
        return True
    if any(_is_identifying(name, value) for name, value in parse_qsl(parts.query)):
        return True
    segments = [segment for segment in (parts.netloc, *parts.path.split("/")) if segment]
    owned = any(_IDENTIFYING_SEGMENT.match(segment) for segment in segments[:-1])
    return owned or any(_OPAQUE_SEGMENT.search(segment) for segment in segments)


def _is_ipv4(text: str) -> bool:
    if not text[0].isdigit():  # what a device's description says of its software
        return False
    parts = [int(part) for part in text.split(".")]
    if text in _HARMLESS_ADDRESSES or max(parts) > 255:  # noqa: PLR2004
        return False
    if parts[1] == parts[2] == 0 and parts[0] != 10:  # noqa: PLR2004 - 10.0.0.0/8 is for private networks
        return False
    return max(parts) > _LARGEST_VERSION_PART or parts[0] == 10 or len(set(parts)) == 1  # noqa: PLR2004


def _is_ipv6(text: str) -> bool:
    if "::" not in text and text.count(":") != 7:  # noqa: PLR2004
        return False
    try:
        return str(ipaddress.IPv6Address(text)) not in _HARMLESS_ADDRESSES
    except ValueError:
        return False


# Mobile numbers with their country's code and without a plus, by the ranges of national numbering plans; other numbers
# of 11 to 13 digits are times, counters and ids.
_MOBILE_ABROAD = (
    r"49(?:15[0-9]|16[023]|17[0-9])\d{7,8}|447[1-9]\d{8}|33[67]\d{8}|34[67]\d{8}|393[1-9]\d{8}|316\d{8}|324[5-9]\d{7}"
    r"|417[4-9]\d{7}|436[4-9]\d{7,9}|467[02369]\d{7}|47[49]\d{7}|45[2-9]\d{7}|358[45]\d{7,9}|3538[3-9]\d{7}|3519[1236]\d{7}"
    r"|48[4-8]\d{8}|420[67]\d{8}|4219\d{8}|36[2357]0\d{7}|407\d{8}|3069\d{8}|3598[789]\d{7}|38[05]9\d{8}|380[3-9]\d{8}"
    r"|79\d{9}|905[0-5]\d{8}|9725\d{8}|9665\d{8}|9715[024568]\d{7}|919\d{9}|91[6-8]\d{9}|923[0-4]\d{8}|8801[3-9]\d{8}"
    r"|861[3-9]\d{9}|8210\d{8}|81[789]0\d{8}|628[1-9]\d{7,10}|639\d{9}|66[689]\d{8}|84[35789]\d{8}|601\d{8,9}|65[89]\d{7}"
    r"|614\d{8}|642[0-9]\d{6,8}|5511?9\d{8}|55[1-9]\d9\d{8}|521?[1-9]\d{9}|549[1-9]\d{9}|569\d{8}|573\d{9}|519\d{8}"
    r"|234[789][01]\d{8}|254[17]\d{8}|27[678]\d{8}|201[0125]\d{8}|2126\d{8}|2135\d{8}|2332\d{8}|2335\d{8}"
)
# USPS Publication 28, appendix C1: those that read as a street in any case, and those that need capitals to be one.
_STREET_TYPES = (
    "street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|circle|cir|place|pl|terrace|ter|trail|trl"
    "|parkway|pkwy|highway|hwy|square|sq|alley|crescent|close|grove|gardens?|mews|plaza|turnpike|causeway|expressway"
)
_RARE_STREET_TYPES = (
    "Annex|Arcade|Bayou|Beach|Bend|Bluffs?|Branch|Bridge|Brooks?|Burgs?|Bypass|Camp|Canyon|Cape|Centers?"
    "|Circles|Cliffs?|Club|Common"
    "|Corners?|Courts|Course|Coves?|Creek|Crest|Crossing|Crossroad|Curve|Dale|Dam|Divide|Drives|Estates?"
    "|Extensions?|Falls|Ferry|Fields?"
    "|Flats?|Fords?|Forest|Forges?|Forks?|Fort|Freeway|Gateway|Glens?|Greens?|Groves|Harbors?|Haven"
    "|Heights|Hills?|Hollow|Inlet|Islands?"
    "|Isle|Junctions?|Keys?|Knolls?|Lakes?|Land|Landing|Light|Lights|Loaf|Locks?|Lodge|Loop|Mall|Manors?"
    "|Meadows?|Mills?|Mission|Motorway"
    "|Mount|Mountains?|Neck|Orchard|Oval|Overpass|Park|Parks|Parkways|Pass|Passage|Path|Pike|Pines?"
    "|Plains?|Points?|Ports?|Prairie|Radial"
    "|Ramp|Ranch|Rapids?|Rest|Ridges?|Rivers?|Roads|Route|Row|Rue|Run|Shoals?|Shores?|Skyway|Springs?"
    "|Spurs?|Squares|Station|Stravenue"
    "|Stream|Streets|Summit|Throughway|Trace|Track|Trafficway|Tunnel|Underpass|Unions?|Valleys?|Via"
    "|Viaduct|Views?|Villages?|Ville|Vista"
    "|Walks?|Wall|Ways?|Wells?"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA"
    "|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|AA|AE|AP"
)
_ROMANCE_STREETS = (
    "calle|avenida|avda?\\.|carrera|paseo|plaza|via|viale|piazza|corso|rua|travessa|estrada|praca"
    "|contrada|largo|alameda"
    "|calzada|bulevar|vicolo|borgo|rotonda|strada|camino|ronda|glorieta|pasaje|circuito|cerrada|privada"
    "|andador|prolongacion"
    "|boulevard|callejon|diagonal|eje|peatonal|periferico|retorno|viaducto|carretera|continuacion|corredor|ampliacion"
    "|aeroporto|area|campo|chacara|colonia|condominio|conjunto|distrito|esplanada|estacao|favela|fazenda|feira|jardim"
    "|ladeira|lago|lagoa|loteamento|morro|nucleo|parque|passarela|patio|quadra|recanto|residencial|rodovia|setor|sitio"
    "|trecho|trevo|vale|vereda|vila|viela"
)

DETECTORS = (
    Detector(
        kind=PhiKind.EMAIL,
        pattern=r"([^\s@\"'<>,;:/=&?]\"?@[^\s@\"'<>,;:/=&?]+\.\pL{2,})",
        confirm=_is_mailbox,
    ),
    Detector(kind=PhiKind.PHONE, pattern=r"(?:^|[^\w.])(\+ ?\(?\d[\d ().\-/]+\d)", confirm=_has_phone_digits),
    Detector(kind=PhiKind.PHONE, pattern=whole(_MOBILE_ABROAD), weak=True),
    Detector(
        kind=PhiKind.PHONE,
        pattern=bounded(
            r"(?:(?:00)?1[ .\-]{1,2})?\(?\d{3}\)?[ .\-/_|]{1,3}\d{3}[ .\-/_|]{1,3}\d{4}(?: ?(?:x|ext\.?) ?\d+)?"
        ),
        weak=True,
    ),
    Detector(kind=PhiKind.PHONE, pattern=bounded(r"\(\d{3}\) ?\d{3}[ .\-]?\d{4}(?: ?(?:x|ext\.?) ?\d+)?")),
    # Ten bare digits: an area and an exchange of the North American plan both begin with 2 to 9.
    Detector(
        kind=PhiKind.PHONE,
        pattern=bounded(r"1?[2-9]\d{2}[2-9]\d{6}(?: ?(?:x|ext\.?) ?\d+)?"),
        confirm=lambda text: not is_scale(digits_of(text)),
        weak=True,
        any_id=True,
    ),
    Detector(
        kind=PhiKind.PHONE,
        pattern=bounded(r"(?:00[1-9]\d?[ .\-]?)?\(?0\d{1,5}\)?(?:[ .\-/]{1,2}\d{2,8})+"),
        confirm=_has_national_digits,
        weak=True,
    ),
    Detector(
        kind=PhiKind.PHONE,
        pattern=bounded(r"00[1-9]\d{0,2}[ .\-/](?:\(?\d{1,4}\)?[ .\-/]?){2,7}"),
        confirm=lambda text: 10 <= len(digits_of(text)) <= 17,  # noqa: PLR2004 - 00 and E.164
        weak=True,
    ),
    Detector(kind=PhiKind.PHONE, pattern=whole(r"00[1-9]\d{8,12}|0[1-9]\d{8,9}"), weak=True, any_id=True),
    Detector(
        kind=PhiKind.PHONE,
        pattern=bounded(
            r"\(?[1-9]\d\)? 9?\d{4}[- ]\d{4}|[6-9]\d{4} \d{5}|1[3-9]\d[ -]\d{4}[ -]\d{4}|\(0\d{1,5}\) ?\d{5,8}"
            r"|3\d{2} \d{6,7}"
        ),
        weak=True,
    ),
    Detector(
        kind=PhiKind.PHONE,
        pattern=r"(?i)(?:^|[^a-z])(?:phone|tel|telephone|cell|mobile|fax|call|text|sms|whatsapp)(?: (?:no|number|me"
        r"|at|on))?"
        r"[^A-Za-z0-9]{0,4}(\d[\d .()\-]+\d)",
        confirm=_has_local_digits,
    ),
    Detector(kind=PhiKind.URL, pattern=r"(?i)([a-z][a-z0-9+.\-]*://[^\s\"'<>]{4,})", confirm=identifies),
    Detector(
        kind=PhiKind.URL,
        pattern=r"(?i)(?:^|[^a-z])([a-z0-9.\-]+\.[a-z]{2,10}/\S*"
        r"(?:patients?|users?|members?|persons?|profiles?|people)[/=][\w%.\-]{2,})",
    ),
    Detector(
        kind=PhiKind.NETWORK_ADDRESS,
        pattern=bounded(
            r"(?:(?i:software|firmware|version|build|hardware|ver)[:=/ ]{1,2})?\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"
        ),
        confirm=_is_ipv4,
        weak=True,
    ),
    Detector(
        kind=PhiKind.NETWORK_ADDRESS,
        pattern=r"(?:^|[^0-9A-Za-z:.])([0-9A-Fa-f:]*:[0-9A-Fa-f]*:[0-9A-Fa-f:]*)(?:$|[^0-9A-Za-z:])",
        confirm=_is_ipv6,
    ),
    Detector(kind=PhiKind.NETWORK_ADDRESS, pattern=bounded(r"(?:[0-9A-Fa-f]{2}[:\-]){5}[0-9A-Fa-f]{2}")),
    Detector(
        kind=PhiKind.NETWORK_ADDRESS,
        pattern=bounded(r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}"),
        confirm=lambda text: not text.replace(".", "").isdigit(),
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?:^|[^\w.:])\d+[A-Za-z]?,? (?:[A-Z0-9][A-Za-z0-9'.\-]* )+"
        rf"(?:{_RARE_STREET_TYPES})(?:$|[^A-Za-z0-9-])",
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=rf"(?i)(?:^|[^\w.:])(\d+[a-z]?,? (?:[a-z0-9'.\-]+ )+(?:{_STREET_TYPES}))(?:$|[^a-z0-9-])",
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?i)(?:^|[^a-z0-9])(?:p\.? ?o\.? ?box|(?:h|house|plot|flat)\.? ?no\.?|(?:apt|apartment|suite|ste|flat"
        r"|room)\.?)"
        r" ?#? ?\d{1,6}(?:$|[^0-9])",
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?i)(?:^|[^\w+/-])([a-z][a-z' .-]*"
        r"(?:str\.|strasse|stra\S{0,2}e|weg|allee|platz|gasse|ring|damm|ufer|straat|dreef|baan|laan"
        r"|steeg|kade"
        r"|plein|singel|hof|pfad|stieg|chaussee|gatan|vagen|gade|vej|vejen|alle|katu|polku|kuja|utca|gata|veien)"
        r" ?\d{1,4}[a-z]?)(?:$|[^A-Za-z0-9.])",
        confirm=_is_street,
        any_id=True,
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?i)(?:^|[^\w.])\d{1,4},? (?:bis |ter )?(?:rue|avenue|boulevard|place|chemin|impasse|allee|quai"
        r"|route|cours) [a-z]",
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?i)(?:^|[^a-z])(?:ulica|ul\.|aleja|al\.|osiedle|os\.|plac|nam\.|strada|str\.|bulevardul|mahallesi|sokak"
        r"|cadde(?:si)?) ?[a-z][a-z' .]+ \d{1,4}(?:$|[^0-9.])|(?:^|[^a-z])c/o [a-z]",
    ),
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=rf"(?i)(?:^|[^a-z])(?:{_ROMANCE_STREETS}) [a-z' .]+,? (?:n\.? ?)?\d+(?:$|[^0-9.])",
    ),
    # A postal code and a town: `80331 Munchen`, `F-69003 Lyon`.
    Detector(
        kind=PhiKind.STREET_ADDRESS,
        pattern=r"(?:^|, ?)(?:[A-Z]{1,2}-)?(\d{5} [A-Z][a-z]+)(?: [A-Za-z]+)?(?:$|,)",
        confirm=lambda text: not text[:5].endswith("00") and text[6:].lower() not in _THINGS_COUNTED,
    ),
    Detector(kind=PhiKind.STREET_ADDRESS, pattern=rf"(?:^|[^A-Za-z])(?:{_STATES}),? \d{{5}}(?:-\d{{4}})?(?:$|[^0-9.])"),
    Detector(kind=PhiKind.STREET_ADDRESS, pattern=bounded(r"[A-Z]{1,2}\d[A-Z0-9]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d")),
)
