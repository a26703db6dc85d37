"""Fixtures of the tests through Envoy."""

from collections.abc import Iterator

import httpx
import pytest

from tests.parts.processes import free_ports
from tests.rest.echo_door import EchoDoor, echo_server, envoy


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
