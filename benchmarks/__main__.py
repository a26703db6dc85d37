"""Prints the figures: medians of several rounds, ratios against a baseline of the same run.

Without a part: exports, imports, rpc, database and signals, on private stacks that are gone afterwards, in several
minutes. By themselves are the PHI guard's, python -m benchmarks.phi, and the soak with faults,
python -m benchmarks.soak.
"""

import argparse
import os
from collections.abc import Callable, Iterable
from types import ModuleType

from benchmarks import costs, database, exports, imports, peer, rpc, sdks, signals, size, startup
from benchmarks.stack import Stack, private_stack

Row = tuple[str, str]
Run = Callable[[argparse.Namespace], Iterable[Row]]


def on_a_stack(run: Callable[[Stack], list[Row]]) -> Run:
    def run_on_one(_: argparse.Namespace) -> Iterable[Row]:
        with private_stack() as stack:
            yield from run(stack)
            for process in stack.processes:
                yield f"peak memory, {process}", f"{stack.peak_mib(process):8,.0f} MiB"

    return run_on_one


PARTS: dict[str, tuple[ModuleType, Run]] = {
    "exports": (exports, exports.run),
    "imports": (imports, imports.run),
    "rpc": (rpc, rpc.run),
    "database": (database, on_a_stack(database.run)),
    "signals": (signals, on_a_stack(signals.run)),
    "size": (size, size.run),
    "costs": (costs, costs.run),
    "peer": (peer, peer.run),
    "sdks": (sdks, sdks.run),
    "startup": (startup, startup.run),
}
DEFAULT = ("exports", "imports", "rpc", "database", "signals")


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what starts is compiled once, as an installation is
    parser = _parser()
    arguments = parser.parse_args()
    for name in [arguments.part] if arguments.part else DEFAULT:
        given = arguments if arguments.part else parser.parse_args([name])
        for what, figure in PARTS[name][1](given):
            print(f"{what:<44}{figure}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = parser.add_subparsers(title="parts", dest="part", metavar="PART")
    for name, (module, _) in PARTS.items():
        text = module.__doc__ or ""
        part = parts.add_parser(
            name,
            help=text.partition("\n")[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if hasattr(module, "add_arguments"):
            module.add_arguments(part)
    return parser


if __name__ == "__main__":
    main()
