"""A deployment behind a real Envoy, with a worker, as FHIR clients meet it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import orjson

from server.clock import uuid7
from server.domain.caller import APP_SCOPES, Environment
from server.domain.connections import Connection
from server.domain.fhir.resource import imported_resource
from server.domain.records.record import Record
from server.limits import BULK_POLL_SECONDS
from tests.parts.eventually import eventually
from tests.parts.in_process import App, Stack, opened_stack, serving
from tests.parts.processes import port_of
from tests.rest.echo_door import envoy

ASYNC = {"accept": "application/fhir+json", "prefer": "respond-async"}
SYSTEM = "/fhir/$export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`url` is where Envoy listens; the manifest's URLs begin with it."""

    stack: Stack
    url: str
    grpc_address: str
    rest: httpx.Client

    def get(self, app: App, path: str, **headers: str) -> httpx.Response:
        return self.rest.get(path, headers={"authorization": app.authorization[1], **headers})

    def start(self, app: App, path: str = SYSTEM, **headers: str) -> httpx.Response:
        """A kick-off by GET."""
        return self.get(app, path, **(ASYNC | headers))

    def delete(self, app: App, path: str) -> httpx.Response:
        return self.rest.delete(path, headers={"authorization": app.authorization[1]})

    def finished(self, app: App, path: str = SYSTEM, **headers: str) -> dict[str, Any]:
        """The manifest of an export that is started here."""
        started = self.start(app, path, **headers)
        assert started.status_code == 202, started.text
        return self.manifest(app, started.headers["content-location"])

    def manifest(self, app: App, status_url: str) -> dict[str, Any]:
        def ended() -> httpx.Response | None:
            answer = self.get(app, status_url)
            assert answer.status_code in (200, 202), answer.text
            return answer if answer.status_code == 200 else None

        manifest: dict[str, Any] = eventually(ended, pause=BULK_POLL_SECONDS).json()
        return manifest

    def connect(self, app: App, *packages: str) -> Connection:
        """One more person of the app."""
        return self.stack.accounts.create_connection(
            app.tenant.id, data_packages=frozenset(packages), signal_types=frozenset()
        )

    def new_key(self, app: App, **chosen: Any) -> App:
        """The app with another key."""
        options = {"name": "test", "environment": Environment.LIVE, "scopes": APP_SCOPES} | chosen
        return App(
            tenant=app.tenant,
            connection=app.connection,
            key=self.stack.accounts.create_key(app.tenant.id, **options),
        )

    def store(self, connection: Connection, *records: Record) -> None:
        self.stack.imports.store(connection.id, records)


LABORATORY = ',"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}]'


def resource(kind: str, name: str, members: str | None = None) -> Record:
    """As an import reads it. `members`: more JSON members, each after a comma; an observation is a laboratory's
    where there are none."""
    more = (LABORATORY if kind == "Observation" else "") if members is None else members
    content = f'{{"resourceType":"{kind}","id":"{name}","meta":{{"versionId":"{uuid7()}"}}{more}}}'
    return imported_resource(content.encode(), orjson.loads(content))


@contextmanager
def opened_place(urls: dict[str, str], **settings: Any) -> Iterator[Place]:
    with idle_place(urls, **settings) as place, working_beside(place.stack):
        yield place


@contextmanager
def idle_place(urls: dict[str, str], **settings: Any) -> Iterator[Place]:
    """Without a worker: what is queued stays so."""
    with (
        opened_stack(**urls, **({"public_url": None} | settings)) as stack,
        serving(stack) as address,
        envoy(port_of(address)) as door,
        httpx.Client(base_url=door.url, timeout=20) as rest,
    ):
        yield Place(stack=stack, url=door.url, grpc_address=address, rest=rest)


@contextmanager
def working_beside(stack: Stack) -> Iterator[None]:
    """A worker in a thread of its own."""
    worker = stack.worker(shutdown_grace_seconds=0.0)
    loops: list[asyncio.AbstractEventLoop] = []

    async def run() -> None:
        loops.append(asyncio.get_running_loop())
        await worker.run()

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    try:
        yield
    finally:
        eventually(lambda: loops)[0].call_soon_threadsafe(worker.stop)
        thread.join()
