"""The caller's address in the audit trail and at the server: whatever a caller writes into a header."""

from typing import Any

import httpx
import pytest

from server.clock import uuid7
from server.store.audit import Filter, last_rows
from server.store.engine import Database
from tests.parts.processes import free_ports
from tests.rest.echo_door import WITH_KEY, echo_server, envoy
from tests.rest.test_requests import EXPORTS, metadata

FORGED = {"x-forwarded-for": "6.6.6.6, 127.0.0.7"}


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9"])
def test_a_caller_on_the_machine_has_the_address_that_it_connects_from(
    stack: dict[str, Any], database: Database, address: str
) -> None:
    transport = httpx.HTTPTransport(local_address=address)
    with httpx.Client(transport=transport, timeout=60, headers=FORGED) as client:
        login = {"operator": f"nobody-{uuid7()[-12:]}", "password": "x"}
        answer = client.post(
            f"{stack['adminUrl']}/api/admin/v1/login",
            json=login,
            headers={"x-curae-console": "1"},
        )
        assert answer.status_code == 401
        key = {"authorization": f"Bearer {stack['apiKey']}", "idempotency-key": uuid7()}
        order = {"connectionId": stack["connectionId"]}
        export = client.post(f"{stack['restUrl']}{EXPORTS}", json=order, headers=key).json()["export"]["id"]
    queued = database.read_now(lambda opened: last_rows(opened, Filter(export_id=export, action="export.queued"), 1))
    refused = database.read_now(lambda opened: last_rows(opened, Filter(action="session.refused"), 1))
    assert [row.address for row in (*queued, *refused)] == [address, address]


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw() -> None:
    def trust_one_proxy(config: dict[str, Any]) -> None:
        for listener in config["static_resources"]["listeners"]:
            manager = listener["filter_chains"][0]["filters"][0]["typed_config"]
            manager["xff_num_trusted_hops"] = 1

    (port,) = free_ports(1)
    with echo_server(port), envoy(port, change=trust_one_proxy) as door, httpx.Client(base_url=door.url) as client:

        def seen(forwarded: dict[str, str]) -> str:
            answer = client.get(f"{EXPORTS}/metadata", headers=WITH_KEY | forwarded, timeout=60)
            return metadata(answer)["x-forwarded-for"]

        assert seen({"x-forwarded-for": "6.6.6.6, 203.0.113.7"}) == "'203.0.113.7'"
        assert seen({"x-forwarded-for": "6.6.6.6, 2001:db8::7"}) == "'2001:db8::7'"
        assert seen({}) == "'127.0.0.1'"
        assert seen({"x-forwarded-for": "not an address"}) == "'127.0.0.1'"
