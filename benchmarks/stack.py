"""A private stack to measure: `curae up --demo` in a temporary folder, on free ports, its servers beside it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import URL, make_url

from benchmarks.proxies import proxied_apart
from server.clock import utc_now, uuid7
from server.demo import content
from server.domain.caller import APP_SCOPES, Environment, Scope
from server.domain.data_packages import package_names
from server.services.accounts import Accounts
from server.store.engine import Database
from tests.parts.postgres import new_database, start_postgres
from tests.parts.seaweedfs import SeaweedFS, artifacts_url, start_seaweedfs
from tests.parts.tcp_proxy import TcpProxy

START_SECONDS = 180
STOP_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone with no records yet, a key that exports them, and one that imports them."""

    connection_id: str
    api_key: str
    import_key: str = ""

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        return (("authorization", f"Bearer {self.api_key}"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """What stands between the stack and its PostgreSQL and its bucket, to go silent or to stall.

    `processes`: the ids of both and of the proxies themselves.
    """

    database: TcpProxy
    bucket: TcpProxy
    processes: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The key and the connection are the demo app's; `environment` is what a `curae` command needs to work on it."""

    folder: Path
    rest_url: str
    grpc_target: str
    console_url: str
    api_key: str
    connection_id: str
    processes: dict[str, int]
    environment: dict[str, str]
    proxies: Proxies | None = None

    @property
    def demo(self) -> Person:
        return Person(connection_id=self.connection_id, api_key=self.api_key)

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        return self.demo.metadata

    @property
    def database_url(self) -> str:
        return self.environment.get("CURAE_DATABASE_URL", f"sqlite:///{self.folder / 'curae.db'}")

    @property
    def payload(self) -> dict[str, Any]:
        """What the loads send: the demo's daily summary."""
        return dict(content.signals()[0].payload)

    def peak_mib(self, process: str) -> float:
        """The most memory that a process has had resident since it started."""
        status = Path(f"/proc/{self.processes[process]}/status").read_text()
        kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(kib) / 1024

    @contextmanager
    def database(self) -> Iterator[Database]:
        database = Database(self.database_url)
        try:
            yield database
        finally:
            database.close()

    def new_person(self, packages: frozenset[str] | None = None) -> Person:
        """One who grants all packages, unless some are named."""
        granted = package_names() if packages is None else packages
        with self.database() as database:
            accounts = Accounts(database, utc_now, uuid7)
            tenant = accounts.create_tenant(uuid7())
            connection = accounts.create_connection(tenant.id, data_packages=granted, signal_types=frozenset())
            key, import_key = (
                accounts.create_key(tenant.id, name="benchmark", environment=Environment.LIVE, scopes=scopes)
                for scopes in (APP_SCOPES, frozenset({Scope.RECORDS_IMPORT}))
            )
        return Person(connection_id=connection.id, api_key=key.presented.text, import_key=import_key.presented.text)


@contextmanager
def private_stack(
    environment: dict[str, str] | None = None, *, postgres: bool = False, s3: bool = False
) -> Iterator[Stack]:
    """On SQLite and a folder, or on a PostgreSQL that syncs to disk and a SeaweedFS, each started for this.

    `environment` is added to this process's own.
    """
    with ExitStack() as parts:
        environment = dict(environment or {})
        if postgres:
            server = start_postgres(durable=True)
            parts.callback(server.stop)
            environment["CURAE_DATABASE_URL"] = parts.enter_context(new_database(server.dsn))
        if s3:
            store = start_seaweedfs()
            parts.callback(store.stop)
            environment |= _bucket(store, store.endpoint)
        yield parts.enter_context(_started(environment))


@contextmanager
def proxied_stack(environment: dict[str, str] | None = None) -> Iterator[Stack]:
    """On PostgreSQL and SeaweedFS, each behind a proxy of `Stack.proxies`."""
    with ExitStack() as parts:
        server = start_postgres(durable=True)
        parts.callback(server.stop)
        url = make_url(parts.enter_context(new_database(server.dsn)))
        store = start_seaweedfs()
        parts.callback(store.stop)
        upstreams = Path(str(url.query["host"])) / ".s.PGSQL.5432", ("127.0.0.1", urlsplit(store.endpoint).port or 80)
        (database, bucket), pid = parts.enter_context(proxied_apart(*upstreams))
        chosen = {
            **(environment or {}),
            **_bucket(store, f"http://127.0.0.1:{bucket.port}"),
            "CURAE_DATABASE_URL": URL.create(
                url.drivername, url.username, host="127.0.0.1", port=database.port, database=url.database
            ).render_as_string(),
        }
        processes = {"database": server.pid, "bucket": store.pid, "proxies": pid}
        proxies = Proxies(database=database, bucket=bucket, processes=processes)
        yield parts.enter_context(_started(chosen, proxies))


def _bucket(store: SeaweedFS, endpoint: str) -> dict[str, str]:
    return {
        "CURAE_ARTIFACTS_URL": artifacts_url(endpoint),
        "AWS_ACCESS_KEY_ID": store.access_key_id,
        "AWS_SECRET_ACCESS_KEY": store.secret_access_key,
    }


@contextmanager
def _started(environment: dict[str, str], proxies: Proxies | None = None) -> Iterator[Stack]:
    with tempfile.TemporaryDirectory(prefix="curae-bench-") as folder:
        yield from _up(Path(folder), environment, proxies)


def _up(folder: Path, environment: dict[str, str], proxies: Proxies | None) -> Iterator[Stack]:
    command = [sys.executable, "-m", "server.cli", "up", "--demo", "--data", str(folder)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--grpc-port", "0"],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        run = _await_run(folder / "run.json", process)
        yield Stack(
            folder=folder,
            rest_url=run["restUrl"],
            grpc_target=run["grpcTarget"],
            console_url=run["adminUrl"],
            api_key=run["apiKey"],
            connection_id=run["connectionId"],
            processes=run["processes"],
            environment=environment,
            proxies=proxies,
        )
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)


def _await_run(path: Path, process: subprocess.Popen[bytes]) -> Any:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if path.exists():
            return json.loads(path.read_text())
        time.sleep(0.1)
    process.terminate()
    _, said = process.communicate(timeout=STOP_SECONDS)
    raise SystemExit(f"the stack did not start: {said.decode()}")
