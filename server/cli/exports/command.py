"""The commands of `curae exports`."""

import uuid
from pathlib import Path
from typing import Annotated, Any

import typer
from curae.sdk.v1 import records_pb2
from google.protobuf import json_format

from server.cli.arguments import Moment, choice_argument, moment_at, past_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA
from server.cli.exports.client import Api, CaFileOption, DataOption, InsecureOption, TargetOption, connect
from server.cli.exports.watch import require_ready, status_of, watch_on_terminal
from server.cli.faults import CommandFailed
from server.cli.progress import bar_of_bytes
from server.cli.terminal import JsonOption, Value, print_json, print_list, print_record, say
from server.clock import utc_now
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.idempotency import parse_key

app = typer.Typer(no_args_is_help=True)

_PAGE = 100
_Id = Annotated[str, typer.Argument(parser=uuid_argument, metavar="ID", help="The export's id.")]
_Output = Annotated[Path, typer.Option("--output", "-o", dir_okay=False, metavar="FILE", help="Where to write it.")]


@app.command()
def create(
    *,
    connection: Annotated[
        str, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Whose records to export.")
    ],
    resource_type: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            parser=choice_argument("FHIR R4 resource type", R4_RESOURCE_TYPES),
            metavar="TYPE",
            help="Only this FHIR resource type; repeat the option for several.",
        ),
    ] = None,
    since: Annotated[
        Moment | None,
        typer.Option(
            "--since", parser=past_argument, metavar="TIME", help="Only records that changed at or after this time."
        ),
    ] = None,
    reduced: Annotated[
        bool, typer.Option("--reduced", help="Without narrative, contained resources, extensions and attachments.")
    ] = False,
    idempotency_key: Annotated[
        str | None, typer.Option("--idempotency-key", help="Makes a retry safe; default: a new one, printed.")
    ] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Return once it is READY.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", dir_okay=False, metavar="FILE", help="Wait, download to FILE and verify it."),
    ] = None,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
    as_json: JsonOption = False,
) -> None:
    """Create an export. With --output, also wait for it, download it and verify it.

    Example: curae exports create --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --output records.ndjson
    """
    key = str(uuid.uuid4()) if idempotency_key is None else parse_key(idempotency_key, "--idempotency-key")
    if idempotency_key is None:
        say(f"idempotency key: {key}")
    request = records_pb2.ExportRecordsRequest(
        connection_id=connection,
        resource_types=resource_type or [],
        include_raw_fhir=not reduced,
        since=moment_at(utc_now(), since),
    )
    with connect(target, data, ca_file, insecure=insecure) as api:
        export = api.answer(api.records.ExportRecords, request, ("idempotency-key", key)).export
        if wait or output:
            say(f"export: {export.id}")
            export = watch_on_terminal(api, export.id)
            require_ready(export)
        if output:
            _download(api, export, output)
    _print_export(export, as_json=as_json)


@app.command("list")
def list_page(
    *,
    connection: Annotated[
        str | None, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Only of this connection.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Number of exports at most.")] = _PAGE,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
    as_json: JsonOption = False,
) -> None:
    """List the exports that the key may see, the newest first.

    Example: curae exports list --limit 20 --json
    """
    with connect(target, data, ca_file, insecure=insecure) as api:
        exports = _newest(api, connection, limit)
    if as_json:
        print_json([json_format.MessageToDict(export) for export in exports])
    else:
        rows = [_row(export) for export in exports]
        worth = ("id", "status", "createdAt", "errorCode", "records")
        print_list(rows, as_json=False, empty="no exports; see: curae exports create", first=worth)


@app.command()
def watch(
    *,
    export_id: _Id,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
    as_json: JsonOption = False,
) -> None:
    """Follow an export until it ends; fails unless it ends READY.

    Example: curae exports watch 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with connect(target, data, ca_file, insecure=insecure) as api:
        export = watch_on_terminal(api, export_id)
    _print_export(export, as_json=as_json)
    require_ready(export)


@app.command()
def download(
    *,
    export_id: _Id,
    output: _Output,
    deletions: Annotated[
        bool, typer.Option("--deletions", help="The records that were deleted since its --since, as FHIR Bundles.")
    ] = False,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
    as_json: JsonOption = False,
) -> None:
    """Download a READY export, or its deletions, and verify size and sha256.

    FILE.part holds the bytes received so far; the same command resumes from them. FILE appears when it is verified.

    Example: curae exports download 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --output records.ndjson
    """
    request = records_pb2.GetExportRequest(export_id=export_id)
    with connect(target, data, ca_file, insecure=insecure) as api:
        export = api.answer(api.records.GetExport, request).export
        if status_of(export) in ("QUEUED", "RUNNING"):
            raise CommandFailed(f"the export is {status_of(export)}; wait with: curae exports watch {export_id}")
        require_ready(export)
        if deletions and not export.HasField("deletions"):
            raise CommandFailed("the export has no deletions: only one that was created with --since has them")
        _download(api, export, output, deletions=deletions)
    _print_export(export, as_json=as_json)


def _newest(api: Api, connection: str | None, limit: int) -> list[Any]:
    """At most `limit` exports, page by page."""
    request = records_pb2.ListExportsRequest(connection_id=connection)
    found: list[Any] = []
    while len(found) < limit:
        request.limit = min(limit - len(found), _PAGE)
        page = api.answer(api.records.ListExports, request)
        found += page.exports
        if not page.pagination.HasField("next_cursor"):
            break
        request.cursor = page.pagination.next_cursor
    return found


def _download(api: Api, export: Any, output: Path, *, deletions: bool = False) -> None:
    from server.cli.exports.download import download as download_artifact  # noqa: PLC0415 - imports the whole SDK

    with bar_of_bytes() as progress:
        stated = export.deletions if deletions else export.artifact
        task = progress.add_task("downloading", total=stated.byte_size)

        def on_bytes(size: int, _total: int) -> None:
            progress.update(task, completed=size)

        download_artifact(api, export, output, on_bytes, deletions=deletions)
    say(f"verified {output}: {stated.byte_size} bytes, sha256 {stated.sha256}")


def _print_export(export: Any, *, as_json: bool) -> None:
    if as_json:
        print_json(json_format.MessageToDict(export))
    else:
        print_record(_row(export), as_json=False)


def _row(export: Any) -> dict[str, Value]:
    ready = export.HasField("artifact")
    return {
        "id": export.id,
        "connectionId": export.connection_id,
        "status": status_of(export),
        "records": export.progress.records_exported if export.HasField("progress") else None,
        "bytes": export.artifact.byte_size if ready else None,
        "sha256": export.artifact.sha256 if ready else None,
        "errorCode": export.error_code or None,
        "createdAt": export.created_at.ToDatetime(),
    }
