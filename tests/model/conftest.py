"""Worlds, each on a fresh copy of one migrated database."""

import itertools
import logging
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest
import structlog
from psycopg import sql
from sqlalchemy import make_url

from server.store import migrate
from server.store.engine import Database
from tests.model.world import World, opened_world

# Steps of each search: two on SQLite, and two of a quarter on PostgreSQL, which is slower. `make soak` takes more.
LONG = "CURAE_MODEL_STEPS" in os.environ
STEPS = int(os.environ.get("CURAE_MODEL_STEPS", "40000"))
OpenWorld = Callable[[int], AbstractContextManager[World]]


@pytest.fixture(autouse=True)
def silent() -> Iterator[None]:
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**before)


@pytest.fixture
def steps(database_url: str) -> int:
    return STEPS if database_url.startswith("sqlite") else STEPS // 4


@pytest.fixture
def open_world(database_url: str, tmp_path: Path) -> OpenWorld:
    """A world by its seed, each on a database of its own: a copy of one that is migrated."""
    database = Database(database_url)
    migrate.upgrade(database)
    database.close()
    numbers = itertools.count(1)

    @contextmanager
    def opened(seed: int) -> Iterator[World]:
        folder = tmp_path / f"world-{next(numbers)}"
        folder.mkdir()
        copied = _copy_of_postgres(database_url) if database.file is None else _copy_of_file(database.file, folder)
        try:
            with copied as url, opened_world(seed, url, folder / "artifacts") as world:
                yield world
        finally:
            shutil.rmtree(folder)

    return opened


@contextmanager
def _copy_of_file(file: Path, folder: Path) -> Iterator[str]:
    shutil.copy(file, folder / "curae.db")
    yield f"sqlite:///{folder / 'curae.db'}"


@contextmanager
def _copy_of_postgres(url: str) -> Iterator[str]:
    template = make_url(url)
    administer = template.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    name = f"{template.database}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(administer, autocommit=True) as connection:
        words = [sql.Identifier(name), sql.Identifier(template.database or "")]
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(*words))
        connection.execute(sql.SQL("ALTER DATABASE {} SET deadlock_timeout = '20ms'").format(sql.Identifier(name)))
        try:
            yield template.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
