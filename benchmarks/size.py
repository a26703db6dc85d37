"""One very large export: time a record, memory, and what others notice of it.

Imports through `curae records import`, exports a tenth and then the whole, downloads through Envoy and checks the hash.

  python -m benchmarks size --records 1000000 --bytes 10000000000
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ

from benchmarks.calls import Exported, export
from benchmarks.dataset import large_records, ndjson
from benchmarks.load import Result, load_on, measure
from benchmarks.memory import Samples, sampled
from benchmarks.stack import Person, Stack, private_stack
from benchmarks.timing import seconds

RECORDS = 200_000
BYTES = 2_000_000_000
LARGE_BYTES = 20_000_000
STATUS_STREAMS = 4
STATUS_RATE = 100.0
STATUS_SECONDS = 10.0
BLOCK_BYTES = 1 << 20
# The database, the artifacts of both exports, the log of the database: of every byte that is imported.
DISK_FACTOR = 3.0
_GIGA = 1e9

Row = tuple[str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--records", type=int, default=RECORDS, metavar="N", help="default: %(default)s")
    parser.add_argument(
        "--bytes", type=int, default=BYTES, metavar="N", help="size of the artifact; default: %(default)s"
    )
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--s3", action="store_true", help="on SeaweedFS instead of a folder")


def run(arguments: argparse.Namespace) -> Iterator[Row]:
    """Rows of (what, figure), as they are found."""
    _require_space(int(arguments.bytes * DISK_FACTOR))
    mean = arguments.bytes // arguments.records
    with private_stack(postgres=arguments.postgres, s3=arguments.s3) as stack:
        yield from _large_resource(stack)
        small, large = stack.new_person(), stack.new_person()
        tenth = arguments.records // 10
        took = [
            seconds(lambda who=who, n=n: _import(stack, who, ndjson(n, mean_bytes=mean)))
            for who, n in ((small, tenth), (large, arguments.records))
        ]
        yield f"import of {arguments.records:,} records", f"{arguments.records / took[1]:10,.0f} records/s"
        yield from _exports(stack, small, large)
        yield from _status(stack, large)


def _exports(stack: Stack, small: Person, large: Person) -> Iterator[Row]:
    export(stack, small)  # warm-up
    few = export(stack, small)
    with sampled(stack.processes) as samples:
        many = export(stack, large)
    yield f"artifact of {many.records:,} records", f"{many.byte_size / _GIGA:10,.2f} GB"
    for done in (few, many):
        yield f"export of {done.records:,} records", f"{_microseconds(done):10,.1f} us a record   {done.seconds:,.1f} s"
    yield "time a record, against a tenth of them", f"{_microseconds(many) / _microseconds(few):10,.2f} times"
    yield from _memory("export", samples)
    with sampled(stack.processes) as samples:
        took = seconds(lambda: _download(stack, large, many))
    yield "download through Envoy, hash as promised", f"{many.byte_size / took / (1 << 20):10,.0f} MiB/s"
    yield from _memory("download", samples)


def _memory(during: str, samples: Mapping[str, Samples]) -> Iterator[Row]:
    for name, sample in samples.items():
        first, last = sample.peak_between(0, 0.25), sample.peak_between(0.75, 1)
        figure = f"{sample.peak:10,.0f} MiB   {first:,.0f} in the first quarter, {last:,.0f} in the last"
        yield f"peak memory in the {during}, {name}", figure


def _status(stack: Stack, person: Person) -> Iterator[Row]:
    """GetExport at a steady rate, while nothing else is done and while an export runs."""
    export_id = export(stack, stack.demo, resource_types=("Immunization",)).id

    def status() -> Result:
        return measure(
            load_on(stack, export_id, "grpc", "get", streams=STATUS_STREAMS, rate=STATUS_RATE, seconds=STATUS_SECONDS)
        )

    idle = status()
    with _exporting(stack, person):
        busy = status()
    for name, result in (("idle", idle), ("while an export runs", busy)):
        p50, p99 = (result.quantile(q) * 1000 for q in (0.5, 0.99))
        yield f"GetExport, {name}", f"p50 {p50:6.2f} ms   p99 {p99:6.2f} ms"
    yield "p99 while an export runs, against idle", f"{busy.quantile(0.99) / idle.quantile(0.99):10,.2f} times"


@contextmanager
def _exporting(stack: Stack, person: Person) -> Iterator[None]:
    """One export after the other, all along."""
    done = threading.Event()

    def go_on() -> None:
        while not done.is_set():
            export(stack, person)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _large_resource(stack: Stack) -> Iterator[Row]:
    person = stack.new_person()
    lines = [record.content + b"\n" for record in large_records(1, record_bytes=LARGE_BYTES)]
    with sampled(stack.processes) as samples:
        _import(stack, person, iter(lines))
        done = export(stack, person)
        _download(stack, person, done)
    if done.sha256 != hashlib.sha256(lines[0]).hexdigest():
        raise SystemExit("the resource did not come out as it went in")
    yield f"a resource of {LARGE_BYTES:,} bytes", "in, exported, out"
    yield from _memory("large resource", samples)


def _import(stack: Stack, person: Person, lines: Iterator[bytes]) -> None:
    command = [sys.executable, "-m", "server.cli", "records", "import", "--connection", person.connection_id, "-"]
    process = subprocess.Popen(
        [*command, "--data", str(stack.folder)],
        env=environ | stack.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    with process.stdin:
        process.stdin.writelines(lines)
    if process.wait() != 0:
        raise SystemExit("the import failed")


def _download(stack: Stack, person: Person, done: Exported) -> None:
    """To nowhere, hashed on the way."""
    url = f"{stack.rest_url}/api/sdk/v1/records/exports/{done.id}/artifact"
    command = ["curl", "-sSf", "-H", f"Authorization: Bearer {person.api_key}", url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    digest = hashlib.sha256()
    while block := process.stdout.read(BLOCK_BYTES):
        digest.update(block)
    if process.wait() != 0 or digest.hexdigest() != done.sha256:
        raise SystemExit("the download is not what the export promised")


def _require_space(wanted: int) -> None:
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < wanted:
        raise SystemExit(
            f"{tempfile.gettempdir()} has {free / _GIGA:,.0f} GB free and this takes up to {wanted / _GIGA:,.0f} GB; "
            "set TMPDIR, or give fewer --bytes"
        )


def _microseconds(done: Exported) -> float:
    return done.seconds / done.records * 1e6
