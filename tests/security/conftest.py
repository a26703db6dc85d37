"""What several of these tests need."""

from collections.abc import Iterator

import pytest

from tests.parts.processes import free_ports
from tests.rest.echo_door import EchoDoor, echo_server, envoy


@pytest.fixture(scope="module")
def echo() -> Iterator[EchoDoor]:
    """A real Envoy in front of the echo servicer."""
    (port,) = free_ports(1)
    with echo_server(port), envoy(port) as door:
        yield door
