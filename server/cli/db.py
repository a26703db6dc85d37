"""`curae db`: the database's migrations."""

import typer

from server.app import database_of
from server.cli.deployment import DEFAULT_DATA, DataOption, require_existing, settings_of
from server.cli.folder import prepare_folder
from server.cli.terminal import JsonOption, print_record
from server.store import migrate

app = typer.Typer(no_args_is_help=True, help="Migrate the database, and see where it stands.")


@app.command()
def upgrade(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """Bring the database to the revision of this code; again changes nothing.

    Example: curae db upgrade --data ./data
    """
    database = database_of(settings_of(prepare_folder(data)))
    try:
        print_record({"revision": migrate.upgrade(database)}, as_json=as_json)
    finally:
        database.close()


@app.command()
def status(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """Say at which revision the database is; fails unless it is the one of this code.

    Example: curae db status --data ./data
    """
    settings = settings_of(data)
    require_existing(settings, data)
    database = database_of(settings)
    try:
        print_record({"revision": migrate.current_revision(database) or "none"}, as_json=as_json)
        migrate.require_current(database)
    finally:
        database.close()
