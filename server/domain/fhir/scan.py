"""Finds where JSON values begin and end in a text, without changing a byte of it.

`json.JSONDecoder.raw_decode` runs in C and says where a value ends; the walk in Python touches only the levels that a
caller opens. So a Bundle of any size is cut into its entries while no more than one of them is held as objects.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from server.domain.fhir.rules import Rule

_WS = r"[ \t\n\r]*"
_SPACE = re.compile(_WS)
_KEY = rf'"((?:[^"\\\x00-\x1f]++|\\.)*+)"{_WS}:{_WS}'  # possessive: a hostile key costs no backtracking
_ARRAY_OF_OBJECTS = re.compile(rf"\[{_WS}\{{")
_FIRST_MEMBER = re.compile(rf"\{{{_WS}(?:{_KEY}|\}})")
_NEXT_MEMBER = re.compile(rf"{_WS}(?:,{_WS}{_KEY}|\}})")


class Malformed(ValueError):
    """Expected: the text is not what it should be. `reason` repeats nothing of it; `at` is a character offset."""

    def __init__(self, reason: str, at: int = 0, rule: Rule = Rule.JSON) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at
        self.rule = rule


class _Refused(ValueError):
    """A value that the grammar allows or Python would take, and that a record must not hold; its text is the reason."""


def _refuse_constant(_: str) -> NoReturn:
    raise _Refused("NaN and Infinity are not JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Refused("an object holds a key twice")
    return members


# Integers are read as floats: nothing here computes with numbers, and int() refuses those of over 4,300 digits.
_STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_int=float)
_LENIENT = json.JSONDecoder(parse_int=float)


class Scanner:
    """A position in a JSON text. Every method raises Malformed where the text is not JSON there."""

    __slots__ = ("at", "text")

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self.skip_space()

    def skip_space(self) -> None:
        """Steps over white space."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches the empty string

    def peek(self) -> str:
        """The character here, or "" at the end."""
        return self.text[self.at : self.at + 1]

    def take(self, wanted: str) -> str:
        """Steps over one of the characters `wanted` and the white space around it."""
        self.skip_space()
        found = self.peek()
        if not found or found not in wanted:
            raise Malformed(f"not valid JSON: expected {' or '.join(wanted)}", self.at)
        self.at += 1
        self.skip_space()
        return found

    def end(self) -> None:
        """Checks that nothing but white space follows."""
        self.skip_space()
        if self.peek():
            raise Malformed("not valid JSON: more follows after its end", self.at)

    def value(self) -> Any:
        """Steps over one value and gives it, numbers as floats.

        Where a value that is whole has to be refused, the position is past it, so that a caller may go on.
        """
        start = self.at
        try:
            value, self.at = self._decoded(_STRICT)
        except _Refused as refused:
            _, self.at = self._decoded(_LENIENT)
            raise Malformed(str(refused), start) from None
        return value

    def lenient_value(self) -> Any:
        """`value` without what it refuses, for a first look at something that is read again."""
        value, self.at = self._decoded(_LENIENT)
        return value

    def _decoded(self, decoder: json.JSONDecoder) -> tuple[Any, int]:
        try:
            return decoder.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            raise Malformed("not valid JSON", error.pos) from None
        except RecursionError:
            raise Malformed("nested too deep", self.at) from None

    def members(self) -> Iterator[str]:
        """Opens an object. At each key the position is that of its value, which the caller must step over."""
        match = _FIRST_MEMBER.match(self.text, self.at)
        while match:
            self.at = match.end()
            key = match[1]
            if key is None:
                return
            yield key if "\\" not in key else self._unescaped(key)
            match = _NEXT_MEMBER.match(self.text, self.at)
        raise Malformed("not valid JSON: expected a member of an object", self.at)

    def _unescaped(self, key: str) -> str:
        try:
            return str(json.loads(f'"{key}"'))
        except json.JSONDecodeError:
            raise Malformed("not valid JSON", self.at) from None

    def elements(self) -> Iterator[int]:
        """Opens an array. At each index the position is that of the element, which the caller must step over."""
        self.take("[")
        if self.peek() == "]":
            self.at += 1
            return
        index = 0
        while True:
            yield index
            if self._ends("]"):
                return
            index += 1

    def _ends(self, closing: str) -> bool:
        self.skip_space()
        if self.peek() == closing:
            self.at += 1
            return True
        self.take(",")
        return False

    def skip(self) -> None:
        """Steps over one value without judging it; of an array of objects only one at a time is held."""
        if not _ARRAY_OF_OBJECTS.match(self.text, self.at):
            _, self.at = self._decoded(_LENIENT)
            return
        for _ in self.elements():
            _, self.at = self._decoded(_LENIENT)


def is_complete(text: str) -> bool:
    """Whether the text is one whole JSON object or array, and nothing else."""
    scanner = Scanner(text)
    try:
        if scanner.peek() == "{":
            for _ in scanner.members():
                scanner.skip()
        else:
            scanner.skip()
        scanner.end()
    except Malformed:
        return False
    return True
