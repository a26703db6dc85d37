"""Honest traffic first alone and then beside every attack at once, on PostgreSQL and SeaweedFS, in one run."""

import asyncio
import contextlib
import sys
from collections.abc import Collection, Coroutine, Iterator
from dataclasses import dataclass, field
from functools import partial

from benchmarks.soak.calls import ENOUGH_CALLS, Call, Calls, Chosen, Outcome, every
from benchmarks.soak.client import Client
from benchmarks.soak.ledger import Ledger
from benchmarks.soak.processors import Processors
from benchmarks.soak.reconcile import reconcile
from benchmarks.soak.samples import EVERY_SECONDS, Samples
from benchmarks.soak.siege import Siege
from benchmarks.soak.traffic import Traffic, seed_records
from benchmarks.stack import Stack, proxied_stack
from server.limits import ENVOY_BESIDE_HEAP_BYTES, MAX_ENVOY_HEAP_BYTES, MIB

QUIET, HOSTILE, AFTER = "quiet", "hostile", "after"
WARM_UP_SECONDS = 5.0
# Until every attack holds what its budget lets it hold. Growth is looked for afterwards, in runs of twice as long.
ATTACK_WARM_UP_SECONDS = 60.0
ANSWERED_WITHIN_SECONDS = 60.0
CANCELLED_DOWNLOADS_A_SECOND = 1.0
# Two cores are not full of honest calls: attackers get what is left, and with nothing left they try nothing.
CALM = 3.0
Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """What honest callers keep. `success` counts a call that one retry mends, where the answer asked for the retry."""

    success: float = 0.999
    slower: float | None = 3.0
    growth: bool = True
    server_mib: float = 1024.0
    envoy_mib: float = (MAX_ENVOY_HEAP_BYTES + ENVOY_BESIDE_HEAP_BYTES) / MIB
    attackers: float = 0.3  # of a processor: with less of it too little was tried to say anything


# For a machine with much else to do: what must hold however slow it is.
LOOSE = Aims(success=0.5, slower=None, growth=False, attackers=0.0)


@dataclass(slots=True)
class Run:
    """One run's figures."""

    seconds: dict[str, float]  # of each phase
    aims: Aims
    ledger: Ledger = field(default_factory=Ledger)
    calls: Calls = field(default_factory=Calls)
    samples: dict[str, Samples] = field(default_factory=lambda: {QUIET: Samples(), HOSTILE: Samples()})
    processors: dict[str, Processors] = field(default_factory=dict)
    siege: Siege | None = None
    lost: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        for phase in (QUIET, HOSTILE):
            yield from _phase(self.calls, phase)
            yield from ((f"{phase}: {what}", figure) for what, figure in self.samples[phase].rows())
            yield _processors(phase, self.processors[phase])
        for kind in self.calls.kinds():
            yield _kind(self.calls, kind)
            for name, of in self._beside_and_within():
                yield _kind(self.calls, kind, name=name, of=of)
        for name, of in self._beside_and_within():
            share = self.calls.share(HOSTILE, Outcome.AT_ONCE, Outcome.AFTER_ONE_RETRY, of=of)
            yield f"{HOSTILE}: success after one retry, {name}", f"{share:.3%} of {self.calls.count(HOSTILE, of=of):,}"
        yield from self.ledger.rows()
        if self.siege is not None:
            yield from self.siege.rows()
        if not self._shows_growth:
            yield "growth of memory and files under attack", "not looked for: let it run for two minutes at least"

    @property
    def _shows_growth(self) -> bool:
        return self.aims.growth and self.seconds[HOSTILE] >= 2 * ATTACK_WARM_UP_SECONDS

    def _beside_and_within(self) -> Iterator[tuple[str, Chosen]]:
        """The calls that no broken part was under way beside, and those that met each."""
        broken = {} if self.siege is None else {name: each for name, each in self.siege.windows.items() if each}
        if broken:
            every_window = [window for windows in broken.values() for window in windows]
            yield "every part works", lambda call: not call.meets(every_window)
        for name, windows in broken.items():
            yield name, partial(Call.meets, windows=windows)

    def findings(self) -> Iterator[str]:
        """The aims that were missed, in words."""
        yield from self.lost
        within_policy = self.calls.share(HOSTILE, Outcome.AT_ONCE, Outcome.AFTER_ONE_RETRY)
        if within_policy < self.aims.success:
            yield f"honest callers' success after one retry is {within_policy:.3%}, below {self.aims.success:.1%}"
        yield from self._slower()
        share = self.processors[HOSTILE].shares()["attackers"]
        if self.siege is not None and self.siege.processes and share < self.aims.attackers:
            yield f"attackers had {share:.2f} of a processor, below {self.aims.attackers:.2f}: too little was tried"
        hostile = self.samples[HOSTILE]
        yield from (f"the {name} was started again under attack" for name in hostile.restarts())
        for part, most in (("server", self.aims.server_mib), ("envoy", self.aims.envoy_mib)):
            if (peak := hostile.peak_mib(part)) > most:
                yield f"memory of the {part} reached {peak:,.0f} MiB, over {most:,.0f}"
        if self._shows_growth:
            findings = hostile.findings(warm_up_seconds=ATTACK_WARM_UP_SECONDS)
            yield from (f"under attack, {finding}" for finding in findings)

    def _slower(self) -> Iterator[str]:
        for kind in self.calls.kinds():
            if min(self.calls.count(phase, kind) for phase in (QUIET, HOSTILE)) >= ENOUGH_CALLS:
                ratio = self.calls.milliseconds(HOSTILE, kind, 0.99) / self.calls.milliseconds(QUIET, kind, 0.99)
                if self.aims.slower is not None and ratio > self.aims.slower:
                    yield f"p99 of {kind} is {ratio:.1f} times that without attacks, over {self.aims.slower:.1f}"


