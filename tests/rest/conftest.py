"""Fixtures of the tests through Envoy."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from server.clock import utc_now, uuid7
from server.domain.connections import Connection
from server.domain.operator import Role
from server.services.accounts import Accounts
from server.services.operators import NewOperator
from server.store.engine import Database
from tests.parts.processes import free_ports
from tests.rest.browser import Visit, running_chromium
from tests.rest.console import an_operator, log_in
from tests.rest.echo_door import WITH_KEY, EchoDoor, echo_server, envoy


@pytest.fixture(scope="session")
def stack(live_stack: dict[str, Any]) -> dict[str, Any]:
    """Through Envoy a stack is all of it: run.json of the `curae up --demo` that the whole run shares."""
    return live_stack


@pytest.fixture(scope="session")
def echo_door() -> Iterator[EchoDoor]:
    """A real Envoy before the echo servicer, shared by the tests of one worker."""
    (port,) = free_ports(1)
    with echo_server(port), envoy(port) as door:
        yield door


@pytest.fixture(scope="session")
def echo(echo_door: EchoDoor) -> Iterator[httpx.Client]:
    """An HTTP/1.1 client of the echo servicer's Envoy."""
    with httpx.Client(base_url=echo_door.url, timeout=20, headers=WITH_KEY) as client:
        yield client


@pytest.fixture(params=["http1", "http2"])
def client(request: pytest.FixtureRequest, echo_door: EchoDoor) -> Iterator[httpx.Client]:
    """A client of the echo servicer's Envoy, once over HTTP/1.1 and once over HTTP/2."""
    over_http2 = request.param == "http2"
    with httpx.Client(
        base_url=echo_door.url, timeout=20, http1=not over_http2, http2=over_http2, headers=WITH_KEY
    ) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module, which must not run an event loop of their own."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """A page of this test's own: no cookie, no storage and no cache is shared."""
    with chromium.new_context(viewport={"width": 1280, "height": 1600}) as context:
        yield Visit(page=context.new_page())


@pytest.fixture(scope="module")
def database(stack: dict[str, Any]) -> Iterator[Database]:
    database = Database(f"sqlite:///{stack['data']}/curae.db")
    yield database
    database.close()


@pytest.fixture(scope="module")
def operator(database: Database) -> Iterator[NewOperator]:
    with an_operator(database, "ada", Role.ADMIN) as new:
        yield new


@pytest.fixture(scope="module")
def cookie(stack: dict[str, Any], operator: NewOperator) -> str:
    """A session's."""
    return log_in(stack, operator)


@pytest.fixture
def connection(database: Database) -> Connection:
    """Of an app of its own, whose name is markup."""
    accounts = Accounts(database, utc_now, uuid7)
    tenant = accounts.create_tenant(f'<img src=x onerror="alert(1)"> {uuid7()[-12:]}')
    return accounts.create_connection(tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset())
