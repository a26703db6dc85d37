"""Imports through the real Envoy: the forms of a body, what is refused unread, and the memory of large ones."""

import contextlib
import gzip
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import psutil
import pytest

from server.clock import utc_now, uuid7
from server.domain.caller import APP_SCOPES, Environment, Scope
from server.limits import MIB
from server.services.accounts import Accounts
from server.store.engine import Database
from tests.parts.attackers.made_up_key import made_up_key

IMPORTS = "/api/sdk/v1/records/imports"
NDJSON = "application/fhir+ndjson"
# The server's own growth by an import, about 120 MiB, and its reader, about 60: the same after 0.2 and after 10 GiB.
MAX_GROWTH_BYTES = 200 * MIB
# Of 4 KiB each. `make soak` sends 10 GiB; the disk takes the first GiB of them, and the others are the same again.
BODY_RECORDS = int(os.environ.get("CURAE_IMPORT_MIB", "64")) * 256
STORED_RECORDS = 1024 * 256

Send = Callable[..., httpx.Response]


class Person:
    """A connection of this test's own, and keys that may import into it and that may not."""

    def __init__(self, accounts: Accounts) -> None:
        tenant = accounts.create_tenant(uuid7())
        connection = accounts.create_connection(tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset())
        self.connection_id = connection.id

        def key(scopes: frozenset[Scope]) -> str:
            return accounts.create_key(tenant.id, name="", environment=Environment.LIVE, scopes=scopes).presented.text

        self.connector, self.app = key(frozenset({Scope.RECORDS_IMPORT})), key(APP_SCOPES)


@pytest.fixture
def person(stack: dict[str, Any]) -> Iterator[Person]:
    database = Database(f"sqlite:///{stack['data']}/curae.db")
    yield Person(Accounts(database, utc_now, uuid7))
    database.close()


@pytest.fixture(params=["http1", "http2"])
def send(request: pytest.FixtureRequest, stack: dict[str, Any], person: Person) -> Iterator[Send]:
    over_http2 = request.param == "http2"
    with httpx.Client(base_url=stack["restUrl"], timeout=120, http1=not over_http2, http2=over_http2) as client:

        def post(body: Any, *, import_id: str | None = None, key: str | None = None, **headers: str) -> httpx.Response:
            given = {"authorization": f"Bearer {key or person.connector}", "content-type": NDJSON}
            return client.post(
                f"{IMPORTS}/{import_id or uuid7()}",
                params={"connectionId": person.connection_id},
                content=body,
                headers=given | {name.replace("_", "-"): value for name, value in headers.items()},
            )

        yield post


def lines(count: int, first: int = 0, padding: int = 0) -> Iterator[bytes]:
    for number in range(first, first + count):
        yield b'{"resourceType":"Observation","id":"o%d","note":[{"text":"%s"}]}\n' % (number, b"x" * padding)


def stored(stack: dict[str, Any], person: Person) -> int:
    with sqlite3.connect(f"file:{stack['data']}/curae.db?mode=ro", uri=True) as database:
        query = "SELECT count(*) FROM records WHERE connection_id = ?"
        return int(database.execute(query, (person.connection_id,)).fetchone()[0])


BUNDLE = json.dumps(
    {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"resourceType": "Patient", "id": "p"}}]},
    indent=1,
).encode()


