"""Devices that are called by their owner, and paths through somebody's home folder."""

# ruff: noqa: SIM905 - words read better as a text than as a list

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import re2

from server.domain.signals.phi.lexicon import GIVEN_NAMES, PLACE_LIKE_NAMES, SURNAMES

MAX_OWNERS = 16  # looked at in one text
_HOME_WORDS = frozenset(
    {
        *("benutzer", "utilisateurs", "usuarios", "utenti", "utilizadores", "gebruikers", "brugere", "brukere"),
        *("anvandare", "smb", "afp", "nfs", "sftp", "users", "home", "dokumente", "documents"),
    }
)
_DEVICES = (
    r"iphone|ipad|ipod|macbook|imac|mac ?mini|mac|apple ?watch|watch|airpods|homepod|galaxy|pixel|redmi|xperia|huawei"
    r"|oneplus|nokia|xiaomi|oppo|fitbit|garmin|versa|venu|phone|handy|telefon|telefoon|telefono|telephone|movil|celular|tablet"
    r"|laptop|notebook|desktop|mbp|mba|pc|uhr|montre|reloj|orologio|horloge|relogio|waage|thinkpad|oura|withings|dexcom|polar|whoop|suunto|surface"
    r"|kindle|nexus|portable"
    r"|chromebook|smartphone|smartwatch|tablette|tableta|cellulare|telefonino|smartphone|ordinateur|ordenador|computer|computador"
    r"|rechner|portatile|portatil|zegarek|komorka|pulsera|bracelet|bracciale|armband|fitnessband|schrittzahler|bascule|bascula"
    r"|bilancia|weegschaal|balanca|ecouteurs|kopfhorer|auriculares|cuffie|koptelefoon|buds|pulsometro|forerunner|fenix|vivo[a-z]+"
    r"|glucometre|glucometro|echo ?dot|playstation|xbox|tv"
)
_OWNED_BY = r"von|vom|de|des|du|di|del|della|dello|da|do|dos|das|van|of|fra|fran|od|af|av"
# What stands after `of` or before a device's name without being its owner.
_NO_OWNERS = frozenset(
    """
    akku android app apple beginner beta black blue business charge child company connect corporate default demo dev
    display edition family farmer father fitness generic gold google gps gray green grey health home huawei kid kids
    lab lite luxe main men mens midnight mini mode modus mother my new office old oneplus personal pink plus polaris
    private pro prod production purple qa red research rose samsung se sense series shared silver smart space spare
    sport sports study team test titanium today tomorrow ultra unknown valentine week white wireless withings women
    womens work world xiaomi yellow
    """.split()
)
_NO_USERS = frozenset(
    """
    admin administrator all app appuser builder build circleci ci default ec2-user guest jenkins me node public root
    runner runneradmin shared system test travis ubuntu user username vagrant vsts worker
    """.split()
)
DEVICE_NOUNS = frozenset(
    """
    nexus portable
    airpods armband auriculares bascula bascule bilancia bracciale bracelet buds cellulare celular chromebook
    computador computer cuffie desktop dexcom ecouteurs fenix fitbit fitnessband forerunner galaxy garmin handy
    homepod horloge huawei imac ipad ipads iphone ipod kindle komorka kopfhorer koptelefoon laptop macbook mba mbp
    montre movil notebook oneplus oppo ordenador ordinateur orologio oura pc phone pixel playstation polar portatil
    portatile pulsera pulsometro rechner redmi relogio reloj samsung schrittzahler smartphone smartwatch surface
    suunto tablet tableta tablette telefon telefonino telefono telefoon telephone thinkpad tv uhr venu versa
    vivoactive vivosmart watch weegschaal whoop withings xbox xiaomi xperia zegarek
    """.split()
)
# Names of places, colours and things; these few of them are seldom anything but a person's beside a device.
_STILL_NAMES = frozenset(
    """
    ana angela antonio carlos carmen carolina diego ella eugene francisco frank jack jackson jan jay jean jose juan
    lucia luis martin regina salvador sasha stella ted tim tracy tyler abuela dad daddy grandma grandpa mama mami mamma
    mom mum mummy nonna oma opa papa papi
    """.split()
)
_PRODUCTS = frozenset(
    {"lily", "max", "may", "mi", "pat", "rex", "see", "sun", "young"}
)  # Garmin Lily, iPhone 15 Pro Max
_CERTAIN_NAMES = (GIVEN_NAMES - PLACE_LIKE_NAMES - _PRODUCTS) | _STILL_NAMES


def _is_owner(name: str) -> bool:
    return name.lower() not in _NO_OWNERS


def _is_user(name: str) -> bool:
    return name.lower() not in _NO_USERS


