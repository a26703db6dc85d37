"""Whether a text is a unit in UCUM: https://ucum.org/ucum, sections 2.1 to 2.4, by the case-sensitive symbols.

The grammar is the specification's: units with prefix and exponent, annotations in braces, numbers, parentheses, and
the operators `.` and `/`.
"""

import re
from collections.abc import Iterator

from server.domain.signals.schema.ucum_units import METRIC, OTHER, PREFIXES
from server.domain.suggestions import nearest

MAX_UNIT_CHARACTERS = 64

_PART = re.compile(r"(?P<operator>[./()])|(?P<annotation>\{[!-z|~]*\})|(?P<unit>(?:\[[!-Z\\^-~]*\]|[^./(){}\[\]\s])+)")
_EXPONENT = re.compile(r"(?P<symbol>.*?[^0-9+-])(?P<exponent>[+-]?[0-9]+)?")
_COMPONENT = re.compile(r"ua|u|a|\(c(?:[./]c)*\)")
_TERM = re.compile(r"/?c(?:[./]c)*")
_NUMBER = re.compile(r"[1-9][0-9]*")
# What people write, and what UCUM has for it.
_MEANT = {
    "bpm": "/min",
    "BPM": "/min",
    "mmHg": "mm[Hg]",
    "mmhg": "mm[Hg]",
    "lb": "[lb_av]",
    "lbs": "[lb_av]",
    "°C": "Cel",
    "°F": "[degF]",
    "degC": "Cel",
    "degF": "[degF]",
    "celsius": "Cel",
    "Kcal": "kcal",
    "sec": "s",
    "secs": "s",
    "seconds": "s",
    "mins": "min",
    "minutes": "min",
    "hr": "h",
    "hrs": "h",
    "hours": "h",
    "days": "d",
    "percent": "%",
    "mile": "[mi_i]",
    "miles": "[mi_i]",
    "feet": "[ft_i]",
    "steps": "{steps}",
    "count": "{count}",
    "score": "{score}",
    "beats": "{beats}",
    "breaths": "{breaths}",
}


def ucum_fault(code: str) -> str | None:
    """Why `code` is no unit in UCUM, with the symbol that is most likely meant; None where it is one."""
    if not 0 < len(code) <= MAX_UNIT_CHARACTERS:
        return f"must have 1 to {MAX_UNIT_CHARACTERS} characters"
    parts = list(_parts(code))
    if any(kind == "other" for kind, _ in parts):
        return "has a space, an unclosed bracket or another sign that UCUM does not use"
    for kind, text in parts:
        if kind == "unit" and not _is_unit(text):
            return f"has the unknown unit {text}{_suggestion(text)}"
    shape = "".join(text if kind == "operator" else "u" if kind == "unit" else "a" for kind, text in parts)
    return None if _is_term(shape) else "must join units by . or /, with every parenthesis closed"


def _parts(code: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(code):
        found = _PART.match(code, position)
        if found is None:
            yield "other", code[position:]
            return
        yield str(found.lastgroup), found[0]
        position = found.end()


def _is_unit(text: str) -> bool:
    """A number, or a symbol with an exponent that may be left out; `10*` and `10^` are symbols."""
    if _NUMBER.fullmatch(text) or _is_symbol(text):
        return True
    found = _EXPONENT.fullmatch(text)
    return found is not None and _is_symbol(found["symbol"])


def _is_symbol(text: str) -> bool:
    return (
        text in METRIC
        or text in OTHER
        or any(text[:length] in PREFIXES and text[length:] in METRIC for length in (1, 2))
    )


def _suggestion(text: str) -> str:
    meant = _MEANT.get(text) or nearest(text, METRIC | OTHER)
    return f"; did you mean {meant}?" if meant else "; see https://ucum.org/ucum, and write what is counted in braces"


def _is_term(shape: str) -> bool:
    """A term is components with operators between, and may begin with /. A component is a unit, an annotation, a unit
    with its annotation, or a term in parentheses."""
    while (smaller := _COMPONENT.sub("c", shape)) != shape:
        shape = smaller
    return _TERM.fullmatch(shape) is not None
