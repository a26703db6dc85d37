"""`curae schemas`: what signals have to meet."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_database
from server.cli.faults import CommandFailed
from server.cli.terminal import JsonOption, Value, print_json, print_list, print_record, say
from server.errors import NotFound
from server.services.schemas import Schemas
from server.store.signal_schemas import RegisteredSchema

app = typer.Typer(no_args_is_help=True)

_Namespace = Annotated[str, typer.Argument(help="For example activity.")]
_SignalType = Annotated[str, typer.Argument(metavar="TYPE", help="For example daily_summary.")]


@app.command()
def put(
    *,
    namespace: _Namespace,
    signal_type: _SignalType,
    file: Annotated[Path, typer.Argument(metavar="FILE|-", help="The schema as JSON, or standard input.")],
    breaking: Annotated[
        bool, typer.Option("--breaking", help="Accept a version that rejects payloads which the last version accepts.")
    ] = False,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Add the next version of a schema; the same schema again changes nothing.

    Example: curae schemas put activity daily_summary daily_summary.json
    """
    schema = _read_schema(file)
    with _open_schemas(data) as schemas:
        print_record(_row(schemas.put(namespace, signal_type, schema, allow_breaking=breaking)), as_json=as_json)


@app.command("list")
def list_all(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List every version of every schema.

    Example: curae schemas list --json
    """
    with _open_schemas(data) as schemas:
        rows = [_row(schema) for schema in schemas.list()]
    print_list(rows, as_json=as_json, empty="no schemas; add one with: curae schemas put --help")


@app.command()
def show(
    namespace: _Namespace,
    signal_type: _SignalType,
    version: Annotated[int | None, typer.Option("--version", min=1, help="Default: the newest.")] = None,
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Print one schema as JSON.

    Example: curae schemas show activity daily_summary > daily_summary.json
    """
    with _open_schemas(data) as schemas:
        found = [
            schema
            for schema in schemas.list()
            if (schema.namespace, schema.signal_type) == (namespace, signal_type) and version in (None, schema.version)
        ]
    if not found:
        raise NotFound("no such schema; see: curae schemas list")
    print_json(max(found, key=lambda schema: schema.version).schema)


@app.command()
def retire(
    namespace: _Namespace,
    signal_type: _SignalType,
    version: Annotated[int, typer.Option("--version", min=1, help="The version to retire.")],
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Retire a version. Servers stop accepting it within seconds.

    Example: curae schemas retire activity daily_summary --version 1
    """
    with _open_schemas(data) as schemas:
        schemas.retire(namespace, signal_type, version)
    say(f"retired {namespace}.{signal_type} version {version}")


@contextmanager
def _open_schemas(data: Path) -> Iterator[Schemas]:
    with open_database(data) as database:
        yield Schemas(database, database.clock)


def _read_schema(file: Path) -> dict[str, Any]:
    try:
        text = sys.stdin.buffer.read().decode() if file == Path("-") else file.read_text(encoding="utf-8")
        schema = json.loads(text, object_pairs_hook=_each_name_once)
    except OSError as fault:
        raise CommandFailed(f"{file} cannot be read: {fault.strerror}") from fault
    except (ValueError, RecursionError) as fault:
        raise CommandFailed(f"{file} is not JSON: {fault}") from fault
    if not isinstance(schema, dict):
        raise CommandFailed(f"{file} is not a JSON object; a schema is one")
    return schema


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len({*names}) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"one object has the name {json.dumps(twice)} twice")
    return dict(pairs)


def _row(schema: RegisteredSchema) -> dict[str, Value]:
    return {
        "namespace": schema.namespace,
        "signalType": schema.signal_type,
        "version": schema.version,
        "status": str(schema.status),
        "createdAt": schema.created_at,
    }