@pytest.mark.parametrize(
    "form",
    [
        (b"".join(lines(3)), {}, 3),
        (gzip.compress(b"".join(lines(3))), {"content_encoding": "gzip"}, 3),
        (gzip.compress(b"".join(lines(3))), {}, 3),
        (BUNDLE, {"content_type": "application/fhir+json; charset=utf-8"}, 1),
        (b"", {}, 0),
    ],
    ids=["ndjson", "gzip", "gzip unsaid", "bundle", "nothing"],
)
def test_every_form_goes_in(
    stack: dict[str, Any], person: Person, send: Send, form: tuple[bytes, dict[str, str], int]
) -> None:
    body, headers, imported = form
    import_id = uuid7()
    first, again = (send(body, import_id=import_id, **headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200), first.text
    assert first.json()["import"]["counts"]["imported"] == str(imported)
    assert first.json()["import"]["status"] == "COMPLETED"
    assert first.json() == again.json()
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
    assert stored(stack, person) == imported


def test_results_name_lines_and_rules(send: Send) -> None:
    response = send(b'{"resourceType":"Observation","id":"a"}\n{"resourceType":"Observation","id":"Zaphod B"}\n{\n')
    assert [(each["line"], each["rule"]) for each in response.json()["results"]] == [
        ("2", "ID_INVALID"),
        ("3", "JSON_INVALID"),
    ]
    assert "Zaphod" not in response.text


def test_who_may_not_import_is_refused(send: Send, person: Person) -> None:
    refused = send(b"".join(lines(1)), key=person.app)
    assert (refused.status_code, refused.json()["code"]) == (403, "SCOPE_INSUFFICIENT")
    assert "records:import" in refused.json()["detail"]


@pytest.mark.parametrize("key", ["cae_live_short", made_up_key()], ids=["no key", "no known key"])
def test_a_body_without_a_key_is_not_read(stack: dict[str, Any], person: Person, key: str) -> None:
    """Refused by the headers: of an endless body next to nothing is taken."""
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while taken < 64 * MIB:
            taken += 64 * 1024
            yield b"x" * (64 * 1024)

    refused: httpx.Response | None = None
    # The connection may be closed before the body's end.
    with httpx.Client(base_url=stack["restUrl"], timeout=60) as client, contextlib.suppress(httpx.WriteError):
        refused = client.post(
            f"{IMPORTS}/{uuid7()}",
            params={"connectionId": person.connection_id},
            content=endless(),
            headers={"authorization": f"Bearer {key}", "content-type": NDJSON},
        )
    assert refused is None or refused.status_code == 401
    assert taken < 16 * MIB


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"content_type": "text/plain"}, 415), ({"content_encoding": "br"}, 415)],
)
def test_other_media_types_are_refused(send: Send, headers: dict[str, str], status: int) -> None:
    refused = send(b"".join(lines(1)), **headers)
    assert (refused.status_code, refused.json()["code"]) == (status, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "connectionId"),
        ({"connectionId": "x"}, "connectionId"),
        ({"offset": "x"}, "offset"),
        ({"more": "1"}, "more"),
    ],
)
def test_a_faulty_query_is_refused(stack: dict[str, Any], person: Person, query: dict[str, str], field: str) -> None:
    given = {"authorization": f"Bearer {person.connector}", "content-type": NDJSON}
    named = query if field == "connectionId" else {"connectionId": person.connection_id} | query
    refused = httpx.post(f"{stack['restUrl']}{IMPORTS}/{uuid7()}", params=named, content=b"", headers=given)
    assert (refused.status_code, refused.json()["code"]) == (400, "BAD_REQUEST")
    assert field in refused.json()["detail"]


def test_a_large_body_passes_in_bounded_memory(stack: dict[str, Any], person: Person, send: Send) -> None:
    """What the memory takes does not depend on the body's length."""
    records, passes = min(BODY_RECORDS, STORED_RECORDS), -(-BODY_RECORDS // STORED_RECORDS)
    parts = {name: psutil.Process(stack["processes"][name]) for name in ("envoy", "server")}
    before = {name: _resident(part) for name, part in parts.items()}
    peak = dict(before)

    def measured() -> Iterator[bytes]:
        for _ in range(passes):
            for number, line in enumerate(lines(records, padding=4_000)):
                if number % 256 == 0:
                    for name, part in parts.items():
                        peak[name] = max(peak[name], _resident(part))
                yield line

    response = send(measured())
    counts = response.json()["import"]["counts"]
    assert counts["imported"] == str(records), response.text
    assert counts.get("unchanged", "0") == str((passes - 1) * records)
    assert all(peak[name] - before[name] < MAX_GROWTH_BYTES for name in parts)


def _resident(part: psutil.Process) -> int:
    """With the processes that read imports for it."""
    size: int = part.memory_info().rss
    for child in part.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            if "server.services.reading" in child.cmdline():
                size += child.memory_info().rss
    return size


def test_an_import_that_was_cut_is_not_complete_and_goes_on(stack: dict[str, Any], person: Person, send: Send) -> None:
    import_id = uuid7()

    def cut() -> Iterator[bytes]:
        yield from lines(3_000)
        for number in range(3_000, 5_000):  # slowly: what came in is stored before a batch is full
            yield from lines(1, first=number)
            if stored(stack, person) > 0:
                raise ConnectionError("cut")
            time.sleep(0.02)

    with pytest.raises(ConnectionError):
        send(cut(), import_id=import_id)
    given = {"authorization": f"Bearer {person.connector}"}
    found = httpx.get(f"{stack['restUrl']}{IMPORTS}/{import_id}", headers=given).json()
    assert found["import"]["status"] == "RUNNING"
    response = send(lines(5_000), import_id=import_id)
    assert response.json()["import"]["counts"]["imported"] == "5000", response.text
    assert stored(stack, person) == 5_000
