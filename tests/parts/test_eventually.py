"""The wait of all tests ends when its condition holds, gives up when it does not, and is patient on a busy machine."""

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.parts.eventually import WaitedInVain, eventually, eventually_async, patience, slowdown
from tests.parts.processes import end, spawn

BUSY = [sys.executable, "-c", "while True: pass"]
BUSY_PROCESSES = 8
SHORT_SECONDS = 0.3


@contextmanager
def a_busy_machine(folder: Path) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(BUSY_PROCESSES):
            stack.callback(end, spawn(BUSY, folder=folder), by=signal.SIGKILL, seconds=10)
        yield


def test_a_wait_gives_the_first_value_that_is_true() -> None:
    values = iter(["", "", "ready", "never asked for"])
    assert eventually(lambda: next(values)) == "ready"
    assert next(values) == "never asked for"


@pytest.mark.parametrize("is_coroutine", [False, True])
async def test_an_event_loop_goes_on_while_a_test_waits(*, is_coroutine: bool) -> None:
    happened = asyncio.Event()

    async def has_happened() -> bool:
        return happened.is_set()

    asyncio.get_running_loop().call_later(0.1, happened.set)
    assert await eventually_async(has_happened if is_coroutine else happened.is_set)


def test_a_wait_in_vain_fails_with_the_last_value() -> None:
    numbers = count()
    with pytest.raises(WaitedInVain, match=r"limit on an idle machine: 0.1 s.* last value: \[\]"):
        eventually(lambda: [] if next(numbers) else 0, within=0.1)
    assert next(numbers) > 1


async def test_a_wait_in_vain_on_an_event_loop_fails_too() -> None:
    with pytest.raises(WaitedInVain):
        await eventually_async(lambda: False, within=0.1)


def test_what_must_not_happen_ends_the_wait() -> None:
    def condition() -> bool:
        raise ValueError

    with pytest.raises(ValueError):
        eventually(condition)


def test_a_limit_grows_with_the_load(tmp_path: Path) -> None:
    with a_busy_machine(tmp_path):
        eventually(lambda: slowdown() >= 2)
        started = time.monotonic()
        with pytest.raises(WaitedInVain):
            eventually(lambda: False, within=SHORT_SECONDS)
        assert time.monotonic() - started > 1.5 * SHORT_SECONDS
        eventually(lambda: patience(SHORT_SECONDS) > 1.5 * SHORT_SECONDS)
