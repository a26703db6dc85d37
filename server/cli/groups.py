"""`curae groups`: named groups of an app's connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from server.cli.arguments import uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_database
from server.cli.tenants import OfTenantOption, TenantOption, resolve_tenant
from server.cli.terminal import JsonOption, Value, print_list, print_record, say
from server.clock import uuid7
from server.domain.connection_groups import ConnectionGroup
from server.services.accounts import Accounts
from server.services.connection_groups import ConnectionGroups

app = typer.Typer(no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The group's name: its id in /fhir/Group/NAME.")]
_CONNECTION = typer.Option("--connection", parser=uuid_argument, metavar="ID", help="A connection. Repeatable.")


@contextmanager
def _opened(data: Path) -> Iterator[tuple[Accounts, ConnectionGroups]]:
    with open_database(data) as database:
        yield Accounts(database, database.clock, uuid7), ConnectionGroups(database, database.clock, uuid7)


@app.command()
def create(
    name: NameArgument,
    *,
    tenant: TenantOption,
    connection: Annotated[list[str] | None, _CONNECTION] = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Create a group of an app's connections, at most 1,000. Do not name it after a person.

    Example: curae groups create trial-7 --tenant "Sleep diary" --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with _opened(data) as (accounts, groups):
        group = groups.create(resolve_tenant(accounts, tenant), name, connection or ())
    print_record(_row(group), as_json=as_json)


@app.command()
def add(
    name: NameArgument,
    *,
    tenant: TenantOption,
    connection: Annotated[list[str], _CONNECTION],
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Put connections into a group. One that is in it already stays.

    Example: curae groups add trial-7 --tenant "Sleep diary" --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with _opened(data) as (accounts, groups):
        group = groups.change(resolve_tenant(accounts, tenant), name, add=connection)
    print_record(_row(group), as_json=as_json)


@app.command()
def remove(
    name: NameArgument,
    *,
    tenant: TenantOption,
    connection: Annotated[list[str], _CONNECTION],
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Take connections out of a group.

    Example: curae groups remove trial-7 --tenant "Sleep diary" --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with _opened(data) as (accounts, groups):
        group = groups.change(resolve_tenant(accounts, tenant), name, remove=connection)
    print_record(_row(group), as_json=as_json)


@app.command("list")
def list_all(tenant: OfTenantOption = None, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List groups with their connections.

    Example: curae groups list --tenant "Sleep diary"
    """
    with _opened(data) as (accounts, groups):
        rows = [_row(group) for group in groups.of(None if tenant is None else resolve_tenant(accounts, tenant))]
    print_list(rows, as_json=as_json, empty="no groups; make one with: curae groups create --help")


@app.command()
def delete(name: NameArgument, *, tenant: TenantOption, data: DataOption = DEFAULT_DATA) -> None:
    """Delete a group. Its connections, and exports that were begun, stay.

    Example: curae groups delete trial-7 --tenant "Sleep diary"
    """
    with _opened(data) as (accounts, groups):
        groups.delete(resolve_tenant(accounts, tenant), name)
    say(f"deleted {name}")


def _row(group: ConnectionGroup) -> dict[str, Value]:
    return {
        "name": group.name,
        "groupId": group.id,
        "tenantId": group.tenant_id,
        "connections": sorted(group.members),
        "createdAt": group.created_at,
    }
