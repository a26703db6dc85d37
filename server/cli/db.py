"""`curae db`: the database's migrations."""

import typer

from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import require_existing, settings_with_key
from server.cli.folder import prepare_folder, say_rewriting
from server.cli.settings import settings_of
from server.cli.terminal import JsonOption, print_record
from server.databases import database_of, deployment_of
from server.store.revision import current_revision, require_current

app = typer.Typer(no_args_is_help=True)


@app.command()
def upgrade(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """Bring the database to the revision of this code; again changes nothing.

    exportsExpired: READY exports that held more than their connections grant by the data packages of this code.
    connectionsToClassify: connections whose records a worker still has to look at before their next export begins.
    connectionsToErase: connections that ended longer ago than CURAE_RECORDS_RETENTION; workers erase their records.
    A SQLite file that an earlier version deleted in is rewritten once. Writers wait meanwhile.

    Example: curae db upgrade --data ./data
    """
    # Here, because they are slow to import, and for this alone.
    from server.services.actors import operator  # noqa: PLC0415
    from server.services.classification import Classification  # noqa: PLC0415
    from server.services.narrowed_exports import NarrowedExports  # noqa: PLC0415
    from server.services.retention import count_to_erase  # noqa: PLC0415
    from server.store import migrate  # noqa: PLC0415

    settings = settings_of(prepare_folder(data))
    database = database_of(settings)
    try:
        revision = migrate.upgrade(database, rewriting=say_rewriting)
        expired = NarrowedExports(database, database.clock, operator()).expire()
        waiting = Classification(database).waiting()
        ended = count_to_erase(database, database.clock(), settings.records_kept_for)
        print_record(
            {
                "revision": revision,
                "exportsExpired": expired,
                "connectionsToClassify": waiting,
                "connectionsToErase": ended,
            },
            as_json=as_json,
        )
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
        print_record({"revision": current_revision(database) or "none"}, as_json=as_json)
        require_current(database)
    finally:
        database.close()


@app.command()
def adopt(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """Make these settings the deployment's: for another signing key, public URL, artifact store or environment.

    Servers and workers that start with other settings are refused from then on; those that run go on with theirs, so
    start them again soon. Links that another key signed stop working, and webhooks need new secrets (curae webhooks
    rotate).

    Example: CURAE_SIGNING_KEY=... curae db adopt --data ./data
    """
    settings = settings_with_key(data)
    require_existing(settings, data)
    database = database_of(settings)
    try:
        require_current(database)
        changed = deployment_of(settings, database).adopt()
    finally:
        database.close()
    print_record({"changed": sorted(changed)}, as_json=as_json)