# The owner is each one's group 1. None occurs without a word of _HINTS, an apostrophe or another script.
_OWNED = (
    re2.compile(rf"(?:^|[^A-Za-z])(?i:{_DEVICES})[^,;:()/]* (?i:{_OWNED_BY}) ([A-Z][\pL'-]+)"),
    re2.compile(rf"([\pL]+)['`][sS]?[ _-](?:[A-Z][a-z]+ )?(?i:{_DEVICES})(?:$|[^a-z])"),
    # `Annas iPhone`: nothing but a brand or a colour stands before these.
    re2.compile(r"(?:^|[^A-Za-z])([A-Z][a-z]+)[ -](?:iPhone|iPad|MacBook|Galaxy [ASZ]|Pixel \d|Redmi)(?:$|[^a-z])"),
    # `Annas Handy`, `Telefon Anna`: in German and Polish nothing stands between them.
    re2.compile(
        r"(?:^|[^A-Za-z])([A-Z][a-z]+)s (?:Handy|Uhr|Laptop|Rechner|Telefon|Tablet|Computer|Waage|Armband|Telefoon"
        r"|Horloge)$"
    ),
    re2.compile(r"^(?:Telefon|Handy|Zegarek|Komorka) ([A-Z][a-z]+)$"),
    re2.compile(rf"(?i)(?:^|[^a-z0-9])([a-z]+)[a-z0-9]*-(?:{_DEVICES})[a-z0-9-]*\.(?:local|lan|home|fritz|internal)"),
    re2.compile(r"([\pL]+)(?:の|的|의) ?(?i:iphone|ipad|macbook|apple|galaxy|watch)"),
)
_CALLED = re.compile(r"['`]s \S+ \d")
_POSSESSED = re2.compile(r"([\pL]+)['`]s [A-Z][a-z]+ \d")  # `Ottilie's Forerunner 265`
_GENITIVES = ("galaxy", "handy", "komorka", "laptop", "pixel", "rechner", "redmi", "telefon", "uhr", "waage", "zegarek")
_HINTS = frozenset(
    {*_OWNED_BY.split("|"), "iphone", "ipad", "macbook", "local", "lan", "home", "fritz", "internal", *_GENITIVES}
)
_USERS = "Users|Benutzer|Utilisateurs|Usuarios|Utenti|Utilizadores|Gebruikers|Brugere|Brukere|Anvandare"
_HOMES = (
    re2.compile(r"(?:^|[\s:=])~([a-z][\w.-]+)[/\\]\w"),
    re2.compile(rf"(?:[/\\](?:{_USERS})|[A-Za-z]:[/\\]{{1,2}}users)[/\\]{{1,2}}([\w.-]+)"),
    re2.compile(
        r"[/\\](?:users|Dokumente und Einstellungen|Documents and Settings)[/\\]{1,2}([\w.-]+)"
        r"[/\\](?:.*\.\w{1,8}|[A-Z])"
    ),
    re2.compile(r"(?:smb|afp|nfs|sftp)://[^/\s]+/([\w.-]+)/[^/\s]"),
    re2.compile(r"[/\\]home[/\\]([\w.-]+)[/\\](?:.*[/\\])?[\w-]*\.[A-Za-z0-9]{1,8}"),
)

_HOME_OF_NAME = re2.compile(r"[/\\]home[/\\]([\w.-]+)[/\\]")


def names_owner(text: str, words: Sequence[str]) -> bool:
    """Whether `text`, which has `words`, calls a device by its owner, or leads through a person's home folder."""
    if len(words) == 1 and text.isascii():
        return False
    if ("'" in text or "`" in text) and _CALLED.search(text) is not None and _occurs(_POSSESSED, _is_owner, text):
        return True
    if not DEVICE_NOUNS.isdisjoint(words) and (_has_given_name(words) or _is_owned(text, words)):
        return True
    return (not _HOME_WORDS.isdisjoint(words) or text.startswith("~")) and (
        any(_occurs(pattern, _is_user, text) for pattern in _HOMES) or _occurs(_HOME_OF_NAME, _is_known, text)
    )


def _is_known(name: str) -> bool:
    return not {*re.split("[._-]", name.lower())}.isdisjoint(_CERTAIN_NAMES | SURNAMES)


def _is_owned(text: str, words: Sequence[str]) -> bool:
    if _HINTS.isdisjoint(words) and "'" not in text and "`" not in text and text.isascii():
        return False
    return any(_occurs(pattern, _is_owner, text) for pattern in _OWNED)


def _occurs(pattern: Any, confirm: Callable[[str], bool], text: str) -> bool:
    matches = islice(pattern.finditer(text), MAX_OWNERS)
    return any(confirm(match.group(1)) for match in matches)


def _has_given_name(words: Sequence[str]) -> bool:
    """Whether one of `words` is a known given name, or its genitive: `annas`."""
    if not _CERTAIN_NAMES.isdisjoint(words):
        return True
    return not _CERTAIN_NAMES.isdisjoint([word[:-1] for word in words if word[-1] == "s"])
