"""What decides about an access, of many at once: the same as of each by itself."""

from itertools import product

from server.clock import uuid7
from server.domain.caller import APP_SCOPES, ApiKey, Environment
from server.domain.connections import Connection
from server.store.access import access_versions, find_export_access, find_export_accesses
from server.store.api_keys import insert_key, revoke_key
from server.store.engine import Database
from tests.parts.in_process import TestClock
from tests.store.seeds import a_connection, an_export, queue_exports


def _a_key(database: Database, connection: Connection, clock: TestClock) -> str:
    key = ApiKey(
        id=uuid7(),
        tenant_id=connection.tenant_id,
        name="a key",
        environment=Environment.LIVE,
        lookup=uuid7()[-12:],
        salt=bytes(16),
        secret_hash=bytes(32),
        scopes=APP_SCOPES,
        connection_id=None,
        created_at=clock(),
        expires_at=None,
        revoked_at=None,
    )
    key_id = key.id
    database.write_now(lambda c: insert_key(c, key))
    return key_id


def test_many_are_found_as_each_one_is(database: Database, clock: TestClock) -> None:
    connections = [a_connection(database, clock()) for _ in range(2)]
    exports = [an_export(connection, clock()) for connection in (*connections, connections[0])]
    queue_exports(database, *exports)
    key_ids = [_a_key(database, connection, clock) for connection in connections]
    wanted = [*product(key_ids, (export.id for export in exports)), ("none", exports[0].id), (key_ids[0], "none")]
    each = database.read_now(lambda c: {pair: find_export_access(c, *pair) for pair in wanted})
    found = {pair: access for pair, access in each.items() if access is not None}
    assert set(found) == {(key_ids[0], exports[0].id), (key_ids[1], exports[1].id), (key_ids[0], exports[2].id)}
    assert database.read_now(lambda c: find_export_accesses(c, wanted)) == found
    assert database.read_now(lambda c: find_export_accesses(c, wanted[:1])) == {wanted[0]: found[wanted[0]]}
    versions = database.read_now(lambda c: access_versions(c, wanted))
    assert set(versions) == set(found)


def test_a_version_changes_with_its_key_and_with_no_other(database: Database, clock: TestClock) -> None:
    connection = a_connection(database, clock())
    export = an_export(connection, clock())
    queue_exports(database, export)
    pairs = [(_a_key(database, connection, clock), export.id) for _ in range(2)]
    before = database.read_now(lambda c: access_versions(c, pairs))
    database.write_now(lambda c: revoke_key(c, pairs[0][0], clock()))
    after = database.read_now(lambda c: access_versions(c, pairs))
    assert after[pairs[0]] != before[pairs[0]]
    assert after[pairs[1]] == before[pairs[1]]
