"""What a pattern must be so that no free text meets it and no text costs more than linear time."""

from collections.abc import Iterator

from jsonschema_rs import Draft202012Validator

from server.domain.signals.schema.compiled import LINEAR_TIME

# A pattern that takes one of these takes prose.
_PROSE = (
    "felt sick",
    "chest pain",
    "John Smith",
    "feeling dizzy today",
    "Patient reports pain.",
    "woke up twice, with a headache",
    "She was seen by the doctor on Monday and sent home.",
)
_OPEN_ESCAPES = frozenset("sSDWpPxuc")  # classes that hold spaces or nearly everything, and spaces in disguise


def pattern_fault(pattern: str, max_length: int) -> str | None:
    """Why `pattern`, beside `max_length`, is not fit; None where it is."""
    if not (pattern.startswith("^") and pattern.endswith("$")) or pattern.endswith("\\$"):
        return "must begin with ^ and end with $, or it bounds nothing"
    if any(_open_parts(pattern)):
        return "takes free text: no ., \\s, \\S, \\D, \\W, \\p, negated class, space in a class, flag or outermost |"
    try:
        matches = Draft202012Validator({"pattern": pattern, "maxLength": max_length}, pattern_options=LINEAR_TIME)
    except ValueError:
        return "cannot be matched in linear time (lookaround, backreference or size)"
    if any(matches.is_valid(text) for text in _PROSE):
        return "takes free text: leave out spaces, or list the words"
    return None


def _open_parts(pattern: str) -> Iterator[bool]:
    """For each character, whether it opens the pattern to text that the author did not write out."""
    depth, in_class = 0, False
    characters = iter(enumerate(pattern))
    for index, character in characters:
        if character == "\\":
            yield next(characters, (0, ""))[1] in _OPEN_ESCAPES
        elif in_class:
            in_class = character != "]"
            yield character.isspace() or character == "["
        elif character == "[":
            in_class = True
            yield pattern[index + 1 : index + 2] == "^"
        else:
            depth += (character == "(") - (character == ")")
            flagged = pattern.startswith("(?", index) and not pattern.startswith("(?:", index)
            yield character == "." or flagged or (character == "|" and depth == 0)
