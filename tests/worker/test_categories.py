"""What leaves by category and label, on both databases: through import, worker and artifact."""

import json
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from sqlalchemy import select, update

from server.artifacts.store import ArtifactStore
from server.clock import utc_now
from server.domain.audit import Action
from server.domain.data_packages import catalogue
from server.domain.exports import Export, ExportErrorCode, ExportStatus
from server.domain.fhir.classes import MAX_CODINGS
from server.domain.fhir.parse import read_resources
from server.domain.fhir.rules import Rule
from server.domain.records.outcomes import ImportCounts
from server.errors import ResourceTypeNotAuthorized
from server.services import classification
from server.services.access import downloadable_export
from server.services.actors import operator
from server.services.classification import Classification
from server.services.narrowed_exports import NarrowedExports
from server.store.connections import set_data_packages
from server.store.exports import get_export
from server.store.tables import audit_rows, exports, record_classifications, records
from tests.parts.exports import final, queue, working
from tests.parts.in_process import App, Stack

OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
SENSITIVE = {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HIV"}]}


def observation(name: str, *categories: str, **members: object) -> dict[str, Any]:
    concepts = [{"coding": [{"system": OBSERVATION_CATEGORY, "code": code}]} for code in categories]
    return {"resourceType": "Observation", "id": name, "category": concepts, **members}


RECORDS = [
    observation("alcohol", "social-history"),
    observation("glucose", "laboratory"),
    observation("hiv", "laboratory", meta=SENSITIVE),
    observation("none"),
    observation("pulse", "vital-signs"),
    observation("screening", "survey"),
    {"resourceType": "Basic", "id": "basic"},
    {"resourceType": "Condition", "id": "flu"},
    {"resourceType": "Condition", "id": "secret", "meta": SENSITIVE},
    {
        "resourceType": "DiagnosticReport",
        "id": "blood",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "LAB"}]}],
    },
    {"resourceType": "DiagnosticReport", "id": "untold"},
    {"resourceType": "Parameters", "id": "carrier"},
]
ALL = {str(record["id"]) for record in RECORDS}


def put(stack: Stack, app: App, *found: dict[str, Any]) -> ImportCounts:
    lines = b"".join(json.dumps(record).encode() + b"\n" for record in found)
    return stack.imports.store(app.connection.id, read_resources(_Stream(lines), "records"))


class _Stream:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, size: int = -1) -> bytes:
        taken, self._content = self._content[:size], self._content[size:]
        return taken


async def exported(stack: Stack, app: App, **chosen: Any) -> set[str]:
    """The ids of an export's records."""
    return await ids_of(stack.artifacts, await ready(stack, app, **chosen))


async def ready(stack: Stack, app: App, **chosen: Any) -> Export:
    async with working(stack):
        export = await final(stack, await queue(stack, app, **chosen))
    assert export.status is ExportStatus.READY
    return export


async def ids_of(artifacts: ArtifactStore, export: Export) -> set[str]:
    assert export.artifact is not None and export.progress is not None
    chunks = [chunk async for chunk in artifacts.read(export.artifact.key, length=export.artifact.byte_size)]
    lines = b"".join(chunks).splitlines()
    assert export.progress.records_exported == export.progress.records_total == len(lines)
    return {orjson.loads(line)["id"] for line in lines}


@pytest.mark.parametrize(
    ("packages", "leaves"),
    [
        ({"vitals"}, {"pulse"}),
        ({"labs"}, {"glucose", "blood"}),
        ({"labs", "sensitive"}, {"glucose", "blood", "hiv"}),
        ({"social_history", "surveys"}, {"alcohol", "screening"}),
        ({"observations"}, {"alcohol", "glucose", "none", "pulse", "screening"}),
        ({"diagnostic_reports", "conditions"}, {"blood", "untold", "flu"}),
        ({"sensitive"}, set()),
        (set(catalogue().packages), ALL - {"carrier"}),
    ],
    ids=lambda given: "+".join(sorted(given)) if len(given) < 5 else "all",
)
async def test_an_export_holds_what_its_packages_grant(stack: Stack, packages: set[str], leaves: set[str]) -> None:
    app = stack.new_app(packages=sorted(packages))
    counts = put(stack, app, *RECORDS)
    assert (counts.imported, counts.not_granted) == (len(RECORDS), len(RECORDS) - len(leaves))
    assert await exported(stack, app) == leaves


async def test_a_record_follows_its_new_category_and_label(stack: Stack) -> None:
    app = stack.new_app(packages=["vitals"])
    put(stack, app, observation("a", "vital-signs"), observation("b", "laboratory"))
    put(stack, app, observation("a", "vital-signs", meta=SENSITIVE), observation("b", "vital-signs"))
    assert await exported(stack, app) == {"b"}


def test_ten_thousand_codings_cost_their_line_alone(stack: Stack) -> None:
    app = stack.new_app()
    lines = [
        json.dumps(record).encode() for record in (observation("a"), observation("b", *["x"] * 10_000), RECORDS[0])
    ]
    rejected = []
    counts = stack.imports.store(
        app.connection.id, read_resources(_Stream(b"\n".join(lines)), "records"), on_reported=rejected.append
    )
    assert (counts.imported, counts.rejected) == (2, 1)
    assert [(each.line, each.rule, each.reason) for each in rejected] == [
        (2, Rule.CODINGS, f"category holds more than {MAX_CODINGS} codings")
    ]


def forget_classes(stack: Stack) -> None:
    """As a database is after its migration."""
    stack.database.write_now(lambda database: database.execute(update(records).values(classes=None)))
    stack.database.write_now(lambda database: database.execute(update(record_classifications).values(codes_version=0)))


