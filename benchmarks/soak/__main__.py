"""Mixed traffic through Envoy for a chosen time, beside faults or attacks; then every acknowledged write is looked for.

    python -m benchmarks.soak --minutes 15
    python -m benchmarks.soak --hostile --minutes 5

A private stack takes signals, single and in batches, each sent again with its key until it is answered; exports that
are followed, downloaded and verified, some cancelled; pages of exports; and downloads that their clients give up in the
middle.

Without --hostile it stands on SQLite and a folder. In the first two thirds server, worker and Envoy are killed and
stalled at random moments; in the last third nothing is, and memory and open files of each process are sampled.

With --hostile it stands on PostgreSQL and SeaweedFS. For the chosen time the traffic is alone, which is the baseline.
For as long again every attack of tests/parts/attackers goes on beside it, by a process that yields the processor to the
others; once a minute the database's connections go silent, and once a minute the bucket stalls: "silent database" and
"stalled bucket". --attack and --without choose among all of these by name: so each shows what it costs honest callers.

A call succeeds at once, or after one retry where a 429 or 503 asked for that by Retry-After, or later. Its time counts
from its first attempt to its answer, waits included; each caller has one call under way at a time. The aims: 99.9 %
succeed at once or after one retry; the p99 of each kind of call is at most three times that of the baseline; memory and
open files do not grow after the first minute, in runs of two minutes and more; no process dies; attackers had 0.3 of a
processor, so that enough was tried. --short asks for less, so that it holds on a busy machine too.

At the end every acknowledged signal and export is looked for in the database and the artifacts: none may be missing or
there twice. Exits 0 where all of this holds, else 1, and says what does not.
"""

import argparse
import sys
from collections.abc import Iterable

from rich.console import Console

from benchmarks.soak import faulty, hostile
from benchmarks.soak.siege import EVERYTHING

# The looser aims compare nothing with the time before the attacks.
SHORT_QUIET_SECONDS, SHORT_HOSTILE_SECONDS = 2.0, 12.0


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.soak", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=15.0, help="how long the traffic goes on (default: 15)")
    parser.add_argument("--seed", type=int, default=1, help="of the faults (default: 1)")
    parser.add_argument(
        "--cancelled-downloads", type=int, default=10_000, help="spread over the whole time (default: 10,000)"
    )
    parser.add_argument("--hostile", action="store_true", help="beside attacks, on PostgreSQL and SeaweedFS")
    parser.add_argument("--short", action="store_true", help="with --hostile: 12 s of attacks, and looser aims")
    for option, meaning in (("--attack", "these alone"), ("--without", "all but these")):
        parser.add_argument(
            option,
            action="append",
            choices=sorted(EVERYTHING),
            metavar="NAME",
            help=f"with --hostile: {meaning}; may be given several times (see tests/parts/attackers/catalogue.py)",
        )
    arguments = parser.parse_args()
    if arguments.hostile:
        seconds = arguments.minutes * 60
        quiet, besieged = (SHORT_QUIET_SECONDS, SHORT_HOSTILE_SECONDS) if arguments.short else (seconds, seconds)
        aims = hostile.LOOSE if arguments.short else hostile.Aims()
        what = frozenset(arguments.attack or EVERYTHING) - frozenset(arguments.without or ())
        run = hostile.run(quiet, besieged, aims, what)
        _print(run.rows(), list(run.findings()))
    else:
        _print(*faulty.run(arguments.minutes * 60, arguments.seed, arguments.cancelled_downloads))


def _print(rows: Iterable[tuple[str, str]], findings: list[str]) -> None:
    out = Console(soft_wrap=True)
    for what, figure in rows:
        out.print(f"{what:<52}{figure}", highlight=False, markup=False)
    for finding in findings:
        out.print(f"✗ {finding}", style="red", highlight=False, markup=False)
    if not findings:
        out.print("✓ nothing lost, nothing doubled, nothing grew", style="green", highlight=False)
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
