"""The texts that one string may hold: itself folded, and what its encodings and spacings hide.

Percent, HTML entity, backslash, base64, base32 and hexadecimal encodings are undone, nested up to three
deep; letters spaced out and spelled-out signs (`[at]`) are put together. Only what decodes to readable text counts, so
that a hash or a token gives nothing.
"""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

from server.domain.signals.phi.normalize import fold

MAX_DECODED_CHARACTERS = 4_096
MAX_READINGS = 3  # harmless texts have one or two: what has more was encoded to be hidden
MAX_DEPTH = 3
MAX_BMP = 0x10000
MIN_BASE64_CHARACTERS = 7
MIN_BASE32_CHARACTERS = 14
MIN_HEX_CHARACTERS = 10

_BASE64_RUN = re.compile(r"[A-Za-z0-9+/_-]{6,}+={0,2}")
_BASE32_RUN = re.compile(r"(?<![A-Za-z0-9])[A-Z2-7]{14,}+={0,6}(?![A-Za-z0-9])")
# Of digits, of the signs % & # ( ), and of percent-encoded or hexadecimal text; other digits are a series of stages.
_HEX_OF_DIGITS = re.compile(r"(?:25(?:3\d|4[1-6]){2}|3\d|2[035689])+|(?:3\d|6[1-6])+")
_HEX_RUN = re.compile(r"(?:(?:[2-9A-Fa-f][0-9A-Fa-f]|0[9AaDd])[ :]?){5,}+")
_ESCAPE = re.compile(r"\\u\{0*([0-9A-Fa-f]{1,5})\}|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})")
_SPACED_OUT = re.compile(r"(?<![^\W_])([^\s]) +(?=[^\s](?![^\W_]))")
_SPACED_HINT = re.compile(r"(?:^|\s)\S(?: \S){3}")
_AT = re.compile(r" ?[\[({<] ?at? ?[\])}>] ?| at (?=[\w-]+(?:\.| dot ))", re.IGNORECASE)
_DOT = re.compile(r" ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| (?:dot|\.) (?=\w)", re.IGNORECASE)
# Characters that stand in readable text without being printable: line ends, tabs and the invisible ones.
_SOFT = dict.fromkeys(
    code
    for code in range(MAX_BMP)
    if chr(code) in "\t\n\r" or unicodedata.category(chr(code)) in {"Cf", "Zs", "Zl", "Zp"}
)
_DETOUR = re.compile(r"[\[({< ](?:at?|dot|[@.])[\])}> ]|(?:^|\s)\S \S(?:\s|$)", re.IGNORECASE)
_DETOUR_BEGINS = " [({<"
_AROUND_AT = re.compile(r"(?<=\w) ?@ ?(?=\w)")


def readings(text: str) -> list[str]:
    """The folded text first, then what it decodes to, each once: all of them, or one more than MAX_READINGS."""
    found = [fold(text)]
    size = len(text)
    if (
        size < MIN_HEX_CHARACTERS
        and text.isascii()
        and text.isalnum()
        and (size < MIN_BASE64_CHARACTERS or text.islower())
    ):
        return found  # too short a word to encode anything
    frontier = found
    for _ in range(MAX_DEPTH):
        frontier = [new for old in frontier for new in _decoded(old)]
        found += [new for new in dict.fromkeys(frontier) if new not in found]
        if not frontier or len(found) > MAX_READINGS:
            break
    return found[: MAX_READINGS + 1]


def _decoded(text: str) -> Iterator[str]:
    if len(text) > MAX_DECODED_CHARACTERS:
        text = text[:MAX_DECODED_CHARACTERS]
    for undo in _UNDO if _SIGNS.search(text) else _UNDO_RUNS:
        plain = undo(text)
        if plain is not None and plain != text:
            yield fold(plain)


def _percent(text: str) -> str | None:
    return unquote_plus(text) if "%" in text else None


def _entities(text: str) -> str | None:
    return html.unescape(text) if "&" in text else None


def _escapes(text: str) -> str | None:
    if "\\" not in text:
        return None
    return _ESCAPE.sub(lambda match: chr(int(match[match.lastindex or 0], 16)), text)


def _spelled_out(text: str) -> str | None:
    """`j o h n`, `john [at] example (dot) com`: one reading without the detours."""
    if not any(map(text.__contains__, _DETOUR_BEGINS)) or _DETOUR.search(text) is None:
        return None
    joined = _AROUND_AT.sub("@", _DOT.sub(".", _AT.sub("@", text)))
    return _SPACED_OUT.sub(r"\1", joined) if _SPACED_HINT.search(joined) else joined


def _base64(text: str) -> str | None:
    # Digits and signs encode to upper case; digits alone decode to nothing readable.
    if len(text) < MIN_BASE64_CHARACTERS or text.islower() or text.isdigit():
        return None
    return _joined(text, _BASE64_RUN, _from_base64)


def _base32(text: str) -> str | None:
    if len(text) < MIN_BASE32_CHARACTERS or not text.isupper():
        return None
    return _joined(text, _BASE32_RUN, _from_base32)


def _hexadecimal(text: str) -> str | None:
    if len(text) < MIN_HEX_CHARACTERS or (text.isdigit() and not _HEX_OF_DIGITS.fullmatch(text)):
        return None
    return _joined(text, _HEX_RUN, _from_hex)


_SIGNS = re.compile(r"[%&\\\[({< ]")  # without one of these, only runs of characters can be encoded
_UNDO_RUNS: tuple[Callable[[str], str | None], ...] = (_base64, _base32, _hexadecimal)
_UNDO: tuple[Callable[[str], str | None], ...] = (
    _percent,
    _entities,
    _escapes,
    _spelled_out,
    *_UNDO_RUNS,
)


def _joined(text: str, run: re.Pattern[str], decode: Callable[[str], str | None]) -> str | None:
    plain = [decoded for encoded in run.findall(text) if (decoded := decode(encoded))]
    return " ".join(plain) or None


def _from_base64(run: str) -> str | None:
    standard = run.rstrip("=").replace("-", "+").replace("_", "/")
    if len(standard) % 4 == 1:
        return None
    try:
        return _readable(binascii.a2b_base64(standard + "=" * (-len(standard) % 4)))
    except binascii.Error:
        return None


def _from_base32(run: str) -> str | None:
    standard = run.rstrip("=")
    try:
        return _readable(base64.b32decode(standard + "=" * (-len(standard) % 8)))
    except binascii.Error:
        return None


def _from_hex(run: str) -> str | None:
    return _readable(bytes.fromhex(run.replace(":", "").replace(" ", "").ljust(2, "0")))


def _readable(raw: bytes) -> str | None:
    """The text that `raw` is, where it is text; a hash or a random token is not."""
    for encoding in ("utf-8", "utf-16"):
        if encoding == "utf-16" and raw.count(0) < len(raw) // 2 - 1:
            break
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and text.translate(_SOFT).isprintable():
            return text
    return None
