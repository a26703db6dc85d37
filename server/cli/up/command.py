"""The command `curae up`."""

import asyncio
import os
import shlex
import signal
from pathlib import Path
from typing import Annotated, Any

import typer

from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.demo.seed import seed_demo
from server.cli.door import door_settings, with_port
from server.cli.faults import CommandFailed
from server.cli.folder import held, prepare_folder, say_rewriting, signing_key
from server.cli.settings import settings_of
from server.cli.terminal import print_line, say
from server.cli.up.logs import follow_logs, prepare_logs
from server.cli.up.part import PartFailed
from server.cli.up.run_file import remove_run_file
from server.cli.up.stack import Stack, run
from server.config import SOCKET, Settings
from server.databases import database_of, deployment_of
from server.envoy.launch import find_envoy
from server.envoy.render import render
from server.secret_files import is_given
from server.stop_signals import STOP, stop_signals
from server.store import migrate

_CONSOLE_ADDRESS = "127.0.0.1:8081"

_Port = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help="Envoy's port for REST and gRPC; 0 picks a free one. Default: 8080."),
]
_GrpcPort = Annotated[
    int | None,
    typer.Option("--grpc-port", min=0, max=65535, help="The gRPC server's port; 0 picks a free one. Default: 50051."),
]
_MetricsPort = Annotated[
    int | None,
    typer.Option(
        "--metrics-port",
        min=0,
        max=65500,
        help="Port of Envoy's metrics; the worker's is the next one, then the servers'. Default: free ones.",
    ),
]
_AdminPort = Annotated[
    int | None,
    typer.Option(
        "--admin-port",
        min=0,
        max=65535,
        help="The operators' console's own port; 0 picks a free one. Default: 8081, or a free one with --port 0.",
    ),
]
_NoConsole = Annotated[bool, typer.Option("--no-console", help="Serve no console.")]
_Demo = Annotated[
    bool,
    typer.Option(
        "--demo", help="Make two demo apps with people, records, signal schemas, fresh keys, and an operator."
    ),
]
_Processes = Annotated[
    int,
    typer.Option("--processes", min=1, max=64, help="Server processes behind the one Envoy, and on the one gRPC port."),
]
_Verbose = Annotated[bool, typer.Option("--verbose", help="Show the parts' logs here too.")]


def up(
    *,
    data: DataOption = DEFAULT_DATA,
    port: _Port = None,
    grpc_port: _GrpcPort = None,
    metrics_port: _MetricsPort = None,
    admin_port: _AdminPort = None,
    no_console: _NoConsole = False,
    demo: _Demo = False,
    processes: _Processes = 1,
    verbose: _Verbose = False,
) -> None:
    """Bring up Envoy, server and worker on one data folder, and keep them up.

    Migrates the database, waits until all is healthy, restarts a part that fails, and stops all cleanly on Ctrl-C or
    SIGTERM. DIR/run.json says where it is reached while it is; DIR/logs holds what the parts log. Every CURAE_*
    variable is passed on, so CURAE_DATABASE_URL=postgresql://... and CURAE_ARTIFACTS_URL=s3://... work here too.

    Examples:

      curae up --demo

      curae up --data /srv/curae --port 443 --grpc-port 0 --processes 4
    """
    find_envoy()
    folder = prepare_folder(data)
    with held(folder):
        say(f"starting on {folder} ...")
        remove_run_file(folder)  # of a run that was killed
        settings = _settings(folder, port, grpc_port, metrics_port)
        if not no_console:
            settings = _with_console(settings, folder, 0 if admin_port is None and port == 0 else admin_port)
        _require_renders(settings, folder)
        extras = _prepare_database(settings, demo=demo)
        stack = Stack(settings, folder, extras, say, servers=processes)
        prepare_logs(folder, stack.names)
        asyncio.run(_supervise(stack, folder, verbose=verbose))
    say("stopped")


