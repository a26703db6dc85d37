"""The server's end of the intake, in every order: each offer gets its own outcome, whatever dies or stalls."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from curae.intake.v1 import intake_pb2

from server.errors import CuraeError, RateLimited, Unavailable
from server.rpc.intake import client, link
from server.rpc.intake.client import Intake
from server.rpc.intake.link import Link, Stored
from server.rpc.intake.room import Sender
from server.rpc.intake.wire import READY, Frames, framed
from tests.model.conftest import LONG
from tests.model.schedule import Schedule

STEPS = 1_000_000 if LONG else 90_000

_REFUSALS = (Unavailable, RateLimited)
SENDER = Sender(key_id="key", tenant_id="tenant")


class IntakeProcess(asyncio.Transport):
    """The other end: a transport and a process. It answers in order, in any pieces, until it stalls or dies."""

    def __init__(self, schedule: Schedule, random: Random) -> None:
        super().__init__()
        self._schedule = schedule
        self._random = random
        self._frames = Frames()
        self._unsent = bytearray(framed(READY))
        self.link: Any = None
        self.pid = 1
        self.stalls = False
        self.died = asyncio.Event()

    def write(self, data: Any) -> None:
        for frame in self._frames.fed(bytes(data)):
            offer = intake_pb2.Offer.FromString(frame)
            stored = intake_pb2.Stored(response=offer.idempotency_key.encode(), replayed=False)
            self._unsent += framed(intake_pb2.Outcome(stored=stored).SerializeToString())

    def write_eof(self) -> None:
        self.kill()

    def kill(self) -> None:
        if not self.died.is_set():
            self.died.set()
            self._schedule.call_soon(self.link.connection_lost, None)

    async def wait(self) -> int:
        await self.died.wait()
        return -9

    async def serve(self) -> None:
        while not self.died.is_set():
            if not self.stalls and (count := self._random.randint(0, len(self._unsent))):
                sent, self._unsent = bytes(self._unsent[:count]), self._unsent[count:]
                self.link.data_received(sent)
            await asyncio.sleep(1.0 if self.stalls else self._random.choice((0, 0, 0.01)))


class ScheduledIntake(Intake):
    """The intake with such a process in place of a real one."""

    def __init__(self, begin: Callable[[], IntakeProcess]) -> None:
        super().__init__({})
        self._begin = begin

    async def _start(self) -> Link:
        await asyncio.sleep(max(0.0, self._not_before - client.time.monotonic()))
        process: Any = self._begin()
        process.link = made = Link(process, self.room, self._ended, self._say_stalled)
        made.connection_made(process)
        asyncio.ensure_future(process.serve())  # noqa: RUF006 - the schedule keeps what is ready
        self._link = made
        return made


@contextmanager
def virtual_time(schedule: Schedule) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for module in (client, link):
            patched.setattr(module, "time", SimpleNamespace(monotonic=schedule.time))
        yield


class Callers:
    """Single signals and batches, some of which go away; and what each of them was answered."""

    def __init__(self, seed: int) -> None:
        self.random, self.schedule = Random(seed), Schedule(seed)
        self.processes: list[IntakeProcess] = []
        self.answered: set[str] = set()
        self.wrong: list[str] = []
        self.tasks: list[tuple[asyncio.Task[Any], list[str]]] = []
        self.intake = ScheduledIntake(self._begin)

    def _begin(self) -> IntakeProcess:
        self.processes.append(IntakeProcess(self.schedule, self.random))
        return self.processes[-1]

    async def _one(self, key: str) -> None:
        try:
            self._note(key, await self.intake.store(_offer(key), SENDER))
        except CuraeError as refusal:
            self._note(key, refusal)

    async def _batch(self, keys: list[str]) -> None:
        try:
            outcomes = await self.intake.store_all([_offer(key) for key in keys], SENDER)
        except CuraeError as refusal:
            outcomes = [refusal] * len(keys)
        for key, outcome in zip(keys, outcomes, strict=True):
            self._note(key, outcome)

    def _note(self, key: str, outcome: Stored | CuraeError) -> None:
        self.answered.add(key)
        own = outcome.response == key.encode() if isinstance(outcome, Stored) else isinstance(outcome, _REFUSALS)
        if not own:
            self.wrong.append(f"{key} got {outcome!r}")

    def call(self, number: int) -> None:
        keys = [f"{number}-{item}" for item in range(self.random.choice((1, 1, 1, 5, 130)))]
        work = self._one(keys[0]) if len(keys) == 1 else self._batch(keys)
        self.tasks.append((self.schedule.start("", work), keys))

    def disturb(self) -> None:
        match self.random.choices(("", "cancel", "die", "stall", "go on"), (60, 15, 5, 3, 17))[0]:
            case "cancel":
                self.random.choice(self.tasks)[0].cancel()
            case "die" if self.processes:
                self.processes[-1].kill()
            case "stall" if self.processes:
                self.processes[-1].stalls = True
            case "go on" if self.processes:
                self.processes[-1].stalls = False

    def end(self) -> None:
        """Waits for every answer. What cancelled callers sent is answered by then, or given up."""
        self.schedule.run(lambda: all(task.done() for task, _ in self.tasks))
        if self.processes:
            self.processes[-1].kill()
        self.schedule.run(lambda: self.intake.room.signals == 0 and not self.intake._reports)

    def check(self) -> None:
        for task, keys in self.tasks:
            if not task.cancelled():
                task.result()
                assert self.answered.issuperset(keys), "an offer has no answer"
        assert not self.wrong, self.wrong
        assert self.intake.room.bytes == 0
        assert not self.schedule.faults, self.schedule.faults


def run(seed: int) -> int:
    callers = Callers(seed)
    with virtual_time(callers.schedule):
        for number in range(60):
            callers.call(number)
            callers.schedule.run(steps=callers.random.choice((0, 5, 40)))
            callers.disturb()
            assert not callers.wrong, callers.wrong
        callers.end()
        callers.check()
    callers.schedule.close()
    return callers.schedule.steps


def test_every_offer_gets_its_own_outcome() -> None:
    seed = steps = 0
    while steps < STEPS:
        try:
            steps += run(seed)
        except BaseException as fault:
            fault.add_note(f"seed {seed}")
            raise
        seed += 1
    print(f"{seed} seeds, {steps} steps")


def _offer(key: str) -> Any:
    return intake_pb2.Offer(tenant_id="tenant", idempotency_key=key, request=b"")
