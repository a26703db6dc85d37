"""Payloads written as JSON lines with draws in angle brackets: `"<i 0 90>"` a number, `"<dig 4>"` digits.

A line beginning with `#` names the source or the kind of the lines below it. A draw that is the whole string keeps its
type. `<12* i 0 90>` is a list of twelve. `<e a|b>` is a value that the schema of the field lists, `<c a|b>` any other.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.data.phi.devices.draws import Draws
from tests.data.phi.devices.numbers_of import NUMBERS, born

DRAW = re.compile(r"<(?:(\d+)\* )?([a-z_0-9]+)(?: ([^<>]*))?>")
GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"
PLUS = "23456789CFGHJMPQRVWX"


def names(first: tuple[str, ...], last: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The words of people's names, as they are written and in small letters."""
    return {"first": first, "last": last, "lfirst": tuple(map(str.lower, first)), "llast": tuple(map(str.lower, last))}


def polyline(d: Draws) -> str:
    """Google's encoded polyline of eight points of a walk."""
    text, steps = "", [(d.randint(3_500_000, 6_000_000), d.randint(-900_000, 2_500_000))]
    steps += [(d.randint(-400, 400), d.randint(-400, 400)) for _ in range(7)]
    for number in (number for step in steps for number in step):
        value = ~(number << 1) if number < 0 else number << 1
        while value >= 32:
            text, value = text + chr((32 | (value & 31)) + 63), value >> 5
        text += chr(value + 63)
    return text


def jwt(d: Draws) -> str:
    parts = ('{"alg":"RS256","typ":"JWT"}', f'{{"sub":"{d.digits(9)}","exp":{d.epoch()}}}', d.mixed(48))
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)


def plus_code(d: Draws) -> str:
    return f"{d.pick('8F', '9C', '87', '4R')}{''.join(d.choices(PLUS, k=6))}+{''.join(d.choices(PLUS, k=2))}"


def mac(d: Draws, between: str = ":") -> str:
    return between.join(f"{d.randint(0, 255):02X}" for _ in range(6))


SIMPLE: dict[str, Callable[[Draws], Any]] = {
    "b": lambda d: d.random() < 0.5,
    "t": lambda d: f"{d.day()}T{d.clock()}Z",
    "to": lambda d: f"{d.day()}T{d.clock()}{d.pick('+01:00', '-07:00', '+05:30', '+09:00')}",
    "d": Draws.day,
    "hm": lambda d: d.clock()[:5],
    "hms": Draws.clock,
    "ms": Draws.millis,
    "s": Draws.epoch,
    "v": lambda d: f"{d.randint(1, 14)}.{d.randint(0, 30)}.{d.randint(0, 9)}",
    "uuid": Draws.uuid,
    "poly": polyline,
    "jwt": jwt,
    "plus": plus_code,
    "mac": mac,
    "macx": lambda d: mac(d, "").lower(),
    "macd": lambda d: mac(d, "-"),
    "geo": lambda d: d.pick("u3", "gc", "9q", "dr", "xn", "r3") + d.series(GEOHASH, 6),
    "ip": lambda d: f"{d.pick(81, 92, 178, 203)}.{d.randint(1, 254)}.{d.randint(1, 254)}.{d.randint(1, 254)}",
    "ip6": lambda d: f"2a02:{d.hexa(4)}:{d.hexa(4)}:1:{d.hexa(4)}:{d.hexa(4)}:{d.hexa(4)}:{d.hexa(4)}",
    "lat": lambda d: d.num(36, 60, 6),
    "lon": lambda d: d.num(5, 28, 6),
    "lon_us": lambda d: d.num(-122, -71, 5),
    "born": lambda d: born(d).isoformat(),
    "born_de": lambda d: f"{born(d):%d.%m.%Y}",
    "born_us": lambda d: f"{born(d):%m/%d/%Y}",
    "born_digits": lambda d: f"{born(d):%Y%m%d}",
    "born_ms": lambda d: d.randint(-900_000_000, 1_000_000_000) * 1_000,
}


def number(d: Draws, least: str, most: str, places: str = "2") -> float:
    return d.num(float(least), float(most), int(places))


