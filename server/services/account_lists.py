"""Lists of tenants, keys, clients and connections. They need nothing that a change needs: no exports, no webhooks."""

from datetime import datetime

from server.clock import Clock
from server.domain.caller import ApiKey
from server.domain.connections import Connection
from server.store import api_keys, connections, tenants
from server.store.engine import Database
from server.store.smart_clients import SmartClient, clients_of
from server.store.tenants import Tenant


class AccountLists:
    """A list is of one tenant, or of all for None."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def now(self) -> datetime:
        """By the clock that expiries are judged by."""
        return self._clock()

    def list_tenants(self) -> list[Tenant]:
        return self._database.read_now(tenants.all_tenants)

    def list_keys(self, tenant_id: str | None) -> list[ApiKey]:
        return self._database.read_now(lambda database: api_keys.keys_of(database, tenant_id))

    def list_clients(self, tenant_id: str | None) -> list[SmartClient]:
        return self._database.read_now(lambda database: clients_of(database, tenant_id))

    def list_connections(self, tenant_id: str | None) -> list[Connection]:
        return self._database.read_now(lambda database: connections.connections_of(database, tenant_id))
