"""Databases that are migrated already. The migrations run once in a process and once on a server: each test's database
is a copy of what they made."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from server.store import migrate
from server.store.engine import Database
from server.store.revision import SCRIPTS


def open_migrated(url: str) -> Database:
    """The database of `url`: on SQLite a copy, where there is no file yet. What is there is brought up to date."""
    database = Database(url)
    if database.file is not None and not Path(database.file).exists():
        database.close()
        Path(database.file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(_migrated_file(), database.file)
        database = Database(url)
    migrate.upgrade(database)
    return database


@cache
def _migrated_file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="curae-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "curae.db"
    _migrate(f"sqlite:///{file}")
    return file


def migrated_template(dsn: str, url_of: Callable[[str], str]) -> str:
    """The name of a migrated database on the server of `dsn` that nobody opens, for copies; `url_of` its URL.

    It is of these migrations: a server that outlives the run may have others.
    """
    name = f"curae_migrated_{_digest()}"
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", (name,))  # until the connection closes
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            draft = f"{name}_draft"
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(draft)))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(draft)))
            _migrate(url_of(draft))
            names = {"draft": sql.Identifier(draft), "name": sql.Identifier(name)}
            connection.execute(sql.SQL("ALTER DATABASE {draft} ALLOW_CONNECTIONS false").format(**names))
            connection.execute(sql.SQL("ALTER DATABASE {draft} RENAME TO {name}").format(**names))
    return name


def _migrate(url: str) -> None:
    database = Database(url)
    migrate.upgrade(database)
    database.close()


@cache
def _digest() -> str:
    files = sorted(SCRIPTS.rglob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
