"""Imports against the bare driver inserting the same rows, by the command line and by gRPC, on both databases.

`python -m benchmarks imports`. Each round gives the same records to three new people, one after the other, so that a
slow moment hits all. Then small files of one record each against one file of the same records.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import grpc
from curae.sdk.v1 import imports_pb2, imports_pb2_grpc
from google.api import httpbody_pb2

from benchmarks.bare import insert_rows
from benchmarks.dataset import MEAN_BYTES, ndjson
from benchmarks.stack import Person, Stack, private_stack
from benchmarks.timing import seconds
from server.clock import uuid7

RECORDS = 50_000
FILES = 5_000
ROUNDS = 5
_PIECE_BYTES = 256 << 10

Row = tuple[str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--records", type=int, default=RECORDS, metavar="N", help="default: %(default)s")
    parser.add_argument("--files", type=int, default=FILES, metavar="N", help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="default: %(default)s")


def run(arguments: argparse.Namespace) -> Iterator[Row]:
    """Rows of (what, figure)."""
    for name, postgres in (("SQLite", False), ("PostgreSQL", True)):
        with private_stack(postgres=postgres) as stack:
            yield from _one_file(stack, name, arguments.records, arguments.rounds)
            yield from _small_files(stack, name, arguments.files, arguments.rounds)


def _one_file(stack: Stack, name: str, count: int, rounds: int) -> Iterator[Row]:
    file = stack.folder / "records.ndjson"
    with file.open("wb") as target:
        target.writelines(ndjson(count, mean_bytes=MEAN_BYTES))
    single = stack.folder / "single.ndjson"
    single.write_bytes(next(ndjson(1)))
    bare, start, command, rpc = [], [], [], []
    for _ in range(rounds):
        baseline, starting, by_command, by_rpc = (stack.new_person() for _ in range(4))
        start.append(seconds(lambda who=starting: _by_command(stack, who, single)))
        bare.append(seconds(lambda who=baseline: insert_rows(stack.database_url, who.connection_id, file)))
        command.append(seconds(lambda who=by_command: _by_command(stack, who, file)))
        rpc.append(seconds(lambda who=by_rpc: _by_rpc(stack, who, file, count)))

    def figure(took: list[float]) -> str:
        ratio = median(base / each for base, each in zip(bare, took, strict=True))
        return f"{count / median(took):10,.0f} records/s   {ratio:5.0%} of the bare driver"

    size = file.stat().st_size / (1 << 20)
    yield f"{name}: file of {count:,} records", f"{size:10,.0f} MiB"
    yield f"{name}: bare driver, parse, insert, commit", f"{count / median(bare):10,.0f} records/s"
    yield f"{name}: curae records import of one record", f"{median(start):10,.2f} s, most of them its start"
    yield f"{name}: curae records import, the process", figure(command)
    yield (
        f"{name}: curae records import, without start",
        figure([all_ - one for all_, one in zip(command, start, strict=True)]),
    )
    yield f"{name}: ImportRecords over gRPC", figure(rpc)


def _small_files(stack: Stack, name: str, count: int, rounds: int) -> Iterator[Row]:
    """Each way is a process: both spend the same time on starting."""
    folder, file = stack.folder / "small", stack.folder / "together.ndjson"
    folder.mkdir()
    with file.open("wb") as target:
        for number, line in enumerate(ndjson(count, mean_bytes=MEAN_BYTES)):
            target.write(line)
            (folder / f"{number:06}.json").write_bytes(line)
    together, small = [], []
    for _ in range(rounds):
        one, other = stack.new_person(), stack.new_person()
        together.append(seconds(lambda who=one: _by_command(stack, who, file)))
        small.append(seconds(lambda who=other: _by_command(stack, who, folder)))
    ratio = median(each / base for base, each in zip(together, small, strict=True))
    yield f"{name}: one file of {count:,} records", f"{median(together):10,.2f} s"
    yield f"{name}: {count:,} files of one record", f"{median(small):10,.2f} s   {ratio:.2f} times the one file"


def _by_command(stack: Stack, person: Person, path: Path) -> None:
    command = [sys.executable, "-m", "server.cli", "records", "import", "--connection", person.connection_id, str(path)]
    done = subprocess.run(
        [*command, "--data", str(stack.folder)],
        env=os.environ | stack.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)


def _by_rpc(stack: Stack, person: Person, file: Path, count: int) -> None:
    with grpc.insecure_channel(stack.grpc_target) as channel:
        stub = imports_pb2_grpc.ImportServiceStub(channel)
        metadata = (("authorization", f"Bearer {person.import_key}"),)
        answer = stub.ImportRecords(_messages(person, file), metadata=metadata)
    if getattr(answer, "import").counts.imported != count:
        raise SystemExit("the import left something out")


def _messages(person: Person, file: Path) -> Iterator[imports_pb2.ImportRecordsRequest]:
    named = {"import_id": uuid7(), "connection_id": person.connection_id}
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE_BYTES):
            yield imports_pb2.ImportRecordsRequest(**named, body=httpbody_pb2.HttpBody(data=piece))
            named = {}
