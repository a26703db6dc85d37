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
    "∙⋅•·‧。．｡": "........",
    "∶꞉ː": ":::",
    "−‐‑‒–—―⁃﹘﹣－ー": "------------",
}
_INVISIBLE = {"Cf", "Cc", "Cs", "Mn", "Me"}
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
    return "".join(map(_fold_part, unicodedata.normalize("NFKD", character)))


def _fold_part(character: str) -> str:
    if character in "\t\n\r\f\v\u2028\u2029":
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
