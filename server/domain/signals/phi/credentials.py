"""What opens a person's account, and what names their device: tokens, keys, and numbers of one device."""

import re

from server.domain.signals.phi import checksums
from server.domain.signals.phi.detector import Detector, whole
from server.domain.signals.phi.kinds import PhiKind

MIN_TOKEN_CHARACTERS = 16
MIN_HANDLE_CHARACTERS, MAX_HANDLE_CHARACTERS = 5, 31
MIN_PARAMETER_CHARACTERS = 8
MIN_RANDOM_CHARACTERS = 22  # 128 bits in base64; a nanoid has 21
MIN_TURNS = 0.4  # of the places between two characters; `HKQuantityTypeIdentifierVO2Max` has 0.3
_UDID = re.compile(r"0000[0-9A-Fa-f]{4}-[0-9A-Fa-f]{16}")
_IMEI = re.compile(r"(?:35|86|99|01)\d{13}")

_RANDOM = re.compile(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/_-]+={0,2}")
# MD5, SHA-1, SHA-256 and SHA-512 in base64, and an integrity attribute: a secret of just so many bytes passes too.
_DIGEST = re.compile(r"(?:sha\d{3}-|[a-z0-9]+:).*|.{22}==|.{27}=|.{43}=|.{86}==")
_TURN = re.compile(r"(?=[a-z][^a-z]|[A-Z][^A-Z]|[0-9][^0-9])")


def is_random(text: str) -> bool:
    """Whether `text` is drawn at random from capitals, small letters and digits, as tokens are: what turns from one to
    another at nearly half of its places is no word, no model and no number."""
    if _RANDOM.fullmatch(text) is None or _DIGEST.fullmatch(text) is not None:
        return False
    return len(_TURN.findall(text)) >= MIN_TURNS * len(text)


# Long repetitions are left out: the prefixes tell, and each count multiplies the states of the automaton.
DETECTORS = (
    Detector(kind=PhiKind.CREDENTIAL, pattern=r"(?:^|[^A-Za-z0-9_-])eyJ[A-Za-z0-9_-]+\.(?:eyJ|[A-Za-z0-9_-]+\.)"),
    Detector(
        kind=PhiKind.CREDENTIAL,
        pattern=r"(?:^|[^A-Za-z0-9])((?:[sprw]k_(?:live|test|prod)_|gh[pousr]_|github_pat_|glpat-|npm_|A[KS]IA|AIza|xox[abeoprs]-"
        r"|ya29\.|1//0|SG\.|curae_(?:live|test)_)[A-Za-z0-9_-]+)",
        confirm=lambda text: len(text) >= MIN_TOKEN_CHARACTERS,
    ),
    # A cookie or a parameter that holds one.
    Detector(
        kind=PhiKind.CREDENTIAL,
        pattern=r"(?i)(?:^|[^a-z])(?:[a-z]*sess(?:ion)?(?:_?id)?|sid|[a-z_]*auth|[a-z_]*token|csrf|xsrf|sig|signature|secret|jwt"
        r"|passw(?:or)?d|pwd|api_?key|clave|senha|passwort|wachtwoord)=([A-Za-z0-9%._~+/-]+)",
        confirm=lambda text: len(text) >= MIN_PARAMETER_CHARACTERS and any(map(str.isdigit, text)),
    ),
    # A link that opens something for whoever has it.
    Detector(
        kind=PhiKind.CREDENTIAL,
        pattern=r"[a-z]://[^\s?#]+/([A-Za-z0-9_-]+)(?:$|[/?#])",
        confirm=lambda text: len(text) >= MIN_RANDOM_CHARACTERS and is_random(text),
    ),
    Detector(kind=PhiKind.CREDENTIAL, pattern=r":APA91b|-----BEGIN [A-Z ]*(?:KEY|CERTIFICATE)-----"),
    Detector(
        kind=PhiKind.ACCOUNT_NUMBER,
        pattern=r"(?:^|[^a-z0-9])(?:auth0|google-oauth2|oauth2|facebook|apple|windowslive|twitter|github|linkedin|waad|samlp"
        r"|oidc|email|sms)\|[A-Za-z0-9._-]",
    ),
    # Of a customer, as makers of payments and of accounts write them.
    Detector(
        kind=PhiKind.ACCOUNT_NUMBER,
        pattern=whole(r"(?:cus|usr|acct|mbr|pat|cust)_[A-Za-z0-9]+"),
        confirm=lambda text: len(text) >= MIN_TOKEN_CHARACTERS and any(map(str.isdigit, text)),
    ),
    # Of a SIM, and of an eSIM.
    Detector(kind=PhiKind.DEVICE_ID, pattern=whole(r"89\d{17,18}"), confirm=checksums.luhn, weak=True),
    Detector(kind=PhiKind.DEVICE_ID, pattern=whole(r"89\d{30}")),
    Detector(
        kind=PhiKind.DEVICE_ID,
        pattern=r"(?:^|[^A-Za-z0-9])(0000[0-9A-Fa-f]+-[0-9A-Fa-f]+)",
        confirm=lambda text: _UDID.fullmatch(text) is not None,
    ),
    # What Windows and Android call a machine until its owner does.
    Detector(
        kind=PhiKind.DEVICE_ID, pattern=r"(?:^|[^A-Za-z0-9])(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{7}|android-[0-9a-f]{12}"
    ),
    Detector(
        kind=PhiKind.ACCOUNT_NUMBER,
        pattern=whole(r"@[A-Za-z_][A-Za-z0-9_.-]+"),
        confirm=lambda text: MIN_HANDLE_CHARACTERS <= len(text) <= MAX_HANDLE_CHARACTERS,
    ),
    Detector(
        kind=PhiKind.DEVICE_ID,
        pattern=whole(r"\d{15}"),
        confirm=lambda text: _IMEI.fullmatch(text) is not None and checksums.luhn(text),
        weak=True,
    ),
    Detector(
        kind=PhiKind.DEVICE_ID,
        pattern=r"(?i)(?:^|[^a-z])(?:imei|udid|idf[av]|gaid|serial (?:no|number)|s/n)[ .:#=]{1,3}[A-Za-z0-9]",
    ),
)
# These may have neither a digit nor a sign.
WORDED = (
    Detector(
        kind=PhiKind.CREDENTIAL,
        pattern=r"(?i)(?:^|[^a-z])(?:bearer|basic|token|digest|apikey|key):? ([A-Za-z0-9._~+/=-]+)",
        confirm=lambda text: len(text) >= MIN_TOKEN_CHARACTERS and (any(map(str.isdigit, text)) or not text.islower()),
    ),
    Detector(kind=PhiKind.NETWORK_ADDRESS, pattern=r"(?i)(?:^|[^a-z])ssid[ :=#\"]{1,3}[A-Za-z0-9]"),
)
