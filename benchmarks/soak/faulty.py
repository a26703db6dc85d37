"""Traffic on SQLite and a folder, whose processes are killed and stalled."""

import asyncio
import contextlib
import random
import sys

from benchmarks.soak.calls import Calls
from benchmarks.soak.client import Client
from benchmarks.soak.faults import Faults
from benchmarks.soak.ledger import Ledger
from benchmarks.soak.reconcile import reconcile
from benchmarks.soak.samples import Samples
from benchmarks.soak.traffic import Traffic, seed_records
from benchmarks.stack import Stack, private_stack

FAULTY_SHARE = 2 / 3
REPORT_EVERY_SECONDS = 10.0


def run(seconds: float, seed: int, cancelled_downloads: int) -> tuple[list[tuple[str, str]], list[str]]:
    """The rows to print, and what is wrong."""
    ledger, samples = Ledger(), Samples()
    with private_stack() as stack:
        seed_records(stack)
        faults = Faults(stack, ledger, random.Random(seed))
        asyncio.run(_soak(stack, ledger, samples, faults, seconds=seconds, cancelled=cancelled_downloads))
        findings = [*reconcile(stack, ledger), *samples.findings()]
    return [*ledger.rows(), *samples.rows()], findings


async def _soak(
    stack: Stack, ledger: Ledger, samples: Samples, faults: Faults, *, seconds: float, cancelled: int
) -> None:
    async with Client(stack, ledger, Calls()) as client:
        traffic = Traffic(stack, ledger, client)
        running = [
            *traffic.start(cancelled_downloads_a_second=cancelled / seconds),
            asyncio.create_task(faults.run(seconds * FAULTY_SHARE)),
            asyncio.create_task(samples.run(stack, quiet_from=seconds * FAULTY_SHARE)),
            asyncio.create_task(_report(ledger, seconds)),
        ]
        done, _ = await asyncio.wait(running, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
        for task in running:
            if not task.done():
                task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        for task in done:
            if (fault := task.exception()) is not None:
                raise fault
        await traffic.settle()


async def _report(ledger: Ledger, seconds: float) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        for elapsed in range(0, int(seconds) + 1, int(REPORT_EVERY_SECONDS)):
            print(f"{elapsed:5d} s of {seconds:.0f}: {ledger.line()}", file=sys.stderr, flush=True)
            await asyncio.sleep(REPORT_EVERY_SECONDS)
