"""Fixtures of the tests through Envoy."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.parts.processes import free_ports
from tests.rest.echo_door import EchoDoor, echo_server, envoy


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
    with httpx.Client(base_url=echo_door.url, timeout=20) as client:
        yield client


@pytest.fixture(params=["http1", "http2"])
def client(request: pytest.FixtureRequest, echo_door: EchoDoor) -> Iterator[httpx.Client]:
    """A client of the echo servicer's Envoy, once over HTTP/1.1 and once over HTTP/2."""
    over_http2 = request.param == "http2"
    with httpx.Client(base_url=echo_door.url, timeout=20, http1=not over_http2, http2=over_http2) as made:
        yield made
