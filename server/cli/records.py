"""`curae records`: bringing in people's FHIR records."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer

from server.cli.arguments import source_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.faults import EXIT_SOME_REJECTED, CommandFailed
from server.cli.import_report import import_report
from server.cli.progress import Bar, bar_of_bytes
from server.cli.record_files import files_in
from server.cli.record_names import covered_types, record_keys
from server.cli.terminal import JsonOption, print_record, say
from server.domain.records.record import NO_SOURCE
from server.domain.records.source import Source
from server.services.reading.apart import batches_read_apart
from server.services.reading.batches import Order

app = typer.Typer(no_args_is_help=True)

_STANDARD_INPUT = Path("-")

ConnectionOption = Annotated[
    str, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Whose records these are.")
]
SourceOption = Annotated[
    Source | None,
    typer.Option(
        "--source",
        parser=source_argument,
        metavar="URL",
        help="FHIR base URL of the server that the records came from.",
    ),
]


@app.command("import")
def import_records(
    connection: ConnectionOption,
    path: Annotated[
        Path, typer.Argument(metavar="FILE|DIR|-", help="A file, a folder with its subfolders, or standard input.")
    ],
    *,
    source: SourceOption = None,
    snapshot: Annotated[
        bool, typer.Option("--snapshot", help="This is all that the source has: delete what is missing.")
    ] = False,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="A type that the snapshot covers, or all. Repeat for more."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count what the snapshot would delete; store nothing.")
    ] = False,
    max_deletions: Annotated[
        int | None,
        typer.Option("--max-deletions", min=0, metavar="N", help="How many may be missing. Default: a tenth."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write a line of JSON for each part that is reported."),
    ] = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Import FHIR R4 resources: NDJSON, Bundles or single resources, plain or gzip.

    What cannot be imported is reported with its file, line and reason while the rest goes in: the first hundred on the
    terminal, and all of them in the file of --report. A resource that did not change is left alone, so an import that
    was cut short can simply be run again.

    Name the server that the records came from with --source: records of two servers then never overwrite each other.
    With --snapshot, records of the source and of each --type that are not in the input are deleted. First run it with
    --dry-run. Nothing is deleted where a part of the input is rejected, or more is missing than --max-deletions.

    Exit code: 0 where everything went in, 3 where something was rejected, 1 where the import could not be done or more
    is missing than may be.

    Example: curae records import --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b patients/
    """
    _require_usage(snapshot=snapshot, types=types, dry_run=dry_run, max_deletions=max_deletions)
    covered = covered_types(types or []) if snapshot else frozenset()
    with (
        bar_of_bytes(with_time_left=True) as bar,
        import_report(report) as reported,
        batches_read_apart(_inputs(path, bar), Order(source=source), at_once=True) as batches,
    ):
        from server.cli.record_storing import Chosen, store  # noqa: PLC0415 - see there

        chosen = Chosen(
            connection=connection,
            source=source.base if source else NO_SOURCE,
            snapshot=covered,
            dry_run=dry_run,
            max_deletions=max_deletions,
        )
        result = store(data, chosen, batches, reported.add)
    print_record(result, as_json=as_json)
    if result["rejected"]:
        raise typer.Exit(EXIT_SOME_REJECTED)


@app.command("delete")
def delete_records(
    connection: ConnectionOption,
    records: Annotated[
        list[str], typer.Argument(metavar="TYPE/ID...", help="Such as Observation/f001, or - for one a line of stdin.")
    ],
    source: SourceOption = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Delete records of a person. Exports by `since` tell of it; an import may bring a record back.

    The ids are those that exports have. With --source they are those that the server has.

    Example: curae records delete --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b Observation/f001
    """
    keys = record_keys(sys.stdin if records == ["-"] else records, source)
    from server.cli.record_storing import delete  # noqa: PLC0415 - see there

    deleted = delete(data, connection, keys)
    for key in keys.keys() - deleted:
        say(f"there is no {keys[key]}")
    print_record({"deleted": len(deleted), "unchanged": len(keys) - len(deleted)}, as_json=as_json)


def _require_usage(*, snapshot: bool, types: list[str] | None, dry_run: bool, max_deletions: int | None) -> None:
    if snapshot and not types:
        raise typer.BadParameter("name each type that the snapshot covers with --type, or --type all")
    if not snapshot and (types or dry_run or max_deletions is not None):
        raise typer.BadParameter("--type, --dry-run and --max-deletions are of a --snapshot")


def _inputs(path: Path, progress: Bar) -> Iterator[tuple[str, BinaryIO]]:
    """All files, one after the other: they share batches."""
    files = [path] if path == _STANDARD_INPUT else files_in(path)
    total = None if path == _STANDARD_INPUT else sum(file.stat().st_size for file in files)
    task = progress.add_task("importing", total=total)
    for file in files:
        with _opened(file) as stream:
            yield str(file), cast(BinaryIO, _Counted(stream, file, lambda size: progress.advance(task, size)))


class _Counted:
    """A stream that tells how many bytes were read from it, compressed ones where it is compressed."""

    def __init__(self, stream: BinaryIO, path: Path, on_read: Callable[[int], object]) -> None:
        self._stream = stream
        self._path = path
        self._on_read = on_read

    def read(self, size: int = -1) -> bytes:
        try:
            chunk = self._stream.read(size)
        except OSError as fault:
            raise _unreadable(self._path, fault) from fault
        self._on_read(len(chunk))
        return chunk


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path == _STANDARD_INPUT:
        # Unbuffered: a thread that waits in a buffered one keeps the interpreter from ending.
        yield getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
        return
    try:
        stream = path.open("rb")
    except OSError as fault:
        raise _unreadable(path, fault) from fault
    with stream:
        yield stream


def _unreadable(path: Path, fault: OSError) -> CommandFailed:
    return CommandFailed(
        f"{path} cannot be read: {fault.strerror}; the records read before it are stored; run the import again"
    )
