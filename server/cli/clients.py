"""`curae clients`: clients of SMART Backend Services."""

from pathlib import Path
from typing import Annotated

import typer

from server.cli.arguments import ExpiresOption, moment_at, uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_account_lists, open_accounts
from server.cli.faults import CommandFailed
from server.cli.settings import settings_of
from server.cli.tenants import OfTenantOption, TenantOption, resolve_tenant
from server.cli.terminal import JsonOption, Value, print_list, print_record, say
from server.domain.smart.keys import MAX_JWKS_BYTES, Jwks, read_jwks
from server.domain.webhooks.target import check_url
from server.store.smart_clients import SmartClient

app = typer.Typer(no_args_is_help=True)

_WORTH = ("clientId", "name", "keys", "jwksUrl", "expiresAt", "revokedAt")


@app.command()
def create(
    *,
    tenant: TenantOption,
    jwks: Annotated[
        Path | None, typer.Option("--jwks", metavar="FILE", help="The client's public keys, a JSON Web Key Set.")
    ] = None,
    jwks_url: Annotated[
        str | None,
        typer.Option("--jwks-url", metavar="URL", help="Where the client publishes them: a public https address."),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="What the client is, as the list shows it.")] = "",
    connection: Annotated[
        str | None,
        typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Binds the client to this connection."),
    ] = None,
    expires: ExpiresOption = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Register a client. It asks for access tokens with its id and a key of RS384 or ES384.

    Example: curae clients create --tenant "Sleep diary" --name "Nightly export" --jwks client.jwks.json
    """
    if (jwks is None) == (jwks_url is None):
        raise CommandFailed("give either --jwks FILE or --jwks-url URL")
    settings = settings_of(data)
    if jwks_url is not None:
        check_url(jwks_url, allow_private=settings.webhooks_allow_private)
    keys = None if jwks is None else _read(jwks)
    with open_accounts(data) as accounts:
        client = accounts.create_client(
            resolve_tenant(accounts, tenant),
            name=name,
            environment=settings.environment,
            jwks=keys,
            jwks_url=jwks_url,
            connection_id=connection,
            expires_at=moment_at(accounts.now(), expires),
        )
    print_record(_row(client), as_json=as_json)


@app.command("list")
def list_all(tenant: OfTenantOption = None, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List clients.

    Example: curae clients list --tenant "Sleep diary"
    """
    with open_account_lists(data) as accounts:
        tenant_id = None if tenant is None else resolve_tenant(accounts, tenant)
        rows = [_row(client) for client in accounts.list_clients(tenant_id)]
    print_list(rows, as_json=as_json, empty="no clients; register one with: curae clients create --help", first=_WORTH)


@app.command()
def revoke(
    client: Annotated[str, typer.Argument(parser=uuid_argument, metavar="ID", help="The client's id.")],
    data: DataOption = DEFAULT_DATA,
) -> None:
    """Revoke a client. Its access tokens end within seconds.

    Example: curae clients revoke 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with open_accounts(data) as accounts:
        accounts.revoke_key(client)
    say(f"revoked {client}")


def _read(path: Path) -> Jwks:
    """Raises CommandFailed and BadRequest."""
    try:
        with path.open("rb") as file:
            return read_jwks(file.read(MAX_JWKS_BYTES + 1))
    except OSError as fault:
        raise CommandFailed(f"{path} cannot be read: {fault.strerror}") from None


def _row(client: SmartClient) -> dict[str, Value]:
    key = client.key
    return {
        "clientId": key.id,
        "tenantId": key.tenant_id,
        "name": key.name,
        "keys": sorted(each["kid"] for each in (client.jwks or {"keys": []})["keys"]),
        "jwksUrl": client.jwks_url,
        "connectionId": key.connection_id,
        "createdAt": key.created_at,
        "expiresAt": key.expires_at,
        "revokedAt": key.revoked_at,
    }
