"""Whether somebody may reach an export or a connection now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection as Database

from server.clock import utc_now
from server.domain.exports import Export
from server.domain.signed_link import LinkGrant, Purpose
from server.errors import ConnectionNotActive, Unauthenticated
from server.services import access
from server.store.tenants import revoke_tenant
from tests.parts.in_process import App, Stack
from tests.store.seeds import an_export, queue_exports

Ask = Callable[[Database, App, Export], object]


def _by_link(database: Database, app: App, export: Export) -> object:
    until = utc_now() + timedelta(minutes=1)
    link = LinkGrant(purpose=Purpose.ARTIFACT, export_id=export.id, key_id=app.key.key.id, until=until)
    return access.readable_export(database, link, export.id, utc_now())


ASKS: dict[str, Ask] = {
    "a connection": lambda database, app, _: access.active_connection(
        database, app.caller, app.connection.id, utc_now()
    ),
    "all connections": lambda database, app, _: access.reached_connections(database, app.caller, utc_now()),
    "an export": lambda database, app, export: access.readable_export(database, app.caller, export.id, utc_now()),
    "an export by a signed URL": _by_link,
    "an import by a key": lambda database, app, _: access.importable_connection(
        database, app.caller, app.connection.id, utc_now()
    ),
    "an import": lambda database, app, _: access.require_importable(database, app.connection.id, utc_now()),
    "a job": lambda database, _, export: access.require_consent(database, export, utc_now()),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_a_revoked_tenant_reaches_nothing_though_its_key_and_its_connection_are_live(stack: Stack, ask: Ask) -> None:
    """Earlier versions could leave them live, where they were made beside the revocation."""
    app = stack.new_app()
    export = an_export(app.connection, utc_now())
    queue_exports(stack.database, export)
    assert stack.database.write_now(lambda database: ask(database, app, export))
    stack.database.write_now(lambda database: revoke_tenant(database, app.tenant.id, utc_now()))
    with pytest.raises((Unauthenticated, ConnectionNotActive)):
        stack.database.write_now(lambda database: ask(database, app, export))
