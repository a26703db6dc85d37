"""A real PgBouncer in transaction mode before the tests' PostgreSQL, as any user, root included."""

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.parts.processes import end, free_ports, spawn, temporary_folder, wait_until_ready

_READY_WITHIN_SECONDS = 30
_STOP_WITHIN_SECONDS = 5
_NOBODY_USER_ID = 65534  # PgBouncer refuses to run as root
_CONFIGURATION = """
[databases]
{name} = host={host} dbname={name} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = {size}
max_client_conn = 500
server_reset_query =
ignore_startup_parameters =
"""


@contextlib.contextmanager
def pgbouncer(url: str, *, size: int = 3, mode: str = "transaction") -> Iterator[str]:
    """The URL of `url`'s database through a PgBouncer with `size` connections to it."""
    parsed = make_url(url)
    user_id = _NOBODY_USER_ID if os.geteuid() == 0 else None
    folder = temporary_folder("pgbouncer", user_id=user_id)
    (port,) = free_ports(1)
    configuration = folder / "pgbouncer.ini"
    configuration.write_text(
        _CONFIGURATION.format(
            name=parsed.database, host=parsed.query["host"], user=parsed.username, port=port, mode=mode, size=size
        )
    )
    configuration.chmod(0o644)
    process = spawn([*_program(folder), str(configuration)], folder=folder, user_id=user_id)
    through = parsed.set(host="127.0.0.1", port=port, query={})
    text = through.render_as_string(hide_password=False)
    try:
        wait_until_ready(process, folder, lambda: _accepts(text), _READY_WITHIN_SECONDS)
        yield text
    finally:
        end(process, by=signal.SIGINT, seconds=_STOP_WITHIN_SECONDS)
        shutil.rmtree(folder)


def _program(folder: Path) -> list[str]:
    """A copy that the other user reaches, with the libraries that came out of Debian's packages beside it."""
    found = shutil.which("pgbouncer", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        reason = "PgBouncer is not here; run: make test, or: sudo apt-get install pgbouncer"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    program = folder / "pgbouncer"
    shutil.copy(found, program)
    program.chmod(0o755)
    libraries = Path(found).parent.parent / "lib" / "pgbouncer"
    if not libraries.is_dir():  # Debian's own
        return [str(program)]
    shutil.copytree(libraries, folder / "lib")
    for path in [folder / "lib", *(folder / "lib").iterdir()]:
        path.chmod(0o755)
    return ["env", f"LD_LIBRARY_PATH={folder / 'lib'}", str(program)]


def _accepts(url: str) -> bool:
    with contextlib.suppress(psycopg.OperationalError):
        psycopg.connect(url.replace("+psycopg", ""), connect_timeout=2).close()
        return True
    return False
