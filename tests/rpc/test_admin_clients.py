"""Clients and imports as operators of the console see them, once on each database."""

import json
from datetime import timedelta
from typing import Any

from grpc import StatusCode

from server.clock import utc_now, uuid7
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record_import import ImportStatus, LineResult, Position, RecordImport, Results
from server.store.record_imports import add_import
from tests.fhir.smart_client import jwks_of, new_key
from tests.parts.in_process import App, Stack
from tests.rpc.operators import LoggedIn, refused

JWKS = json.dumps(jwks_of(new_key()))


async def test_a_client_is_registered_listed_apart_from_keys_and_revoked(
    stack: Stack, ada: LoggedIn, caller: App
) -> None:
    tenant = caller.tenant.id
    by_url = await ada("CreateClient", tenant_id=tenant, name="bulk", jwks_url="https://app.example/jwks.json")
    by_keys = await ada("CreateClient", tenant_id=tenant, jwks=JWKS)
    assert by_keys.client.key_ids and not by_keys.client.HasField("jwks_url")
    listed = (await ada("ListClients", tenant=caller.tenant.name, state="USABLE")).clients
    assert [each.id for each in listed] == [by_keys.client.id, by_url.client.id]
    assert (listed[1].name, listed[1].jwks_url) == ("bulk", "https://app.example/jwks.json")
    assert [each.id for each in (await ada("ListKeys", tenant=caller.tenant.name)).keys] == [caller.key.key.id]
    (app,) = (await ada("ListTenants", name=caller.tenant.name)).tenants
    assert (app.keys, app.clients) == (1, 2)
    await ada("RevokeKey", key_id=by_url.client.id)
    assert [each.id for each in (await ada("ListClients", state="REVOKED")).clients] == [by_url.client.id]


async def test_a_client_needs_public_keys_or_their_public_address(ada: LoggedIn, caller: App) -> None:
    wrong: list[dict[str, Any]] = [
        {},
        {"jwks": JWKS, "jwks_url": "https://app.example/jwks.json"},
        {"jwks": "{"},
        {"jwks_url": "http://app.example/jwks.json"},
        {"jwks_url": "https://user:word@app.example/jwks.json"},
    ]
    for given in wrong:
        assert await refused(ada("CreateClient", tenant_id=caller.tenant.id, **given)) is StatusCode.INVALID_ARGUMENT
    assert not (await ada("ListClients")).clients


async def test_imports_show_how_far_they_are_and_what_became_of_the_lines(
    stack: Stack, ada: LoggedIn, caller: App
) -> None:
    now = utc_now()

    def an_import(status: ImportStatus, age: int, results: Results) -> RecordImport:
        return RecordImport(
            id=uuid7(),
            tenant_id=caller.tenant.id,
            connection_id=caller.connection.id,
            source="https://fhir.example/r4",
            status=status,
            position=Position(end=4096, line=12),
            digest=b"",
            counts=ImportCounts(imported=10, rejected=2),
            results=results,
            token=uuid7(),
            created_at=now - timedelta(hours=age),
            updated_at=now - timedelta(minutes=age),
            completed_at=now if status is ImportStatus.COMPLETED else None,
        )

    kept = (LineResult(line=3, rule="id", detail="the resource has no id"),)
    running = an_import(ImportStatus.RUNNING, 0, Results())
    done = an_import(ImportStatus.COMPLETED, 5, Results(kept=kept, further=1))
    stack.database.write_now(lambda database: [add_import(database, each) for each in (done, running)])

    listed = (await ada("ListImports", tenant=caller.tenant.name)).imports
    assert [each.id for each in listed] == [running.id, done.id]
    assert (listed[0].committed_bytes, listed[0].committed_lines, dict(listed[1].counts)["rejected"]) == (4096, 12, 2)
    (only,) = (await ada("ListImports", state="COMPLETED", connection_id=caller.connection.id)).imports
    assert only.id == done.id
    full = await ada("GetImport", tenant_id=caller.tenant.id, import_id=done.id)
    assert (full.results[0].line, full.results[0].detail, full.further_results) == (3, "the resource has no id", 1)
    assert await refused(ada("GetImport", tenant_id=caller.tenant.id, import_id=uuid7())) is StatusCode.NOT_FOUND
