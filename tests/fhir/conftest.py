"""The deployments of the tests of FHIR clients."""

from collections.abc import Iterator

import pytest

from tests.fhir.place import Place, idle_place, opened_place, resource
from tests.parts.in_process import App


@pytest.fixture(scope="module")
def place(urls: dict[str, str]) -> Iterator[Place]:
    """Once on each database, shared by the tests of a module: make an app of your own."""
    with opened_place(urls) as place:
        yield place


@pytest.fixture(scope="module")
def a_place_without_worker(urls: dict[str, str]) -> Iterator[Place]:
    """An export is never ready, and what is queued can be counted."""
    with idle_place(urls) as place:
        yield place


@pytest.fixture
def app(place: Place) -> App:
    """Its person has an Observation and a Patient."""
    app = place.stack.new_app()
    place.store(app.connection, resource("Observation", "a"), resource("Patient", "p"))
    return app
