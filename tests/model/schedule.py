"""A deterministic scheduler: one thread in which event loops and threads take their turns by a seed.

A coroutine gives way where it awaits. What is a thread in the product is a strand here: a greenlet that gives way
between two statements, and where it waits for a future, a queue or a lock of PostgreSQL. The next step is chosen by the
seed among all that can go on. So the same seed gives the same run, on any machine. Time is virtual: it passes where
nothing else can go on, and sometimes before, as on a slow machine.
"""

import asyncio
import heapq
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from random import Random
from typing import Any
from weakref import WeakKeyDictionary

from greenlet import greenlet

# The process that something runs in. What it starts runs there too.
PROCESS: ContextVar[str] = ContextVar("process", default="")
# One turn in so many lets time pass although something else could go on.
_SLOW = 40
_MAX_CANCELLED_TIMERS = 256
# PostgreSQL looks for a deadlock once a lock was waited for `deadlock_timeout`, in real time.
_LOOKS_FOR_A_DEADLOCK = 100
_LOOK_SECONDS = 0.02


class Stuck(AssertionError):
    """Something waits for what never comes."""


class Killed(BaseException):
    """The process of this strand was killed."""


class Strand:
    """What is a thread in the product. `until` says whether it can go on; `connection` is PostgreSQL's that it uses."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.process = PROCESS.get()
        self.until: Callable[[], bool] | None = None
        self.connection: Any = None
        self.writes_sqlite = False
        self.killed = False
        self.greenlet = greenlet(work)
        self.greenlet.gr_context = copy_context()

    @property
    def ended(self) -> bool:
        return self.greenlet.dead

    def can_go_on(self) -> bool:
        return self.until is None or self.until()


class StrandFuture(Future[Any]):
    """A future whose waiters give way."""

    schedule: "Schedule"

    def result(self, timeout: float | None = None) -> Any:
        self.schedule.pause(self.done)
        return super().result(0)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self.schedule.pause(self.done)
        return super().exception(0)


class Schedule(asyncio.SelectorEventLoop):
    def __init__(self, seed: int) -> None:
        super().__init__()
        self.seed = seed
        self.random = Random(seed)
        self.steps = 0
        self.current: Strand | None = None
        self.stalled: set[str] = set()  # processes that take no turn
        self.releases = 0  # transactions that have ended: only then may PostgreSQL let go on what waits for a lock
        self.disconnect: Callable[[Any], object] = lambda connection: connection.close()
        self._strands: list[Strand] = []
        self._now = 0.0
        self.faults: list[BaseException] = []
        self.set_exception_handler(self._note_fault)
        self._processes: WeakKeyDictionary[asyncio.Task[Any], str] = WeakKeyDictionary()
        self.set_task_factory(self._new_task)

    def _new_task(self, _loop: object, work: Any, context: Any = None) -> "asyncio.Task[Any]":
        task = asyncio.Task(work, loop=self, context=context)
        self._processes[task] = PROCESS.get() if context is None else context.get(PROCESS, "")
        return task

    def _note_fault(self, _loop: object, context: dict[str, Any]) -> None:
        if isinstance(fault := context.get("exception"), BaseException):
            self.faults.append(fault)

    def time(self) -> float:
        return self._now

    def call_soon_threadsafe(self, callback: Any, *args: Any, context: Any = None) -> asyncio.Handle:
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(self, _executor: Any, func: Callable[..., Any], *args: Any) -> "asyncio.Future[Any]":
        return asyncio.wrap_future(self.submit(func, *args), loop=self)

    def submit(self, func: Callable[..., Any], *args: Any) -> StrandFuture:
        """What an executor does."""
        future = self.future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(func(*args))
            except BaseException as fault:
                future.set_exception(fault)

        self.strand(work)
        return future

    def future(self) -> StrandFuture:
        future = StrandFuture()
        future.schedule = self
        return future

    def strand(self, work: Callable[[], object]) -> Strand:
        def guarded() -> None:
            try:
                work()
            except Killed:
                pass
            except BaseException as fault:
                self.faults.append(fault)

        strand = Strand(guarded)
        self._strands.append(strand)
        return strand

    def start(self, process: str, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """A task of that process."""
        context = copy_context()
        context.run(PROCESS.set, process)
        with self._running():
            return self.create_task(work, context=context)

    def pause(self, until: Callable[[], bool] | None = None) -> None:
        """Gives way. From outside of a strand it lets the others go on until `until` holds."""
        strand = self.current
        if strand is None:
            while until is not None and not until():
                self.turn()
            return
        if strand.killed:
            raise Killed
        strand.until = until
        self.current = None
        strand.greenlet.parent.switch()
        self.current = strand
        if strand.killed:
            raise Killed

    def kill(self, process: str) -> None:
        """As by SIGKILL: nothing of the process takes another turn, and its connections close."""
        for task in [task for task, its in self._processes.items() if its == process]:
            task.cancel()
        for strand in [each for each in self._strands if each.process == process]:
            strand.killed = True
            strand.until = None
            if strand.connection is not None:
                self.disconnect(strand.connection)
            self._step(strand)
        self._strands = [each for each in self._strands if each.process != process]
        self.stalled.discard(process)

    def run(self, until: Callable[[], bool] | None = None, *, steps: int | None = None) -> None:
        """Takes turns until the condition holds, nothing can go on at once, or so many steps are over."""
        last = None if steps is None else self.steps + steps
        while (until is None or not until()) and (last is None or self.steps < last) and self.turn(idle=until is None):
            pass

    def turn(self, *, idle: bool = False) -> bool:
        """One step. Where nothing can go on it lets time pass; with `idle` it says False instead. Raises Stuck."""
        self._fire_timers()
        choices = self._choices()
        if not choices:  # but of a deadlock PostgreSQL ends one by itself
            self.releases += 1
            choices = self._choices()
        if not choices and idle:
            return False
        if self._scheduled and (not choices or self.random.randrange(_SLOW) == 0):
            self._now = max(self._now, self._scheduled[0]._when)
            return True
        for _ in range(_LOOKS_FOR_A_DEADLOCK):
            if choices:
                break
            time.sleep(_LOOK_SECONDS)
            self.releases += 1
            choices = self._choices()
        if not choices:
            raise Stuck(f"nothing can go on; seed {self.seed}, step {self.steps}, stalled: {self.stalled}")
        self.steps += 1
        choice = choices[self.random.randrange(len(choices))]
        if isinstance(choice, Strand):
            self._step(choice)
        else:
            self._ready.remove(choice)
            with self._running():
                choice._run()
        return True

    def _step(self, strand: Strand) -> None:
        self.current = strand
        strand.greenlet.parent = greenlet.getcurrent()
        strand.greenlet.switch()
        self.current = None
        if strand.ended and strand in self._strands:
            self._strands.remove(strand)

    def _choices(self) -> list[Any]:
        """Any strand; any step of a task; of each process' other callbacks the first, since they run in their order."""
        choices: list[Any] = []
        for strand in self._strands:
            if strand.process not in self.stalled and strand.can_go_on():
                choices.append(strand)
        ordered: set[str] = set()
        for handle in [handle for handle in self._ready if handle._cancelled]:
            self._ready.remove(handle)
        for handle in self._ready:
            process = handle._context.get(PROCESS, "")
            if process in self.stalled:
                continue
            if isinstance(getattr(handle._callback, "__self__", None), asyncio.Task):
                choices.append(handle)
            elif process not in ordered:
                ordered.add(process)
                choices.append(handle)
        return choices

    def _fire_timers(self) -> None:
        timers = self._scheduled
        while timers and (timers[0]._cancelled or timers[0]._when <= self._now):
            handle = heapq.heappop(timers)
            handle._scheduled = False
            if not handle._cancelled:
                self._ready.append(handle)
        if len(timers) > _MAX_CANCELLED_TIMERS:
            self._scheduled = [handle for handle in timers if not handle._cancelled]
            heapq.heapify(self._scheduled)

    @contextmanager
    def _running(self) -> Iterator[None]:
        before = asyncio._get_running_loop()
        asyncio._set_running_loop(self)
        try:
            yield
        finally:
            asyncio._set_running_loop(before)
