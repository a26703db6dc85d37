"""The deployments of the tests of FHIR clients."""

from collections.abc import Iterator

import pytest

from tests.fhir.place import Place, opened_place
from tests.parts.in_process import sqlite_urls
from tests.parts.postgres import new_database


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def urls(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A database of each kind, and a folder for files."""
    urls = sqlite_urls(tmp_path_factory.mktemp("fhir"))
    if request.param == "sqlite":
        yield urls
        return
    with new_database(request.getfixturevalue("postgres_server").dsn) as database_url:
        yield urls | {"database_url": database_url}


@pytest.fixture(scope="module")
def place(urls: dict[str, str]) -> Iterator[Place]:
    """Once on each database, shared by the tests of a module: make an app of your own."""
    with opened_place(urls) as place:
        yield place
