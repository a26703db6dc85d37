"""What opens a person's account, and what names their device: tokens, keys, and numbers of one device."""

import re

from server.domain.signals.phi import checksums
from server.domain.signals.phi.detector import Detector, whole
from server.domain.signals.phi.kinds import PhiKind

MIN_TOKEN_CHARACTERS = 16
_UDID = re.compile(r"0000[0-9A-F]{4}-[0-9A-F]{16}")
_IMEI = re.compile(r"(?:35|86|99|01)\d{13}")

# Long repetitions are left out: the prefixes tell, and each count multiplies the states of the automaton.
DETECTORS = (
    Detector(kind=PhiKind.CREDENTIAL, pattern=r"(?:^|[^A-Za-z0-9_-])eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\."),
    Detector(
        kind=PhiKind.CREDENTIAL,
        pattern=r"(?:^|[^A-Za-z0-9])((?:[sprw]k_(?:live|test|prod)_|gh[pousr]_|github_pat_|glpat-|npm_|A[KS]IA|AIza|xox[abeoprs]-"
        r"|ya29\.|1//0|SG\.|curae_(?:live|test)_)[A-Za-z0-9_-]+)",
        confirm=lambda text: len(text) >= MIN_TOKEN_CHARACTERS,
    ),
    Detector(kind=PhiKind.CREDENTIAL, pattern=r":APA91b|-----BEGIN [A-Z ]*(?:KEY|CERTIFICATE)-----"),
    Detector(
        kind=PhiKind.ACCOUNT_NUMBER,
        pattern=r"(?:^|[^a-z0-9])(?:auth0|google-oauth2|oauth2|facebook|apple|windowslive|twitter|github|linkedin|waad|samlp"
        r"|oidc|email|sms)\|[A-Za-z0-9._-]",
    ),
    Detector(
        kind=PhiKind.DEVICE_ID,
        pattern=r"(?:^|[^A-Za-z0-9])(0000[0-9A-F]+-[0-9A-F]+)",
        confirm=lambda text: _UDID.fullmatch(text) is not None,
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
        pattern=r"(?i)(?:^|[^a-z])(?:bearer|basic) ([A-Za-z0-9._~+/=-]+)",
        confirm=lambda text: len(text) >= MIN_TOKEN_CHARACTERS,
    ),
    Detector(kind=PhiKind.NETWORK_ADDRESS, pattern=r"(?i)(?:^|[^a-z])ssid[ :=#\"]{1,3}[A-Za-z0-9]"),
)
