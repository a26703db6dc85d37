"""Exports against the bare driver, on both databases, and downloads against an Envoy that serves zeroes.

`python -m benchmarks exports`. Rounds are interleaved with their baselines, so that a slow moment hits both. Of the two
people whose exports are compared, whole types and categories, each comes first in every other round. Their processor
time is compared too, which says more where other work takes its share of the machine.
"""

import argparse
from statistics import median

from benchmarks.bare import copy_rows
from benchmarks.calls import download_grpc, download_rest, export, fill
from benchmarks.dataset import MEAN_BYTES, large_records, records
from benchmarks.processor import DATABASE, processor_time
from benchmarks.stack import Person, Stack, private_stack
from benchmarks.timing import seconds
from benchmarks.zeroes import zeroes_behind_envoy
from server.domain.data_packages import package_names

RECORDS = 100_000
ROUNDS = 5
DOWNLOAD_BYTES = 512 << 20
_MEBI = 1 << 20

# Without these, every Observation and every report is chosen by its category; the records are the same.
_WHOLE = frozenset({"observations", "diagnostic_reports"})

Row = tuple[str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--records", type=int, default=RECORDS, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")


def run(arguments: argparse.Namespace) -> list[Row]:
    """Rows of (what, figure)."""
    rows = []
    for name, postgres in (("SQLite", False), ("PostgreSQL", True)):
        with private_stack(postgres=postgres) as stack:
            rows += _exports(stack, name, arguments.records, arguments.rounds)
            if not postgres:
                rows += _downloads(stack, arguments.rounds)
    return rows


def _exports(stack: Stack, name: str, count: int, rounds: int) -> list[Row]:
    whole, by_category = _Raw(stack.new_person()), _Raw(stack.new_person(package_names() - _WHOLE))
    for each in (whole, by_category):
        fill(stack, each.person, records(count, mean_bytes=MEAN_BYTES))
        export(stack, each.person)  # warm-up
    reduced = []
    for number in range(rounds):
        for each in (whole, by_category) if number % 2 == 0 else (by_category, whole):
            each.measure(stack)
        if whole.sha256 != by_category.sha256:
            raise SystemExit("the export by category holds other records")
        reduced.append(export(stack, whole.person, raw=False).seconds)
    pairs = median(each / other for each, other in zip(whole.took, by_category.took, strict=True))
    in_processor_time = sum(whole.used) / sum(by_category.used)

    def figure(took: list[float], bare: list[float]) -> str:
        ratio = median(base / each for base, each in zip(bare, took, strict=True))
        return f"{count / median(took):10,.0f} records/s   {ratio:5.0%} of the bare driver"

    return [
        (f"{name}: artifact of {count:,} records", f"{whole.byte_size / _MEBI:10,.0f} MiB"),
        (f"{name}: bare driver, hash, write, sync", f"{count / median(whole.bare):10,.0f} records/s"),
        (f"{name}: export, raw", figure(whole.took, whole.bare)),
        (
            f"{name}: export, raw, chosen by category",
            f"{figure(by_category.took, by_category.bare)}   {pairs:.2f} times that rate, by pairs of exports;"
            f" {in_processor_time:.2f} times by processor time",
        ),
        (f"{name}: export, reduced", figure(reduced, whole.bare)),
    ]


class _Raw:
    """The raw exports of one person, each right after the bare driver has read the same rows: so each finds them in the
    caches as the other person's finds its own."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.bare: list[float] = []
        self.took: list[float] = []
        self.used: list[float] = []  # processor time of worker and database
        self.byte_size = 0
        self.sha256 = ""

    def measure(self, stack: Stack) -> None:
        connection_id, target = self.person.connection_id, stack.folder / "bare"
        self.bare.append(seconds(lambda: copy_rows(stack.database_url, connection_id, target)))
        with processor_time(stack) as used:
            done = export(stack, self.person)
        self.took.append(done.seconds)
        self.used.append(used["worker"] + used.get(DATABASE, 0.0))
        self.byte_size, self.sha256 = done.byte_size, done.sha256


def _downloads(stack: Stack, rounds: int) -> list[Row]:
    person = stack.new_person()
    fill(stack, person, large_records(DOWNLOAD_BYTES // _MEBI, record_bytes=_MEBI))
    done = export(stack, person)
    zeroes, rest, direct = [], [], []
    with zeroes_behind_envoy(done.byte_size) as url:
        for _ in range(rounds):
            zeroes.append(seconds(lambda: download_rest(url, person.api_key, done.id)))
            rest.append(seconds(lambda: download_rest(stack.rest_url, person.api_key, done.id)))
            direct.append(seconds(lambda: download_grpc(stack, person, done.id)))

    def rate(took: list[float]) -> str:
        return f"{done.byte_size / _MEBI / median(took):10,.0f} MiB/s"

    ratio = median(base / each for base, each in zip(zeroes, rest, strict=True))
    return [
        ("Envoy serving zeroes", rate(zeroes)),
        ("download over REST, through Envoy", f"{rate(rest)}       {ratio:5.0%} of the zeroes"),
        ("download over gRPC, direct", rate(direct)),
    ]
