"""`curae schemas catalogue`: ready schemas of common measurements."""

from typing import Annotated

import typer

from server.catalogue import ready_schemas
from server.cli.arguments import choice_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.schema_listing import BreakingOption, open_schemas, row_of
from server.cli.terminal import JsonOption, print_json, print_list

app = typer.Typer(no_args_is_help=True)

_ORDER = ("name", "title", "loinc")


@app.command("list")
def list_all(as_json: JsonOption = False) -> None:
    """List the ready schemas. It needs no deployment.

    Example: curae schemas catalogue list --json
    """
    rows = [
        {"name": ready.name, "title": ready.schema["title"], "loinc": ready.codes} for ready in ready_schemas().values()
    ]
    print_list(rows, as_json=as_json, empty="the catalogue is empty", first=_ORDER)


@app.command()
def show(name: Annotated[str, typer.Argument(help="For example vitals.heart_rate.")]) -> None:
    """Print one ready schema as JSON, with an example of a payload in it.

    Example: curae schemas catalogue show vitals.heart_rate > heart_rate.json
    """
    ready = ready_schemas()
    print_json(ready[choice_argument("schema", ready)(name)].schema)


@app.command()
def install(
    *,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Default: all of them.")] = None,
    breaking: BreakingOption = False,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Add ready schemas to the registry, all or none. A schema that is there already changes nothing.

    Example: curae schemas catalogue install vitals.heart_rate vitals.blood_pressure
    """
    from server.services.schemas import Draft  # noqa: PLC0415 - lists compile no schema

    ready = ready_schemas()
    chosen = [ready[choice_argument("schema", ready)(name)] for name in dict.fromkeys(names or ready)]
    drafts = [
        Draft(namespace=each.namespace, signal_type=each.signal_type, schema=dict(each.schema), source=each.name)
        for each in chosen
    ]
    with open_schemas(data) as schemas:
        rows = [row_of(schema) for schema in schemas.put_all(drafts, allow_breaking=breaking)]
    print_list(rows, as_json=as_json, empty="", first=("namespace", "signalType"))