def run(quiet: float, hostile: float, aims: Aims, what: Collection[str]) -> Run:
    """The two phases last so many seconds. `what`: see `Siege`."""
    made = Run({QUIET: quiet, HOSTILE: hostile}, aims)
    with proxied_stack() as stack:
        seed_records(stack)
        made.siege = Siege(stack, what)
        asyncio.run(_run(stack, made, made.siege))
        made.lost = reconcile(stack, made.ledger)
    return made


async def _run(stack: Stack, made: Run, siege: Siege) -> None:
    async with Client(stack, made.ledger, made.calls) as client:
        traffic = Traffic(stack, made.ledger, client, calm=CALM)
        made.calls.phase = "warming up"
        callers = traffic.start(cancelled_downloads_a_second=CANCELLED_DOWNLOADS_A_SECOND)
        try:
            await _unless_one_fails(callers, asyncio.sleep(WARM_UP_SECONDS))
            for phase, wait in ((QUIET, asyncio.sleep), (HOSTILE, siege.run)):
                seconds = made.seconds[phase]
                _say(f"{phase}: {seconds:.0f} s")
                made.calls.phase = phase
                made.processors[phase] = Processors()
                sampling = asyncio.create_task(_sample(stack, made.samples[phase], made.processors[phase], siege))
                await _unless_one_fails([*callers, sampling], wait(seconds))
                sampling.cancel()
            made.calls.phase = AFTER
            _say(made.ledger.line())
            await _unless_one_fails(callers, _answered(made.calls))
        finally:
            for caller in callers:
                caller.cancel()
            await asyncio.gather(*callers, return_exceptions=True)
        await traffic.settle()


async def _sample(stack: Stack, samples: Samples, processors: Processors, siege: Siege) -> None:
    while True:
        await asyncio.to_thread(samples.take, stack)
        processors.take(stack, siege.processes)
        await asyncio.sleep(EVERY_SECONDS)


async def _answered(calls: Calls) -> None:
    """Until every call that began under attack has its answer, or has waited for too long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ANSWERED_WITHIN_SECONDS):
            while calls.open(HOSTILE):  # noqa: ASYNC110 - many tasks answer them
                await asyncio.sleep(EVERY_SECONDS)
    calls.give_up(HOSTILE, ANSWERED_WITHIN_SECONDS)


async def _unless_one_fails(tasks: list[asyncio.Task[None]], work: Coroutine[None, None, None]) -> None:
    """Waits for the work. Raises what a caller raised meanwhile: a caller ends by a defect only."""
    working = asyncio.ensure_future(work)
    done, _ = await asyncio.wait([*tasks, working], return_when=asyncio.FIRST_COMPLETED)
    if working not in done:
        working.cancel()
        await asyncio.wait([working])
    for task in done:
        task.result()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _phase(calls: Calls, phase: str) -> Iterator[Row]:
    at_once = calls.share(phase, Outcome.AT_ONCE)
    within_policy = calls.share(phase, Outcome.AT_ONCE, Outcome.AFTER_ONE_RETRY)
    yield f"{phase}: honest calls", f"{calls.count(phase):,}"
    yield f"{phase}: success at once; after one retry", f"{at_once:.3%}; {within_policy:.3%}"
    yield f"{phase}: longest time without a success", f"{calls.longest_gap(phase):.1f} s"
    for what, count in sorted(calls.failures[phase].items()):
        yield f"{phase}: failed attempts, {what}", f"{count:,}"


def _processors(phase: str, processors: Processors) -> Row:
    shares = sorted(processors.shares().items(), key=lambda share: -share[1])
    return f"{phase}: processors used", ", ".join(f"{name} {share:.2f}" for name, share in shares)


def _kind(calls: Calls, kind: str, *, name: str = "", of: Chosen = every) -> Row:
    """`of`: which calls under attack. The calls without attacks are all of them."""
    figures = []
    for quantile in (0.5, 0.99):
        quiet, hostile = calls.milliseconds(QUIET, kind, quantile), calls.milliseconds(HOSTILE, kind, quantile, of=of)
        figures.append(f"p{quantile * 100:.0f} {quiet:,.0f} and {hostile:,.0f} ms, ratio {hostile / quiet:.1f}")
    what = f"{kind}, quiet and hostile" + (f", {name}" if name else "")
    return what, f"{'; '.join(figures)} ({calls.count(HOSTILE, kind, of=of):,} calls)"
