"""The commands of `curae audit`."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from server.cli.arguments import Moment, moment_at, past_argument, uuid_argument
from server.cli.audit.rows import as_fhir, as_line, json_line, read_file
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_account_lists, open_database
from server.cli.faults import EXIT_FAILED
from server.cli.signals.files import new_file
from server.cli.tenants import OfTenantOption, resolve_tenant
from server.cli.terminal import JsonOption, Value, print_data, print_json, print_line, print_record, say
from server.domain.audit import Row
from server.services.audit_trail import AuditTrail, Verification, verify_rows
from server.store.audit import Filter

app = typer.Typer(no_args_is_help=True)

_FOLLOW_SECONDS = 0.5
_HASH = re.compile(r"[0-9a-f]{64}")


class Format(StrEnum):
    NDJSON = "ndjson"
    FHIR = "fhir"


def _hash_argument(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise typer.BadParameter("The value is not a hash: 64 lower-case hex digits, as curae audit head prints it")
    return text


_Connection = Annotated[
    str | None, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Only about this connection.")
]
_Export = Annotated[
    str | None, typer.Option("--export", parser=uuid_argument, metavar="ID", help="Only about this export.")
]
_Since = Annotated[
    Moment | None,
    typer.Option("--since", parser=past_argument, metavar="TIME", help="Only rows at or after this time."),
]
_Until = Annotated[
    Moment | None, typer.Option("--until", parser=past_argument, metavar="TIME", help="Only rows before this time.")
]


@app.command()
def tail(
    *,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="Number of newest rows.")] = 20,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Keep printing new rows until Ctrl-C.")] = False,
    tenant: OfTenantOption = None,
    connection: _Connection = None,
    export: _Export = None,
    since: _Since = None,
    until: _Until = None,
    data: DataOption = DEFAULT_DATA,
    json_: JsonOption = False,
) -> None:
    """Print the newest rows, oldest first; with --json one object a line.

    Example: curae audit tail --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b -n 5
    """
    chosen = _filter(data, tenant=tenant, connection=connection, export=export, since=since, until=until)
    with _trail(data) as trail:
        seen = trail.head().count
        for row in trail.last(chosen, lines):
            _print_row(row, as_json=json_)
            seen = max(seen, row.seq)
        if follow:
            _follow(trail, chosen, seen, as_json=json_)


@app.command()
def verify(
    *,
    expect: Annotated[
        str | None,
        typer.Option("--expect", parser=_hash_argument, metavar="HASH", help="A head hash that you stored elsewhere."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", dir_okay=False, help="A whole trail that was exported as ndjson.")
    ] = None,
    data: DataOption = DEFAULT_DATA,
    json_: JsonOption = False,
) -> None:
    """Check the whole trail. Fails if a row was altered, inserted, removed or moved.

    A person who can rewrite the database can rewrite every hash in it. Only a head hash stored elsewhere reveals that.

    Example: curae audit verify --expect 3f1c9d...
    """
    if file is None:
        with _trail(data) as trail:
            result = trail.verify(expect)
    else:
        result = verify_rows(read_file(file), None, expect)
    _print_verification(result, as_json=json_)
    if not result.is_whole:
        raise typer.Exit(EXIT_FAILED)


@app.command()
def head(data: DataOption = DEFAULT_DATA, json_: JsonOption = False) -> None:
    """Print the number of rows and the hash of the last. Keep it where the database's administrators cannot write.

    Example: curae audit head --json
    """
    with _trail(data) as trail:
        end = trail.head()
    print_record({"rows": end.count, "head": end.hash}, as_json=json_)


@app.command("export")
def export_rows(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, metavar="FILE|-", help="- is stdout.")],
    file_format: Annotated[
        Format, typer.Option("--format", help="ndjson can be verified again; fhir is R4 AuditEvent as NDJSON.")
    ] = Format.NDJSON,
    tenant: OfTenantOption = None,
    connection: _Connection = None,
    export: _Export = None,
    since: _Since = None,
    until: _Until = None,
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Write rows to a file, in bounded memory. The file appears only when it is complete.

    Example: curae audit export --format fhir --since 2027-01-01T00:00:00Z --output january.ndjson
    """
    chosen = _filter(data, tenant=tenant, connection=connection, export=export, since=since, until=until)
    written = json_line if file_format is Format.NDJSON else as_fhir
    with _trail(data) as trail:
        lines = map(written, trail.rows(chosen))
        count = _print_all(lines) if output == Path("-") else _write(output, lines)
    say(f"{count} rows")


def _print_all(lines: Iterator[str]) -> int:
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - counted
        print_data(line)
    return count


def _write(output: Path, lines: Iterator[str]) -> int:
    count = 0
    with new_file(output) as part, part.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
    return count


def _follow(trail: AuditTrail, chosen: Filter, seen: int, *, as_json: bool) -> None:
    """Row numbers follow the order of commits, so every new row has a number above the last one seen."""
    while True:
        for row in trail.after(chosen, seen):
            _print_row(row, as_json=as_json)
            seen = row.seq
        time.sleep(_FOLLOW_SECONDS)


def _print_row(row: Row, *, as_json: bool) -> None:
    if as_json:
        print_data(json_line(row), at_once=True)
    else:
        print_line(as_line(row), at_once=True)


def _print_verification(result: Verification, *, as_json: bool) -> None:
    facts: dict[str, Value] = {"rows": result.head.count, "head": result.head.hash, "whole": result.is_whole}
    if result.anchored is not None:
        facts["expected"] = (
            "found" if result.anchored else "NOT FOUND: the trail was rewritten, or belongs to another deployment"
        )
    if as_json:
        extra = {"faults": [asdict(fault) for fault in result.faults], "unguarded": result.unguarded}
        print_json(facts | extra)
        return
    print_record(facts, as_json=False)
    for fault in result.faults:
        say(f"row {fault.seq}: {fault.problem}")
    if result.unguarded:
        say(f"the database no longer prevents changes; these triggers are missing: {', '.join(result.unguarded)}")


def _filter(
    data: Path,
    *,
    tenant: str | None,
    connection: str | None,
    export: str | None,
    since: Moment | None,
    until: Moment | None,
) -> Filter:
    with open_account_lists(data) as accounts:
        tenant_id = None if tenant is None else resolve_tenant(accounts, tenant)
        now = accounts.now()
    return Filter(
        tenant_id=tenant_id,
        connection_id=connection,
        export_id=export,
        since=moment_at(now, since),
        until=moment_at(now, until),
    )


@contextmanager
def _trail(data: Path) -> Iterator[AuditTrail]:
    with open_database(data) as database:
        yield AuditTrail(database)
