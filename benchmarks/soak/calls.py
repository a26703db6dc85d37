"""What honest callers met, a call at a time: how long it took, and whether it succeeded at once or after one retry."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Below it a 99th percentile is the worst call or two, which says nothing.
ENOUGH_CALLS = 200


class Outcome(StrEnum):
    AT_ONCE = "at once"
    AFTER_ONE_RETRY = "after one retry"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A time in which a part was broken, by the clock of the event loop."""

    began: float
    ended: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`began` by the clock of the event loop; `seconds` from its first attempt to the answer that its caller kept."""

    kind: str
    began: float
    seconds: float
    outcome: Outcome

    def meets(self, windows: Sequence[Window]) -> bool:
        """Whether a part was broken while the call was under way."""
        return any(self.began < window.ended and window.began < self.began + self.seconds for window in windows)


Chosen = Callable[[Call], bool]


def every(_: Call) -> bool:
    return True


class Calls:
    """A call belongs to the phase that it begins in. `phase` is the one of now, for example quiet or hostile."""

    def __init__(self, phase: str = "all") -> None:
        self.phase = phase
        self.failures: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._calls: defaultdict[str, list[Call]] = defaultdict(list)
        self._last_success: float | None = None
        self._longest_gap: defaultdict[str, float] = defaultdict(float)
        self._open: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def begin(self, kind: str) -> str:
        """Gives the phase that the call belongs to."""
        self._open[self.phase][kind] += 1
        return self.phase

    def open(self, phase: str) -> int:
        """The calls of the phase that are not answered yet."""
        return self._open[phase].total()

    def give_up(self, phase: str, seconds: float) -> None:
        """Counts what is open as never answered."""
        for kind in list(self._open[phase].elements()):
            self.note(phase, kind, seconds, Outcome.NEVER)

    def note(self, phase: str, kind: str, seconds: float, outcome: Outcome) -> None:
        """`seconds` are those from the first attempt to the answer that the caller kept, its waits included."""
        self._open[phase][kind] -= 1
        now = asyncio.get_running_loop().time()
        self._calls[phase].append(Call(kind=kind, began=now - seconds, seconds=seconds, outcome=outcome))
        if outcome is Outcome.NEVER:
            return
        if self._last_success is not None:
            self._longest_gap[phase] = max(self._longest_gap[phase], now - self._last_success)
        self._last_success = now

    def note_failure(self, phase: str, what: str) -> None:
        """One attempt that failed, whatever came of its call."""
        self.failures[phase][what] += 1

    def count(self, phase: str, kind: str | None = None, *, of: Chosen = every) -> int:
        return sum(kind in (None, call.kind) and of(call) for call in self._calls[phase])

    def share(self, phase: str, *outcomes: Outcome, of: Chosen = every) -> float:
        calls = [call for call in self._calls[phase] if of(call)]
        return sum(call.outcome in outcomes for call in calls) / len(calls) if calls else 0.0

    def kinds(self) -> list[str]:
        return sorted({call.kind for calls in self._calls.values() for call in calls})

    def milliseconds(self, phase: str, kind: str, quantile: float, *, of: Chosen = every) -> float:
        seconds = sorted(call.seconds for call in self._calls[phase] if call.kind == kind and of(call))
        return seconds[min(int(len(seconds) * quantile), len(seconds) - 1)] * 1000 if seconds else float("nan")

    def longest_gap(self, phase: str) -> float:
        """The longest time, in seconds, in which no call of any caller succeeded."""
        return self._longest_gap[phase]
