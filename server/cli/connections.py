"""`curae connections`: what people granted to apps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from server.cli.arguments import ExpiresOption, Moment, choice_argument, moment_at, past_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_account_lists, open_accounts, open_database
from server.cli.erasure import erase, report
from server.cli.faults import CommandFailed
from server.cli.tenants import OfTenantOption, TenantOption, resolve_tenant
from server.cli.terminal import JsonOption, Value, print_list, print_record, say
from server.domain.connections import Connection, ConnectionStatus
from server.domain.data_packages import package_names
from server.domain.signal_grants import SIGNAL_TYPE_FORM, SignalGrant, is_signal_type
from server.domain.suggestions import did_you_mean
from server.services.signal_grants import SignalGrants
from server.store.engine import Database
from server.store.signal_schemas import ACTIVE, all_schemas

app = typer.Typer(no_args_is_help=True)
app.command()(erase)
app.command()(report)

_EVERYTHING = "all"
_WORTH = ("id", "status", "expiresAt", "dataPackages", "signalTypes")


def _signal_type(text: str) -> str:
    if not is_signal_type(text):
        raise typer.BadParameter(f"The value is not {SIGNAL_TYPE_FORM}")
    return text


_Packages = Annotated[
    list[str],
    typer.Option(
        "--package",
        parser=choice_argument("data package", {*package_names(), _EVERYTHING}),
        metavar="PACKAGE",
        help="A data package, or all of them, sensitive records included; see: curae data-packages.",
    ),
]
_Signals = Annotated[
    list[str] | None,
    typer.Option("--signal", parser=_signal_type, metavar="NAMESPACE.TYPE", help="A signal type the app may send."),
]
_Add = Annotated[
    list[str] | None,
    typer.Option("--add", parser=_signal_type, metavar="NAMESPACE.TYPE", help="Allow it; NAMESPACE.* is all of one."),
]
_Remove = Annotated[
    list[str] | None,
    typer.Option("--remove", parser=_signal_type, metavar="NAMESPACE.TYPE", help="Allow it no longer."),
]
_Consented = Annotated[
    Moment | None,
    typer.Option(
        "--consented-at", parser=past_argument, metavar="TIME", help="When the person consented; default: now."
    ),
]
_Id = Annotated[
    str, typer.Argument(parser=uuid_argument, metavar="ID", help="The connection's id, as the list has it.")
]


@app.command()
def create(
    *,
    tenant: TenantOption,
    package: _Packages,
    signal: _Signals = None,
    pending: Annotated[bool, typer.Option("--pending", help="Not ACTIVE yet: it grants nothing.")] = False,
    expires: ExpiresOption = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Create a person's connection to an app.

    Example: curae connections create --tenant "Sleep diary" --package vitals --signal activity.daily_summary
    """
    with open_accounts(data) as accounts:
        connection = accounts.create_connection(
            resolve_tenant(accounts, tenant),
            data_packages=_chosen(package),
            signal_types=frozenset(signal or ()),
            status=ConnectionStatus.PENDING if pending else ConnectionStatus.ACTIVE,
            expires_at=moment_at(accounts.now(), expires),
        )
        row = _row(connection, accounts.now())
    with open_database(data) as database:
        _note_unknown(database, signal or [])
    print_record(row, as_json=as_json)


@app.command("list")
def list_all(tenant: OfTenantOption = None, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List connections.

    Example: curae connections list --tenant "Sleep diary" --json
    """
    with open_account_lists(data) as accounts:
        tenant_id = None if tenant is None else resolve_tenant(accounts, tenant)
        rows = [_row(connection, accounts.now()) for connection in accounts.list_connections(tenant_id)]
    empty = "no connections; make one with: curae connections create --help"
    print_list(rows, as_json=as_json, empty=empty, first=_WORTH)


@app.command()
def revoke(connection: _Id, data: DataOption = DEFAULT_DATA) -> None:
    """Revoke a connection. Its exports are cancelled and their files deleted.

    Example: curae connections revoke 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with open_accounts(data) as accounts:
        cancelled = accounts.revoke_connection(connection)
    say(f"revoked {connection}; exports cancelled: {cancelled}")


@app.command("set-packages")
def set_packages(connection: _Id, package: _Packages, data: DataOption = DEFAULT_DATA) -> None:
    """Change what a connection grants. Exports that hold what it no longer grants are cancelled.

    Example: curae connections set-packages 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --package labs --package vitals
    """
    with open_accounts(data) as accounts:
        cancelled = accounts.set_data_packages(connection, _chosen(package))
    say(f"changed {connection}; exports cancelled: {cancelled}")


@app.command("set-signals")
def set_signals(
    connection: _Id,
    *,
    add: _Add = None,
    remove: _Remove = None,
    consented_at: _Consented = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Change which signal types the app may send; without a change, show the versions, newest first.

    Example: curae connections set-signals 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --add sleep.night
    """
    if consented_at is not None and not add and not remove:
        raise CommandFailed("--consented-at belongs to a change; give --add or --remove")
    with open_database(data) as database:
        grants = SignalGrants(database, database.clock)
        if add or remove:
            moment = moment_at(database.clock(), consented_at)
            grants.change(connection, add=add or [], remove=remove or [], consented_at=moment)
            _note_unknown(database, add or [])
        rows = [_grant_row(grant) for grant in grants.history(connection)]
    if add or remove:
        print_record(rows[0], as_json=as_json)
    else:
        print_list(rows, as_json=as_json, empty="no versions")


def _note_unknown(database: Database, types: Sequence[str]) -> None:
    """A type may be granted before its schema is put; a typing error looks the same."""
    active = [each for each in database.read_now(all_schemas) if each.status == ACTIVE]
    known = {f"{each.namespace}.{each.signal_type}" for each in active} | {f"{each.namespace}.*" for each in active}
    for unknown in sorted({*types} - known):
        near = did_you_mean(unknown, known)
        say(f"no schema of {unknown} is active, so its signals are refused until one is put{near}")


def _chosen(packages: list[str]) -> frozenset[str]:
    return package_names() if _EVERYTHING in packages else frozenset(packages)


def _grant_row(grant: SignalGrant) -> dict[str, Value]:
    return {
        "version": grant.version,
        "consentedAt": grant.consented_at,
        "signalTypes": sorted(grant.signal_types),
    }


def _row(connection: Connection, now: datetime) -> dict[str, Value]:
    return {
        "id": connection.id,
        "tenantId": connection.tenant_id,
        "status": str(connection.status_at(now)),
        "dataPackages": sorted(connection.data_packages),
        "signalTypes": sorted(connection.signal_types),
        "grantVersion": connection.signal_grant.version,
        "createdAt": connection.created_at,
        "expiresAt": connection.expires_at,
    }
