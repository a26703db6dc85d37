"""The corpora, as records for `benchmarks.phi`, always the same for their seeds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.data.phi.devices import (
    fourth,
    harmless_fifth,
    harmless_first,
    harmless_kept,
    harmless_third,
    leaks_fifth,
    leaks_first,
    leaks_kept,
    leaks_third,
    sixth,
)
from tests.data.phi.devices.draws import Draws, Payload
from tests.data.phi.devices.shaped import Shaped
from tests.data.phi.devices.templates import Written
from tests.data.phi.devices.written import (
    eighth,
    eleventh,
    fifteenth,
    fourteenth,
    ninth,
    seventh,
    sixteenth,
    tenth,
    thirteenth,
    twelfth,
)

ROUNDS_LEAKS = 8  # of each form

Shapes = Mapping[str, Callable[[], list[Callable[[Draws], Payload]]]]
Leaks = Mapping[str, Callable[[Draws], list[Callable[[Draws], Payload]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    seed: int
    rounds: int  # of each kind of harmless payload
    sources: Shapes
    listed: Mapping[str, tuple[str, ...]]
    leaks: Leaks

    def records(self) -> list[dict[str, Any]]:
        """Harmless ones have `source` and what their schema lists by key; leaks have `at`, the keys that hold them."""
        return [*self._harmless(), *self._leaks()]

    def _harmless(self) -> Iterator[dict[str, Any]]:
        draws = Draws(self.seed)
        for source, shapes in self.sources.items():
            for shape in shapes():
                for _ in range(self.rounds):
                    yield {
                        "label": "harmless",
                        "source": source,
                        "payload": shape(draws),
                        "listed": {key: list(values) for key, values in self.listed.items()},
                    }

    def _leaks(self) -> Iterator[dict[str, Any]]:
        draws = Draws(self.seed + 1)
        around = [shape for shapes in self.sources.values() for shape in shapes()]
        for kind, forms in self.leaks.items():
            for _ in range(ROUNDS_LEAKS):
                for form in forms(draws):
                    leak = form(draws)
                    beside = draws.choice(around)(draws)
                    yield {"label": kind, "at": sorted(leak), "payload": {**beside, **leak}}


# The guard is mended by the first one; nobody looks at the other while mending.
FIRST = Corpus(
    seed=1_602, rounds=24, sources=harmless_first.SOURCES, listed=harmless_first.LISTED, leaks=leaks_first.KINDS
)
KEPT = Corpus(
    seed=88_411, rounds=40, sources=harmless_kept.SOURCES, listed=harmless_kept.LISTED, leaks=leaks_kept.KINDS
)
# Other languages and vendors: both written before the guard ran on them; it was then mended by what they showed.
THIRD = Corpus(
    seed=70_313, rounds=44, sources=harmless_third.SOURCES, listed=harmless_third.LISTED, leaks=leaks_third.KINDS
)
FOURTH = Corpus(seed=4_242, rounds=80, sources=fourth.SOURCES, listed={}, leaks=fourth.KINDS)
# Kinds by structure, in six languages: written before the guard was mended for them.
FIFTH = Corpus(
    seed=51_907, rounds=24, sources=harmless_fifth.SOURCES, listed=harmless_fifth.LISTED, leaks=leaks_fifth.KINDS
)
# The same kinds in other words: written after that, and run once before the guard was mended again.
SIXTH = Corpus(seed=66_203, rounds=20, sources=sixth.SOURCES, listed={}, leaks=sixth.KINDS)
# Written by somebody who had read neither the guard nor the corpora above, before the guard ran on it.
WRITTEN = Path(__file__).with_name("written")
SEVENTH = Written(WRITTEN, "seventh", seed=7_140_923, words=seventh.WORDS, rounds=(4, 2))
# Written by the same hand, from other sources and in other languages, after the misses of the seventh were seen.
EIGHTH = Written(WRITTEN, "eighth", seed=80_318_277, words=eighth.WORDS, rounds=(4, 2))
# Written before its author had read the guard's lists, and before the guard was changed for it.
NINTH = Written(WRITTEN, "ninth", seed=9_042_716, words=ninth.WORDS, rounds=(6, 2))
# Written from other sources and in other words after that, before the guard ran on it.
TENTH = Written(WRITTEN, "tenth", seed=100_527_331, words=tenth.WORDS, rounds=(5, 2))
# Written for the guard as the tenth had left it, before the guard ran on it.
ELEVENTH = Written(WRITTEN, "eleventh", seed=11_904_667, words=eleventh.WORDS, rounds=(8, 2))
# Both written from vendors' documentation before the guard was changed for either; the second stayed shut to the end.
TWELFTH = Written(WRITTEN, "twelfth", seed=12_311_409, words=twelfth.WORDS, rounds=(4, 2))
THIRTEENTH = Written(WRITTEN, "thirteenth", seed=130_772_083, words=thirteenth.WORDS, rounds=(4, 2))
# Smaller, for the guard as the thirteenth had left it.
FOURTEENTH = Written(WRITTEN, "fourteenth", seed=14_655_270, words=fourteenth.WORDS, rounds=(6, 2))
# Written before its author had read the guard's rules, each harmless payload with the schema that a developer puts.
FIFTEENTH = Shaped(WRITTEN, "fifteenth", seed=15_082_931, words=fifteenth.WORDS, rounds=(9, 2))
# Smaller: other sources, words and values, for the guard as the fifteenth had left it.
SIXTEENTH = Shaped(WRITTEN, "sixteenth", seed=16_730_052, words=sixteenth.WORDS, rounds=(9, 2))
