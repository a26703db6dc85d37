"""`curae tenants`: the apps."""

from typing import Annotated

import typer

from server.cli.arguments import uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_account_lists, open_accounts
from server.cli.faults import CommandFailed
from server.cli.terminal import JsonOption, Value, print_list, print_record, say
from server.services.account_lists import AccountLists
from server.store.tenants import Tenant

app = typer.Typer(no_args_is_help=True)

TenantOption = Annotated[str, typer.Option("--tenant", metavar="TENANT", help="The app, by its id or its name.")]
OfTenantOption = Annotated[
    str | None, typer.Option("--tenant", metavar="TENANT", help="Only of this app, by its id or its name.")
]


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="The app's name; each name is unique.")],
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Create an app.

    Example: curae tenants create "Sleep diary"
    """
    with open_accounts(data) as accounts:
        print_record(_row(accounts.create_tenant(name)), as_json=as_json)


@app.command("list")
def list_all(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List the apps.

    Example: curae tenants list --json
    """
    with open_account_lists(data) as accounts:
        rows = [_row(tenant) for tenant in accounts.list_tenants()]
    print_list(rows, as_json=as_json, empty="no tenants; make one with: curae tenants create NAME")


@app.command()
def revoke(
    tenant: Annotated[str, typer.Argument(help="The app, by its id or its name.")],
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Revoke an app with its keys and connections. Its exports are cancelled and their files deleted.

    You can repeat it: it ends everything of the app that is still active.

    Example: curae tenants revoke "Sleep diary"
    """
    with open_accounts(data) as accounts:
        tenant_id = resolve_tenant(accounts, tenant)
        cancelled = accounts.revoke_tenant(tenant_id)
    say(f"revoked {tenant_id}; exports cancelled: {cancelled}")


def resolve_tenant(accounts: AccountLists, text: str) -> str:
    """The id of the tenant that an operator names. Raises CommandFailed."""
    try:
        return uuid_argument(text)
    except typer.BadParameter:
        known = [tenant.id for tenant in accounts.list_tenants() if tenant.name == text]
    if not known:
        raise CommandFailed(f"no tenant has the id or the name {text!r}; see: curae tenants list")
    return known[0]


def _row(tenant: Tenant) -> dict[str, Value]:
    return {"id": tenant.id, "name": tenant.name, "createdAt": tenant.created_at, "revokedAt": tenant.revoked_at}
