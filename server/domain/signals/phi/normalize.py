"""Folds a text to the plain form that the detectors read.

Look-alike letters, full-width and other scripts' digits, invisible characters, accents and the many dashes and spaces
all become the ASCII character they pass for. Scripts without an ASCII likeness stay.
"""

# ruff: noqa: RUF001 - characters that pass for others are what this module is about

import re
import unicodedata
from functools import lru_cache

# Letters that pass for Latin ones (Unicode TR 39, confusables), beyond what NFKD unfolds.
_LOOK_ALIKES = {
    "абвгдезикмнорстухѕіјһԁԛԝьѵӏ": "a6brdesukmhopctyxsijhdqwbvl",
    "АВЕЗІЈКМНОРСТУХЅҮԚԜ": "ABE3IJKMHOPCTYXSYQW",
    "αβγεικνορτυχω": "aByeiKvoptuxw",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ": "ABEZHIKMNOPTYX",
    "ıȷɑɡɩʟᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ": "ijagilacdejkmoptuvwz",
    "øØłŁđĐæœ": "oOlLdDao",
    "⁄∕⧸‹›＂“”„‘’‚′‵`´": "///<>\"\"\"\"'''''''",
    "∙⋅•·‧。．｡۔܁܂।።᙮᠃᠉⳹⸼ꓸ꘎": "....................",
    "∶꞉ː": ":::",
    "−‐‑‒–—―⁃﹘﹣－ー": "------------",
}
_INVISIBLE = {"Cf", "Cc", "Cs", "Mn", "Me"}
_TAGS = range(0xE0020, 0xE007F)  # ASCII again, invisible
_ENCLOSED = re.compile(r"\(?([0-9A-Za-z]{1,2})[).,]")  # what NFKD makes of the one character that is `(a)`, or `7.`
_NAMED_LETTER = re.compile(r"(?:SQUARED|CIRCLED) LATIN CAPITAL LETTER ([A-Z])$|INDICATOR SYMBOL LETTER ([A-Z])$")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols that show nothing
_SPACES = re.compile(r"\s+")
_TABLE = {
    ord(strange): plain
    for group, likeness in _LOOK_ALIKES.items()
    for strange, plain in zip(group, likeness, strict=True)
} | {ord("ß"): "ss"}


def fold(text: str) -> str:
    """`text` as plain as it goes; the same object where it is plain already.

    Character by character: marks are dropped anyway, and to put a text's marks in order takes time that is quadratic.
    """
    if text.isascii() and text.isprintable():
        return text
    return _SPACES.sub(" ", "".join(map(_fold_character, text)))


@lru_cache(maxsize=8_192)  # by character, so it never holds a text
def _fold_character(character: str) -> str:
    if ord(character) in _TAGS:
        return chr(ord(character) - _TAGS.start + ord(" "))
    plain = unicodedata.normalize("NFKD", character)
    if not character.isascii():
        enclosed = _ENCLOSED.fullmatch(plain) or _NAMED_LETTER.search(unicodedata.name(character, ""))
        plain = enclosed[enclosed.lastindex or 0] if enclosed else plain
    return "".join(map(_fold_part, plain))


def _fold_part(character: str) -> str:
    if character in "\t\n\r\f\v\u2028\u2029" or character in _BLANKS:
        return " "
    if ord(character) in _TABLE:
        return _TABLE[ord(character)]
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    digit = unicodedata.digit(character, None)
    if digit is not None:  # circled ones and other scripts' included
        return str(digit)
    if category == "Zs":
        return " "
    return "-" if category == "Pd" else character