def _settings(folder: Path, port: int | None, grpc_port: int | None, metrics_port: int | None) -> Settings:
    key = {} if is_given("CURAE_SIGNING_KEY") else {"signing_key": signing_key(folder)}
    settings = settings_of(folder, **key)
    return settings.model_copy(
        update={
            "envoy_address": with_port("CURAE_ENVOY_ADDRESS", settings.envoy_address, port),
            "metrics_address": with_port(
                "CURAE_METRICS_ADDRESS", settings.metrics_address or "127.0.0.1:0", metrics_port
            ),
            "grpc_address": with_port("CURAE_GRPC_ADDRESS", settings.grpc_address, grpc_port),
            "console_address": None,
            "admin_address": None,
        }
    )


def _with_console(settings: Settings, folder: Path, port: int | None) -> Settings:
    """The environment's addresses of the console, else this machine's own."""
    chosen = os.environ.get("CURAE_CONSOLE_ADDRESS", _CONSOLE_ADDRESS)
    return settings.model_copy(
        update={
            "console_address": with_port("CURAE_CONSOLE_ADDRESS", chosen, port),
            "admin_address": os.environ.get("CURAE_ADMIN_ADDRESS", f"{SOCKET}{folder / 'admin.sock'}"),
        }
    )


def _require_renders(settings: Settings, folder: Path) -> None:
    """A folder whose path is too long for a socket is known before anything starts. Raises CommandFailed."""
    try:
        render(door_settings(settings, folder))
    except ValueError as fault:
        raise CommandFailed(str(fault)) from fault


def _prepare_database(settings: Settings, *, demo: bool) -> dict[str, Any]:
    database = database_of(settings)
    try:
        migrate.upgrade(database, rewriting=say_rewriting)
        deployment = deployment_of(settings, database)
        # On SQLite there is no part beside those that start here, so a changed setting is meant.
        deployment.adopt() if database.is_sqlite else deployment.join()
        return seed_demo(database, settings.environment) if demo else {}
    finally:
        database.close()


async def _supervise(stack: Stack, folder: Path, *, verbose: bool) -> None:
    following = asyncio.create_task(follow_logs(folder, stack.names)) if verbose else None
    with stop_signals(*STOP, signal.SIGHUP) as stopping:
        try:
            await run(stack, _announce, stopping)
        except PartFailed as failed:
            raise CommandFailed(str(failed)) from failed
        finally:
            if following is not None:
                following.cancel()


def _announce(facts: dict[str, Any]) -> None:
    url = facts["restUrl"]
    print_line(f"\nREST      {url}\ngRPC      {facts['grpcTarget']}\nAPI page  {url}/docs")
    if "adminUrl" in facts:
        print_line(f"Console   {facts['adminUrl']}{_login(facts)}")
    print_line("")
    if "apiKey" in facts:
        print_line(_examples(facts))
    else:
        print_line("Make an app, a connection and a key: curae tenants create --help\n")
    print_line("Ctrl-C stops everything.", at_once=True)


def _login(facts: dict[str, Any]) -> str:
    if "adminUser" in facts:
        return f"  (log in as {facts['adminUser']}, {facts['adminPassword']})"
    return "  (make a login: curae operators create NAME)"


def _examples(facts: dict[str, Any]) -> str:
    url, key, connection = facts["restUrl"], facts["apiKey"], facts["connectionId"]
    queue = shlex.quote(f'{{"connectionId":"{connection}"}}')
    return f"""Queue an export of the demo person's records:

curl -s {url}/api/sdk/v1/records/exports -H 'Authorization: Bearer {key}' \\
  -H 'Content-Type: application/json' -H "Idempotency-Key: try-$(date +%s)" -d {queue}

List the exports, then download one (put its id in place of EXPORT_ID):

curl -s {url}/api/sdk/v1/records/exports -H 'Authorization: Bearer {key}'
curl -sf {url}/api/sdk/v1/records/exports/EXPORT_ID/artifact -H 'Authorization: Bearer {key}' -o records.ndjson
"""
