"""Mixed traffic through Envoy for a chosen time, with kills and stalls; then every acknowledged write is looked for.

    python -m benchmarks.soak --minutes 15

A private stack takes signals, single and in batches, each sent again with its key until it is answered; exports that
are followed, downloaded and verified, some cancelled; pages of exports; and downloads that their clients give up in the
middle. In the first two thirds server, worker and Envoy are killed and stalled at random moments; in the last third
nothing is, and memory and open files of each process are sampled. At the end every acknowledged signal and export is
looked for in the database and the artifacts: none may be missing or there twice.

Exits 0 where nothing was lost or doubled and neither memory nor open files grew, else 1.
"""

import argparse
import asyncio
import contextlib
import random
import sys

from rich.console import Console

from benchmarks.soak.faults import Faults
from benchmarks.soak.ledger import Ledger
from benchmarks.soak.reconcile import reconcile
from benchmarks.soak.samples import Samples
from benchmarks.soak.traffic import Traffic, seed_records
from benchmarks.stack import Stack, private_stack

FAULTY_SHARE = 2 / 3
REPORT_EVERY_SECONDS = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.soak", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=15.0, help="how long the traffic goes on (default: 15)")
    parser.add_argument("--seed", type=int, default=1, help="of the faults (default: 1)")
    parser.add_argument(
        "--cancelled-downloads", type=int, default=10_000, help="spread over the whole time (default: 10,000)"
    )
    arguments = parser.parse_args()
    with private_stack() as stack:
        seed_records(stack)
        ledger, samples = Ledger(), Samples()
        asyncio.run(_soak(stack, ledger, samples, arguments))
        findings = [*reconcile(stack, ledger), *samples.findings()]
    out = Console()
    for what, figure in [*ledger.rows(), *samples.rows()]:
        out.print(f"{what:<44}{figure}", highlight=False)
    for finding in findings:
        out.print(f"[red]✗[/red] {finding}", highlight=False)
    if not findings:
        out.print("[green]✓[/green] nothing lost, nothing doubled, nothing grew")
    sys.exit(1 if findings else 0)


async def _soak(stack: Stack, ledger: Ledger, samples: Samples, arguments: argparse.Namespace) -> None:
    seconds = arguments.minutes * 60
    faults = Faults(stack, ledger, random.Random(arguments.seed))
    async with Traffic(stack, ledger) as traffic:
        running = [
            *traffic.start(cancelled_downloads_a_second=arguments.cancelled_downloads / seconds),
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


if __name__ == "__main__":
    main()
