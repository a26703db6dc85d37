"""`curae keys`: API keys."""

from datetime import timedelta
from typing import Annotated

import typer

from server.cli.arguments import ExpiresOption, choice_argument, duration_argument, moment_at, uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_account_lists, open_accounts
from server.cli.settings import settings_of
from server.cli.tenants import OfTenantOption, TenantOption, resolve_tenant
from server.cli.terminal import JsonOption, Value, print_list, print_record, say
from server.domain.caller import ApiKey, Environment, Scope

app = typer.Typer(no_args_is_help=True)

_Scopes = Annotated[
    list[str],
    typer.Option(
        "--scope",
        parser=choice_argument("scope", frozenset(Scope)),
        metavar="SCOPE",
        help=f"What the key may do: {', '.join(sorted(Scope))}. Repeat the option for several.",
    ),
]
_WORTH = ("id", "name", "scopes", "expiresAt", "revokedAt", "environment")
_Environment = Annotated[
    Environment | None, typer.Option("--environment", help="cae_live_ or cae_test_; default: the deployment's.")
]
_Connection = Annotated[
    str | None,
    typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Binds the key to this connection."),
]


@app.command()
def create(
    *,
    tenant: TenantOption,
    scope: _Scopes,
    name: Annotated[str, typer.Option("--name", help="What the key is for, as the list shows it.")] = "",
    connection: _Connection = None,
    expires: ExpiresOption = None,
    environment: _Environment = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Create an API key. It is shown only once.

    Example: curae keys create --tenant "Sleep diary" --scope records:export --scope records:read --expires 90d
    """
    with open_accounts(data) as accounts:
        new = accounts.create_key(
            resolve_tenant(accounts, tenant),
            name=name,
            environment=environment or settings_of(data).environment,
            scopes=frozenset(map(Scope, scope)),
            connection_id=connection,
            expires_at=moment_at(accounts.now(), expires),
        )
    print_record({"apiKey": new.presented.text, **_row(new.key)}, as_json=as_json)
    say("The key is shown only once and cannot be recovered; store it now.")


@app.command("list")
def list_all(tenant: OfTenantOption = None, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List keys, without their secrets.

    Example: curae keys list --tenant "Sleep diary"
    """
    with open_account_lists(data) as accounts:
        tenant_id = None if tenant is None else resolve_tenant(accounts, tenant)
        rows = [_row(key) for key in accounts.list_keys(tenant_id)]
    print_list(rows, as_json=as_json, empty="no keys; make one with: curae keys create --help", first=_WORTH)


@app.command()
def revoke(
    key: Annotated[str, typer.Argument(parser=uuid_argument, metavar="ID", help="The key's id, as the list has it.")],
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Revoke a key. Every server refuses it within seconds.

    Example: curae keys revoke 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with open_accounts(data) as accounts:
        accounts.revoke_key(key)
    say(f"revoked {key}")


@app.command()
def rotate(
    *,
    key: Annotated[str, typer.Argument(parser=uuid_argument, metavar="ID", help="The key's id, as the list has it.")],
    overlap: Annotated[
        timedelta,
        typer.Option(
            "--overlap",
            parser=duration_argument,
            metavar="DURATION",
            help="How long the old key still works: 24h, 30m.",
        ),
    ] = "24h",  # type: ignore[assignment]  # parsed like what is typed
    expires: ExpiresOption = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Replace a key by a new one with the same scopes. The new key is shown only once.

    The old key works until the overlap is over.

    Without --expires the new key gets the lifetime of the old one.

    Example: curae keys rotate 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --overlap 24h
    """
    with open_accounts(data) as accounts:
        new = accounts.rotate_key(key, overlap=overlap, expires_at=moment_at(accounts.now(), expires))
    print_record({"apiKey": new.presented.text, **_row(new.key)}, as_json=as_json)
    say("The key is shown only once and cannot be recovered; store it now, and replace the old one before it ends.")


def _row(key: ApiKey) -> dict[str, Value]:
    return {
        "id": key.id,
        "tenantId": key.tenant_id,
        "name": key.name,
        "environment": str(key.environment),
        "scopes": sorted(key.scopes),
        "connectionId": key.connection_id,
        "createdAt": key.created_at,
        "expiresAt": key.expires_at,
        "revokedAt": key.revoked_at,
    }
