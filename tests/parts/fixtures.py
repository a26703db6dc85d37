"""The servers as pytest fixtures: begun when a test first asks for one, shared by the whole run, stopped with it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from server.artifacts.s3_location import S3Credentials
from tests.parts.migrated import migrated_template
from tests.parts.postgres import new_database, sqlalchemy_url
from tests.parts.seaweedfs import ACCESS_KEY_ID, SeaweedFS, artifacts_url, start_seaweedfs
from tests.parts.shared import of_the_run, shared_part


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresAddress:
    """`dsn` is libpq's, of a superuser."""

    dsn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Address:
    endpoint: str
    credentials: S3Credentials


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresAddress]:
    """PostgreSQL, of this run or, where CURAE_TEST_POSTGRES_URL names one, that one (its role may create databases)."""
    if dsn := os.environ.get("CURAE_TEST_POSTGRES_URL"):
        yield PostgresAddress(dsn=dsn)
        return
    with shared_part("postgres", of_the_run(tmp_path_factory, "postgres")) as facts:
        yield PostgresAddress(dsn=facts["dsn"])


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresAddress) -> str:
    """The name of a database of the server that is migrated."""
    return migrated_template(postgres_server.dsn, partial(sqlalchemy_url, postgres_server.dsn))


@pytest.fixture
def postgres_url(postgres_server: PostgresAddress, postgres_template: str) -> Iterator[str]:
    """The SQLAlchemy URL of a database of this test's own, `postgresql+psycopg://...`: migrated, otherwise empty."""
    with new_database(postgres_server.dsn, postgres_template) as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresAddress) -> Iterator[str]:
    """The same of one that was never migrated."""
    with new_database(postgres_server.dsn) as url:
        yield url


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Address]:
    """SeaweedFS with one bucket."""
    with shared_part("seaweedfs", of_the_run(tmp_path_factory, "seaweedfs")) as facts:
        credentials = S3Credentials(access_key_id=ACCESS_KEY_ID, secret_access_key=facts["secret_access_key"])
        yield S3Address(endpoint=facts["endpoint"], credentials=credentials)


@pytest.fixture
def s3_url(s3_server: S3Address, monkeypatch: pytest.MonkeyPatch) -> str:
    """A CURAE_ARTIFACTS_URL of this test's own; the credentials are in the environment, for child processes too."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", s3_server.credentials.access_key_id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", s3_server.credentials.secret_access_key)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    return artifacts_url(s3_server.endpoint)


@pytest.fixture
def own_server() -> Iterator[SeaweedFS]:
    """An S3 store of this test's own, which it may stall or kill."""
    server = start_seaweedfs()
    yield server
    server.stop()
