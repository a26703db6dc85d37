"""`curae schemas`: what signals have to meet."""

from pathlib import Path
from typing import Annotated

import typer

from server.cli import schema_catalogue
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.schema_files import draft_of, drafts_below, samples_in
from server.cli.schema_listing import BreakingOption, every_version, open_schemas, row_of
from server.cli.terminal import JsonOption, print_json, print_list, print_record, say
from server.store.signal_schemas import RegisteredSchema

app = typer.Typer(no_args_is_help=True)
app.add_typer(
    schema_catalogue.app,
    name="catalogue",
    help="Ready schemas of common measurements, named as Open mHealth and IEEE 1752.1 name them.\n\n"
    "Example: curae schemas catalogue list",
)

_Namespace = Annotated[str, typer.Argument(help="For example activity.")]
_SignalType = Annotated[str, typer.Argument(metavar="TYPE", help="For example daily_summary.")]


@app.command()
def put(
    *,
    namespace: Annotated[
        str, typer.Argument(metavar="NAMESPACE|DIR", help="For example activity; or a folder of NAMESPACE/TYPE.json.")
    ],
    signal_type: Annotated[str | None, typer.Argument(metavar="TYPE", help="For example daily_summary.")] = None,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE|-", help="The schema as JSON, or standard input.")
    ] = None,
    breaking: BreakingOption = False,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Add the next version of a schema, or of all schemas in a folder; the same schema again changes nothing.

    A folder is put as a whole: where one file is at fault, every fault is named and nothing is put. Texts that a schema
    leaves open are named on standard error: of those, the PHI guard takes only the words that it knows.

    Examples: curae schemas put activity daily_summary daily_summary.json; curae schemas put schemas/
    """
    if signal_type is not None and file is None:
        raise typer.BadParameter("give NAMESPACE TYPE FILE, or one folder")
    drafts = [draft_of(file, namespace, signal_type)] if signal_type and file else drafts_below(Path(namespace))
    with open_schemas(data) as schemas:
        stored = schemas.put_all(drafts, allow_breaking=breaking)
    for schema in stored:
        _say_what_is_open(schema)
    rows = [row_of(schema) for schema in stored]
    if file:
        print_record(rows[0], as_json=as_json)
    else:
        print_list(rows, as_json=as_json, empty="", first=("namespace", "signalType"))


def _say_what_is_open(schema: RegisteredSchema) -> None:
    from server.domain.signals.schema.compiled import CompiledSchema  # noqa: PLC0415 - the validator is slow to import

    for path in sorted(CompiledSchema(schema.schema).open_texts):
        say(
            f"{schema.namespace}.{schema.signal_type}: {'.'.join(path)} is an open text, of which the PHI guard takes"
            " known words only: list its values as enum or const, write out its letters in a pattern, or, where a"
            ' device or an app writes it and no person, add "x-machine-text": true'
        )


@app.command()
def infer(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|-", help="Payloads: one JSON object, an array of them, or one a line; - is stdin."
        ),
    ],
) -> None:
    """Print a first schema made from sample payloads, and on standard error what samples cannot show.

    Types, wide bounds and required come from the samples. A list of values is made only where many samples repeat a
    few words. A field in which the PHI guard finds something is left out, with its reason. Read the schema before you
    put it.

    Example: curae schemas infer samples.ndjson > heart_rate.json && curae schemas put vitals heart_rate heart_rate.json
    """
    from server.domain.signals.schema.inferring import infer as inferred_from  # noqa: PLC0415 - the guard is slow to import

    inferred = inferred_from(samples_in(file))
    print_json(inferred.schema)
    for note in inferred.notes:
        say(f"{note.field}: {note.description}")
    say(
        f"{inferred.accepted} of {inferred.samples} samples meet the schema and pass the PHI guard; a sample with a"
        " field that is left out does not"
    )


@app.command("list")
def list_all(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List every version of every schema.

    Example: curae schemas list --json
    """
    rows = [row_of(schema) for schema in every_version(data)]
    print_list(
        rows, as_json=as_json, empty="no schemas; add some with: curae schemas catalogue install, or curae schemas put"
    )


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
    known = every_version(data)
    found = [
        schema
        for schema in known
        if (schema.namespace, schema.signal_type) == (namespace, signal_type) and version in (None, schema.version)
    ]
    if not found:
        from server.services.schemas import unknown_schema  # noqa: PLC0415 - slow to import

        names = {f"{each.namespace}.{each.signal_type}" for each in known}
        raise unknown_schema("schema", namespace, signal_type, names)
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
    with open_schemas(data) as schemas:
        schemas.retire(namespace, signal_type, version)
    say(f"retired {namespace}.{signal_type} version {version}")