@pytest.mark.parametrize("step", [1, 500])
async def test_stored_records_are_looked_at_before_an_export_begins(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(classification, "STEP_RECORDS", step)
    app = stack.new_app(packages=["labs"])
    put(stack, app, *RECORDS)
    forget_classes(stack)
    assert Classification(stack.database).waiting() == 1
    assert await exported(stack, app) == {"glucose", "blood"}
    assert Classification(stack.database).waiting() == 0


async def test_workers_look_at_stored_records_without_an_export(stack: Stack) -> None:
    apps = [stack.new_app(packages=["labs"]) for _ in range(3)]
    for app in apps:
        put(stack, app, *RECORDS)
    key = select(records.c.connection_id, records.c.resource_id, records.c.classes).order_by(*records.primary_key)
    before = stack.database.read_now(lambda c: c.execute(key).all())
    forget_classes(stack)
    assert await Classification(stack.database).work() == len(apps)
    assert await Classification(stack.database).work() == 0
    assert stack.database.read_now(lambda c: c.execute(key).all()) == before


async def test_what_a_server_of_before_stores_later_is_looked_at_as_well(stack: Stack) -> None:
    app = stack.new_app(packages=["labs"])
    put(stack, app, *RECORDS)
    assert await exported(stack, app) == {"glucose", "blood"}
    stack.database.write_now(
        lambda c: c.execute(update(records).where(records.c.resource_id == "glucose").values(classes=None))
    )
    assert await exported(stack, app) == {"glucose", "blood"}


async def test_a_later_version_of_the_codes_looks_at_all_records_again(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = stack.new_app(packages=["labs"])
    put(stack, app, *RECORDS)
    stack.database.write_now(lambda c: c.execute(update(records).values(classes=1)))  # as codes of before had it
    assert await exported(stack, app) == set()
    stack.database.write_now(lambda c: c.execute(update(record_classifications).values(codes_version=0)))
    assert await exported(stack, app) == {"glucose", "blood"}


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        ({"labs", "vitals"}, {"labs"}, False),
        ({"labs", "sensitive"}, {"labs"}, False),
        ({"observations"}, {"labs", "vitals"}, False),
        ({"labs"}, {"labs", "vitals", "sensitive"}, True),
        ({"vitals"}, {"observations"}, True),
    ],
)
async def test_an_export_ends_with_any_category_that_it_holds(
    stack: Stack, before: set[str], after: set[str], stays: bool
) -> None:
    app = stack.new_app(packages=sorted(before))
    put(stack, app, *RECORDS)
    export = await ready(stack, app, resource_types=("Observation",))
    cancelled = stack.accounts.set_data_packages(app.connection.id, frozenset(after))
    assert cancelled == (0 if stays else 1)
    found = stack.database.read_now(lambda database: get_export(database, export.id))
    assert found is not None and found.status is (ExportStatus.READY if stays else ExportStatus.CANCELLED)


async def test_a_queued_export_ends_with_a_category_of_it(stack: Stack) -> None:
    app = stack.new_app(packages=["labs", "vitals"])
    await queue(stack, app, resource_types=("Observation",))
    assert stack.accounts.set_data_packages(app.connection.id, frozenset({"labs"})) == 1


async def test_a_category_that_is_withdrawn_during_an_export_is_in_no_artifact(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Withdrawn past the state of the export: the commit looks again."""
    app = stack.new_app(packages=["labs", "vitals"])
    put(stack, app, *RECORDS)
    finish = Classification.finish

    def narrowing(self: Classification, connection_id: str, check: Callable[[], None]) -> None:
        finish(self, connection_id, check)
        stack.database.write_now(lambda c: set_data_packages(c, connection_id, {"labs"}, utc_now()))

    monkeypatch.setattr(Classification, "finish", narrowing)
    async with working(stack):
        export = await final(stack, await queue(stack, app, resource_types=("Observation",)))
    assert (export.status, export.error_code) == (ExportStatus.FAILED, ExportErrorCode.AUTHORIZATION_NARROWED)


@pytest.mark.parametrize("packages", [["labs"], sorted(catalogue().packages)])
async def test_exports_of_before_categories_expire_unless_everything_of_their_types_is_granted(
    stack: Stack, packages: list[str]
) -> None:
    app = stack.new_app(packages=packages)
    put(stack, app, *RECORDS)
    export = await ready(stack, app, resource_types=("Observation",))
    stack.database.write_now(lambda c: c.execute(update(exports).values(granted=None)))  # as versions before left it
    narrowed = packages == ["labs"]
    if narrowed:
        with pytest.raises(ResourceTypeNotAuthorized, match="no longer authorizes all"):
            await download(stack, app, export)
    else:
        await download(stack, app, export)
    sweep = NarrowedExports(stack.database, utc_now, operator())
    assert [sweep.expire(), sweep.expire()] == ([1, 0] if narrowed else [0, 0])
    found = stack.database.read_now(lambda database: get_export(database, export.id))
    assert found is not None and found.status is (ExportStatus.EXPIRED if narrowed else ExportStatus.READY)
    query = select(audit_rows.c.details).where(audit_rows.c.action == str(Action.EXPORT_EXPIRED))
    told = stack.database.read_now(lambda c: c.execute(query).scalars().all())
    assert told == (['{"reason":"AUTHORIZATION_NARROWED"}'] if narrowed else [])


async def download(stack: Stack, app: App, export: Export) -> None:
    await stack.database.read(lambda database: downloadable_export(database, app.caller, export.id, utc_now()))
