"""The `curae` command."""

import errno
import os
import sys

import typer
from typer.main import get_command

from server.cli import backup, connections, db, keys, operators, parts, records, schemas, tenants
from server.cli.audit.command import app as audit
from server.cli.demo.command import demo
from server.cli.doctor.command import doctor
from server.cli.exports.command import app as exports
from server.cli.faults import EXIT_FAILED, EXPECTED, describe
from server.cli.signals.command import app as signals
from server.cli.terminal import fail
from server.cli.up.command import up
from server.cli.webhooks.command import app as webhooks
from server.logs import configure_logs
from server.stray_logs import capture_stray_logs

# Private by default: databases, artifacts, logs and downloads are people's medical history.
_UMASK = 0o077

app = typer.Typer(
    name="curae",
    no_args_is_help=True,
    rich_markup_mode="rich",
    # A rich traceback shows local variables: keys and records.
    pretty_exceptions_enable=False,
    help="Exports a connected person's FHIR records and takes in signals. Begin with: curae up --demo",
)
app.command()(up)
app.command()(demo)
app.command()(parts.serve)
app.command()(parts.worker)
app.command()(parts.envoy)
app.command()(doctor)
app.command()(backup.backup)
app.command()(backup.restore)
app.add_typer(db.app, name="db")
app.add_typer(tenants.app, name="tenants")
app.add_typer(keys.app, name="keys")
app.add_typer(operators.app, name="operators")
app.add_typer(connections.app, name="connections")
app.command("data-packages")(connections.data_packages)
app.add_typer(records.app, name="records")
app.add_typer(schemas.app, name="schemas")
app.add_typer(signals, name="signals")
app.add_typer(audit, name="audit")
app.add_typer(exports, name="exports")
app.add_typer(webhooks, name="webhooks")


def main() -> None:
    """Exit codes: 0 done, 1 failed with its reason on standard error, 2 wrong usage."""
    os.umask(_UMASK)
    configure_logs("pretty", "warning", for_good=False)
    capture_stray_logs()
    try:
        _run()
    except EXPECTED as fault:
        fail(describe(fault))
        sys.exit(EXIT_FAILED)
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EPIPE):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what it still holds is not tried again
        if fault.errno == errno.ENOSPC:
            fail("no space is left where this command writes; make room, or send its output elsewhere")
        sys.exit(EXIT_FAILED)


def _run() -> None:
    try:
        get_command(app)()  # not `app()`, which prints uncaught exceptions with their values
    finally:
        sys.stdout.flush()  # here, where a fault of it has a reason and an exit code