ARGUED: dict[str, Callable[[Draws, str], Any]] = {
    "c": lambda d, rest: d.choice(rest.split("|")),
    "e": lambda d, rest: d.choice(rest.split("|")),
    "i": lambda d, rest: d.randint(*map(int, rest.split())),
    "f": lambda d, rest: number(d, *rest.split()),
    "ser": lambda d, rest: d.series(rest.split()[0], int(rest.split()[1])),
    "dig": lambda d, rest: d.digits(int(rest)),
    "hex": lambda d, rest: d.hexa(int(rest)),
    "up": lambda d, rest: d.upper(int(rest)),
    "mix": lambda d, rest: d.mixed(int(rest)),
    "b64": lambda d, rest: base64.b64encode(d.randbytes(int(rest))).decode(),
}


class Template:
    """A line: `words` are the lists that a draw of another name chooses from."""

    def __init__(self, line: str, words: dict[str, Sequence[str]]) -> None:
        self.shape: dict[str, Any] = json.loads(line)
        self._words = words

    def listed(self) -> dict[str, list[str]]:
        found = ((key, re.fullmatch(r"<(?:\d+\* )?e ([^<>]*)>", str(value))) for key, value in self.shape.items())
        return {key: match[1].split("|") for key, match in found if match}

    def drawn(self, d: Draws) -> dict[str, Any]:
        return {self._text(key, d): self.value(value, d) for key, value in self.shape.items()}

    def value(self, value: Any, d: Draws) -> Any:
        if isinstance(value, dict):
            return {self._text(key, d): self.value(item, d) for key, item in value.items()}
        if isinstance(value, list):
            return [self.value(item, d) for item in value]
        if not isinstance(value, str):
            return value
        if whole := DRAW.fullmatch(value):
            draws = [self._draw(whole, d) for _ in range(int(whole[1] or 1))]
            return draws if whole[1] else draws[0]
        return self._text(value, d)

    def _text(self, text: str, d: Draws) -> str:
        return DRAW.sub(lambda match: str(self._draw(match, d)), text)

    def _draw(self, match: re.Match[str], d: Draws) -> Any:
        name, rest = match[2], match[3] or ""
        if name in SIMPLE:
            return SIMPLE[name](d)
        if name in NUMBERS:
            return NUMBERS[name](d)
        if name in ARGUED:
            return ARGUED[name](d, rest)
        return d.choice(self._words[name])


def sections(path: Path) -> Iterator[tuple[str, str]]:
    """The name of the section and the line, for each line of the file that is a payload."""
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name = line[1:].strip()
        elif line.strip():
            yield name, line


class Written:
    """A corpus of two files of templates, as records for `benchmarks.phi`, always the same for its seed.

    `rounds` are the payloads of each harmless shape, and of each form of a leak. A leak stands beside fields of some
    harmless shape. Each line has draws of its own, so that a line which is corrected changes no other.
    """

    def __init__(
        self, folder: Path, name: str, *, seed: int, words: dict[str, Sequence[str]], rounds: tuple[int, int]
    ) -> None:
        self.seed, self._words, self._rounds = seed, words, rounds
        self._harmless = list(sections(folder / f"{name}_harmless.txt"))
        self._leaks = list(sections(folder / f"{name}_leaks.txt"))

    def records(self) -> list[dict[str, Any]]:
        """Harmless ones have `source` and what is known of their schema; leaks have `at`, the keys that hold them."""
        return [*self._harmless_records(), *self._leak_records()]

    def _harmless_records(self) -> Iterator[dict[str, Any]]:
        for source, line in self._harmless:
            shape = Template(line, self._words)
            for turn in range(self._rounds[0]):
                payload = shape.drawn(self._draws(turn, line))
                yield {"label": "harmless", "source": source, "payload": payload, "listed": shape.listed()}

    def _leak_records(self) -> Iterator[dict[str, Any]]:
        for kind, line in self._leaks:
            for turn in range(self._rounds[1]):
                d = self._draws(turn, line)
                leak = Template(line, self._words).drawn(d)
                beside = self._beside(d.choice(self._harmless)[1], d)
                yield {"label": kind, "at": sorted(leak), "payload": {**beside, **leak}}

    def _beside(self, line: str, d: Draws) -> dict[str, Any]:
        """The fields of a harmless shape, for a leak to stand beside."""
        return Template(line, self._words).drawn(d)

    def _draws(self, turn: int, line: str) -> Draws:
        return Draws(f"{self.seed} {turn} {line}")
