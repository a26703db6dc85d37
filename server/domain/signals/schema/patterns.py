"""What a pattern must be so that no free text meets it and no text costs more than linear time."""

import re
import string
from collections.abc import Iterator

from jsonschema_rs import Draft202012Validator, RegexOptions

from server.domain.signals.schema.compiled import MAX_PATTERN_BYTES

# A larger automaton no longer fits its cache of states, and costs 100 times as much for each character.
SMALL = RegexOptions(size_limit=1 << 17, dfa_size_limit=MAX_PATTERN_BYTES)

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
# What may follow a backslash: a sign, a digit class, a word character, a word's edge.
_CLOSED_ESCAPE = re.compile(r"[dwbB]|[!-/:-@\[-`{-~]")
_CLASS = re.compile(r"\[(?:[^\]\\]|\\.)*\]|\\w")
_REPEATED = re.compile(r"[*+{]")


def pattern_fault(pattern: str, max_length: int) -> str | None:
    """Why `pattern`, beside `max_length`, is not fit; None where it is."""
    if not (pattern.startswith("^") and pattern.endswith("$")) or pattern.endswith("\\$"):
        return "must begin with ^ and end with $"
    fault = _freedom(pattern)
    if fault is not None:
        return f"takes free text: {fault}"
    try:
        matches = Draft202012Validator({"pattern": pattern, "maxLength": max_length}, pattern_options=SMALL)
    except ValueError:
        return "cannot be matched in linear time: leave out lookaround and backreferences, and make it smaller"
    if any(matches.is_valid(text) for text in _PROSE):
        return "accepts free text: leave out spaces, or list the words"
    return None


def _freedom(pattern: str) -> str | None:
    if not (pattern.isascii() and pattern.isprintable()):
        return "write ASCII, with no tab, line break or control character"
    if any(_open_parts(pattern)):
        return (
            "leave out ., negated classes, spaces in a class, flags, an outermost |, and escapes but of \\d, \\w, \\b"
            " and signs"
        )
    if _takes_free_words(pattern):
        return "with a space, at most one of the words beside it may be of any letters; list the others"
    return None


def _open_parts(pattern: str) -> Iterator[bool]:
    """For each character, whether it opens the pattern to text that the author did not write out."""
    depth, in_class = 0, False
    characters = iter(enumerate(pattern))
    for index, character in characters:
        if character == "\\":
            escaped = next(characters, (0, ""))[1]
            yield _CLOSED_ESCAPE.fullmatch(escaped) is None
        elif in_class:
            in_class = character != "]"
            yield character in " ["
        elif character == "[":
            in_class = True
            yield pattern[index + 1 : index + 2] == "^"
        else:
            depth += (character == "(") - (character == ")")
            flagged = pattern.startswith("(?", index) and not pattern.startswith("(?:", index)
            yield character == "." or flagged or (character == "|" and depth == 0)


def _takes_free_words(pattern: str) -> bool:
    """Whether words of the caller's own may stand beside each other, a space between them: several that are written
    out, or one in a group that repeats."""
    plain = _CLASS.sub(lambda found: "L" if _takes_letters(found[0]) else "N", _without_words(pattern))
    words = plain.split(" ")
    return sum("L" in word for word in words) > 1 or any(map(_is_word_and_space, _repeated_groups(plain)))


def _without_words(pattern: str) -> str:
    """`pattern` with each sign that is escaped and each letter that is written out as a dash."""
    outside = re.compile(rf"({_CLASS.pattern})|\\[^w]|[A-Za-z]")
    return outside.sub(lambda found: found[1] or "-", pattern)


def _takes_letters(characters: str) -> bool:
    return any(map(re.compile(characters).fullmatch, string.ascii_letters))


def _is_word_and_space(group: str) -> bool:
    return "L" in group and " " in group


def _repeated_groups(plain: str) -> Iterator[str]:
    opened: list[int] = []
    for index, character in enumerate(plain):
        if character == "(":
            opened.append(index)
        elif character == ")" and opened:
            group = plain[opened.pop() : index]
            if _REPEATED.match(plain, index + 1):
                yield group
