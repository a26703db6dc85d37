"""The commands of `curae signals`."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from server.cli.arguments import Moment, moment_at, past_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_database
from server.cli.faults import CommandFailed
from server.cli.progress import bar_of_things
from server.cli.signals import stored
from server.cli.signals.aggregate import aggregate
from server.cli.signals.fhir import write_observations
from server.cli.signals.files import as_line, new_file, write_ndjson, write_parquet
from server.cli.terminal import JsonOption, print_data, print_list, print_record, say
from server.domain.signals.tombstone import Tombstone
from server.services.signal_archive import SETTLES_WITHIN, SignalArchive, known_at
from server.store.signals import Signal, SignalFilter

app = typer.Typer(no_args_is_help=True)
app.command("list")(stored.list_signals)
for _command in (stored.get, stored.withdraw, stored.replace, aggregate):
    app.command()(_command)
Known = tuple[datetime, str]

_FOLLOW_SECONDS = 0.5

_Namespace = Annotated[str | None, typer.Option("--namespace", help="Only this namespace; default: all.")]
_Connection = Annotated[
    str | None, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Only about this connection.")
]


class Format(StrEnum):
    NDJSON = "ndjson"
    PARQUET = "parquet"
    FHIR = "fhir"


@app.command()
def tail(
    *,
    namespace: _Namespace = None,
    connection: _Connection = None,
    lines: Annotated[
        int, typer.Option("--lines", "-n", min=0, help="Number of newest signals of each namespace.")
    ] = 10,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Keep printing new signals until Ctrl-C.")] = False,
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Print the newest signals, oldest first, as one JSON object a line.

    Example: curae signals tail --namespace activity -n 3
    """
    with _archive(data) as archive:

        def filters() -> list[SignalFilter]:
            return [SignalFilter(namespace=each, connection_id=connection) for each in archive.namespaces(namespace)]

        begun = archive.now()
        seen = {known_at(each) for each in _recent(archive, filters(), begun)} if follow else set()
        newest = [each for chosen in filters() for each in archive.newest_of_all(chosen, lines)]
        for each in sorted(newest, key=known_at):
            print_data(as_line(each), at_once=True)
        if follow:
            _follow(archive, filters, begun, seen | set(map(known_at, newest)))


@app.command()
def export(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, metavar="FILE|-", help="- is stdout.")],
    file_format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="ndjson: a signal a line. fhir: R4 Observations as NDJSON, of types with x-loinc or x-ucum."
            " Parquet needs the extra: pip install '.[parquet]'.",
        ),
    ] = Format.NDJSON,
    namespace: _Namespace = None,
    connection: _Connection = None,
    since: Annotated[
        Moment | None,
        typer.Option(
            "--since", parser=past_argument, metavar="TIME", help="Only signals received at or after this time."
        ),
    ] = None,
    until: Annotated[
        Moment | None,
        typer.Option("--until", parser=past_argument, metavar="TIME", help="Only signals received before this time."),
    ] = None,
    by_event: Annotated[
        bool, typer.Option("--by-event", help="--since and --until mean when it happened, by the server's clock.")
    ] = False,
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Write signals to a file, in bounded memory, ordered by namespace and time of receipt.

    A signal that was withdrawn is a line with withdrawnAt, at the time of its withdrawal: delete what you have of it.
    In FHIR its Observations come again with the status entered-in-error. What no Observation holds is counted by type,
    field and reason. The file appears only when it is complete.

    Example: curae signals export --namespace activity --since 2027-01-01T00:00:00Z --output january.ndjson
    """
    with _archive(data) as archive:
        now = archive.now()
        begin, end = moment_at(now, since), moment_at(now, until)
        filters = [
            SignalFilter(namespace=each, connection_id=connection, since=begin, until=end, by_event=by_event)
            for each in archive.namespaces(namespace)
        ]
        signals = _with_progress(archive, filters)
        if file_format is Format.FHIR:
            write_observations(output, archive.observations(), signals)
            return
        written = _write(output, file_format, signals)
    say(f"{written} signals and tombstones")


@app.command()
def retention(
    *,
    namespace: Annotated[str | None, typer.Argument(help="For example activity; default: list all.")] = None,
    days: Annotated[int | None, typer.Option("--days", min=1, help="Keep its signals this long.")] = None,
    forever: Annotated[bool, typer.Option("--forever", help="Never delete its signals (the default).")] = False,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Show or set how long the signals of a namespace are kept. Workers delete older signals within minutes.

    Example: curae signals retention activity --days 400
    """
    if days is not None and forever:
        raise CommandFailed("give either --days or --forever, not both")
    with _archive(data) as archive:
        if namespace is not None and (days is not None or forever):
            archive.retain(namespace, days)
        kept = archive.retentions()
        names = archive.namespaces(namespace)
    rows = [{"namespace": name, "days": kept.get(name, "forever")} for name in names]
    if namespace is not None:
        print_record(rows[0], as_json=as_json)
    else:
        print_list(rows, as_json=as_json, empty="no namespaces; add a schema with: curae schemas put --help")


def _follow(
    archive: SignalArchive, filters: Callable[[], list[SignalFilter]], begun: datetime, seen: set[Known]
) -> None:
    """Asks again for the last seconds each time, since a transaction that began earlier may commit later; and for the
    namespaces, since one may be new."""
    while True:
        before, begun = begun, archive.now()
        recent: set[Known] = set()
        for each in _recent(archive, filters(), before):
            recent.add(known_at(each))
            if known_at(each) not in seen:
                print_data(as_line(each), at_once=True)
        seen = recent
        time.sleep(_FOLLOW_SECONDS)


def _recent(archive: SignalArchive, filters: list[SignalFilter], moment: datetime) -> Iterator[Signal | Tombstone]:
    """What was received, or withdrawn, from `moment` on, or may have become visible since."""
    for chosen in filters:
        yield from archive.read_all(replace(chosen, since=moment - SETTLES_WITHIN))


def _write(output: Path, file_format: Format, signals: Iterable[Signal | Tombstone]) -> int:
    if file_format is Format.PARQUET:
        if output == Path("-"):
            raise CommandFailed("parquet goes into a file; name one with --output")
        with new_file(output) as part:
            return write_parquet(part, signals)
    if output == Path("-"):
        count = 0
        for count, signal in enumerate(signals, 1):  # noqa: B007 - counted
            print_data(as_line(signal))
        return count
    with new_file(output) as part:
        return write_ndjson(part, signals)


def _with_progress(archive: SignalArchive, filters: list[SignalFilter]) -> Iterator[Signal | Tombstone]:
    with bar_of_things() as progress:
        task = progress.add_task("exporting", total=None if progress.disable else archive.count(filters))
        for chosen in filters:
            for each in archive.read_all(chosen):
                yield each
                progress.advance(task)


@contextmanager
def _archive(data: Path) -> Iterator[SignalArchive]:
    with open_database(data) as database:
        yield SignalArchive(database, database.clock)
