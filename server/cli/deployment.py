"""Which deployment a command acts on: a data folder, or what CURAE_* variables name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.faults import CommandFailed
from server.cli.folder import has_signing_key, signing_key
from server.cli.settings import settings_of
from server.clock import uuid7
from server.config import Settings
from server.databases import database_of
from server.secret_files import is_given
from server.services.account_lists import AccountLists
from server.store.engine import Database
from server.store.revision import require_current
from server.store.sqlite import sqlite_file

if TYPE_CHECKING:
    from server.services.accounts import Accounts


@contextmanager
def open_database(folder: Path) -> Iterator[Database]:
    """The migrated database of a deployment. Raises CommandFailed, DatabaseVersionError and Unavailable."""
    settings = settings_of(folder)
    require_existing(settings, folder)
    database = database_of(settings)
    try:
        require_current(database)
        yield database
    finally:
        database.close()


def settings_with_key(folder: Path) -> Settings:
    """The settings with the signing key that the folder holds, where the environment names none."""
    settings = settings_of(folder)
    if is_given("CURAE_SIGNING_KEY") or not has_signing_key(folder):
        return settings
    return settings_of(folder, signing_key=signing_key(folder))


@contextmanager
def open_accounts(folder: Path) -> "Iterator[Accounts]":
    from server.services.accounts import Accounts  # noqa: PLC0415 - lists need nothing that changes need

    with open_database(folder) as database:
        yield Accounts(database, database.clock, uuid7)


@contextmanager
def open_account_lists(folder: Path) -> Iterator[AccountLists]:
    with open_database(folder) as database:
        yield AccountLists(database, database.clock)


def require_existing(settings: Settings, folder: Path) -> None:
    """Opening SQLite makes the file; a mistyped folder must not become an empty deployment. Raises CommandFailed."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        raise CommandFailed(
            f"there is no database at {file}; make one with: curae up --data {folder}, or name another --data"
        )
