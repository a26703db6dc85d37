"""`curae records`: bringing in people's FHIR records."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from server.cli.arguments import source_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_database
from server.cli.faults import EXIT_SOME_REJECTED, CommandFailed
from server.cli.progress import bar_of_bytes
from server.cli.record_files import files_in, import_stream
from server.cli.terminal import JsonOption, print_record, say
from server.domain.fhir.rules import Rule
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record import Rejected, Told
from server.domain.records.source import Source
from server.services.imports import Imports

if TYPE_CHECKING:
    from rich.progress import Progress

app = typer.Typer(no_args_is_help=True)

_STANDARD_INPUT = Path("-")

SourceOption = Annotated[
    Source | None,
    typer.Option(
        "--source",
        parser=source_argument,
        metavar="URL",
        help="FHIR base URL of the server that the records came from.",
    ),
]


@app.callback()
def _group() -> None:
    """Keeps `import` a subcommand while it is the only one."""


@app.command("import")
def import_records(
    connection: Annotated[
        str, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Whose records these are.")
    ],
    path: Annotated[
        Path, typer.Argument(metavar="FILE|DIR|-", help="A file, a folder with its subfolders, or standard input.")
    ],
    source: SourceOption = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Import FHIR R4 resources: NDJSON, Bundles or single resources, plain or gzip.

    What cannot be imported is reported with its file, line and reason while the rest goes in. A resource that did not
    change is left alone, so an import that was cut short can simply be run again.

    Name the server that the records came from with --source: records of two servers then never overwrite each other.

    Exit code: 0 where everything went in, 3 where something was rejected, 1 where the import could not be done.

    Example: curae records import --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b patients/
    """
    with open_database(data) as database:
        imports = Imports(database, database.clock)
        imports.require_connection(connection)
        with bar_of_bytes(with_time_left=True) as progress:
            counts = _import_path(imports, connection, path, source, progress)
    print_record(counts.by_name(), as_json=as_json)
    if counts.rejected:
        raise typer.Exit(EXIT_SOME_REJECTED)


def _import_path(
    imports: Imports, connection_id: str, path: Path, source: Source | None, progress: "Progress"
) -> ImportCounts:
    def report(told: Told) -> None:
        if isinstance(told, Rejected):
            say(f"rejected {told.file}:{told.line}: {told.reason}")
        elif told.rule is not Rule.CONDITIONAL:  # which may be in every record, and are counted
            say(f"note {told.file}:{told.line}: {told.reason}")

    files = [path] if path == _STANDARD_INPUT else files_in(path)
    total = None if path == _STANDARD_INPUT else sum(file.stat().st_size for file in files)
    task = progress.add_task("importing", total=total)
    counts = ImportCounts()
    for file in files:
        with _opened(file) as stream:
            counted = cast(BinaryIO, _Counted(stream, lambda size: progress.advance(task, size)))
            counts += import_stream(imports, connection_id, counted, str(file), report, source=source)
    return counts


class _Counted:
    """A stream that tells how many bytes were read from it, compressed ones where it is compressed."""

    def __init__(self, stream: BinaryIO, on_read: Callable[[int], object]) -> None:
        self._stream = stream
        self._on_read = on_read

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self._on_read(len(chunk))
        return chunk


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if path == _STANDARD_INPUT:
            yield sys.stdin.buffer
            return
        with path.open("rb") as stream:
            yield stream
    except OSError as fault:
        raise CommandFailed(
            f"{path} cannot be read: {fault.strerror}; what was read before is stored, run the import again"
        ) from fault
