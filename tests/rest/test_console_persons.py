"""The console in headless Chromium: a person's erasure, disclosures and consent; clients and imports."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from server.clock import utc_now, uuid7
from server.domain.audit import Action, Actor, ActorKind, Entry, Origin
from server.domain.connections import Connection
from server.domain.exports import ExportStatus
from server.domain.operator import Role
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record_import import ImportStatus, LineResult, Position, RecordImport, Results
from server.services.imports import Imports
from server.services.operators import NewOperator
from server.store.audit import record
from server.store.engine import Database
from server.store.record_imports import add_import
from tests.parts.in_process import observation
from tests.rest.browser import Visit
from tests.rest.console import PATIENT, an_operator, log_in, opened, row_of, sound
from tests.store.seeds import an_export, queue_exports


@pytest.fixture(scope="module")
def operator_of_the_night(database: Database) -> Iterator[NewOperator]:
    with an_operator(database, "night", Role.OPERATOR) as new:
        yield new


def test_an_admin_erases_a_connection_after_typing_its_id(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    Imports(database, utc_now).store(connection.id, [observation(number) for number in range(3)])
    queue_exports(database, an_export(connection, utc_now(), status=ExportStatus.READY))
    page = opened(visit, stack, cookie, f"connections/{connection.id}")
    view = page.locator("#connection-view")
    expect(view.locator(".facts").last).to_contain_text("Records3", timeout=PATIENT)
    view.get_by_role("button", name="Erase").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("This erases 3 records and 0 signals, cancels 1 export", timeout=PATIENT)
    expect(dialog).to_contain_text("Copies that were already downloaded cannot be recalled")
    typed = dialog.get_by_label("Type the last 6 characters")
    typed.fill("000000" if connection.id[-6:] != "000000" else "111111")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()  # what is typed is not the id
    typed.fill(connection.id[-6:])
    page.keyboard.press("Enter")
    expect(page.get_by_text("The erasure was requested.")).to_be_visible(timeout=PATIENT)
    expect(view.locator(".lead")).to_contain_text("REVOKED", timeout=PATIENT)
    expect(view).to_contain_text("Erased so far3 records", timeout=4 * PATIENT)  # by a worker, and shown by itself
    expect(view).not_to_contain_text("not yet", timeout=4 * PATIENT)
    sound(visit, stack)


def test_an_operator_is_not_offered_what_an_admin_may(
    *, visit: Visit, stack: dict[str, Any], operator_of_the_night: NewOperator, connection: Connection
) -> None:
    page = opened(visit, stack, log_in(stack, operator_of_the_night), f"connections/{connection.id}")
    view = page.locator("#connection-view")
    expect(view.get_by_role("button", name="Revoke")).to_be_visible(timeout=PATIENT)
    for act in ("Erase", "Change signal types"):
        expect(view.get_by_role("button", name=act)).to_have_count(0)


def test_disclosures_are_shown_and_saved(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    export = an_export(connection, utc_now(), status=ExportStatus.CANCELLED)
    queue_exports(database, export)
    by = Actor(kind=ActorKind.KEY, id=uuid7(), origin=Origin(address="192.0.2.7"))

    def disclose(opened: Any) -> None:
        for number in range(30):
            started = {"downloadId": str(number), "bytesAsked": 5, "offset": 0}
            at = utc_now() + timedelta(milliseconds=number)
            record(opened, Entry.about(export, Action.DOWNLOAD_STARTED, actor=by, at=at, **started))

    database.write_now(disclose)
    page = opened(visit, stack, cookie, f"connections/{connection.id}")
    pages = page.get_by_role("navigation", name="Pages of disclosures")
    expect(pages).to_contain_text("of 30", timeout=PATIENT)
    pages.get_by_role("button", name="Next").click()
    expect(page.locator("#disclosures-list tbody tr")).to_have_count(5, timeout=PATIENT)
    expect(page.locator("#disclosures-list tbody tr").first).to_contain_text("192.0.2.7")
    with page.expect_download(timeout=PATIENT) as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    assert waiting.value.suggested_filename == f"disclosures-{connection.id}.csv"
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text())))
    assert (len(rows), rows[0]["exportId"], rows[0]["address"]) == (30, export.id, "192.0.2.7")
    sound(visit, stack)


def test_signal_types_are_changed_as_the_person_consented(
    visit: Visit, stack: dict[str, Any], cookie: str, connection: Connection
) -> None:
    page = opened(visit, stack, cookie, f"connections/{connection.id}")
    view = page.locator("#connection-view")
    versions = page.get_by_role("table", name="Versions of the signal types")
    expect(versions.get_by_role("row")).to_have_count(2, timeout=PATIENT)
    view.get_by_role("button", name="Change signal types").click()
    box = page.get_by_role("dialog").get_by_label("activity.workout")
    was = box.is_checked(timeout=PATIENT)
    box.set_checked(not was)
    page.get_by_role("dialog").get_by_role("button", name="Change the signal types").click()
    expect(page.get_by_text("Version 2 of the signal types is in force.")).to_be_visible(timeout=PATIENT)
    expect(versions.get_by_role("row")).to_have_count(3, timeout=PATIENT)
    sound(visit, stack)


def test_a_client_is_registered_and_a_refused_form_keeps_what_was_typed(
    visit: Visit, stack: dict[str, Any], cookie: str
) -> None:
    page = opened(visit, stack, cookie, "clients")
    name = f"bulk {uuid7()[-12:]}"
    page.get_by_role("button", name="Create a client").click(timeout=PATIENT)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name, timeout=PATIENT)
    dialog.get_by_label("Public keys", exact=True).fill("{}")
    dialog.get_by_role("button", name="Create the client").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Jwks: must be an object", timeout=PATIENT)
    expect(dialog.get_by_label("Name")).to_have_value(name)
    visit.complaints.clear()  # the browser reports the 400
    dialog.get_by_label("Public keys", exact=True).fill("")
    dialog.get_by_label("Address of the public keys").fill("https://app.example/jwks.json")
    dialog.get_by_role("button", name="Create the client").click()
    row = row_of(page, name)
    expect(row).to_contain_text("https://app.example/jwks.json", timeout=PATIENT)
    row.get_by_role("button", name="Revoke").click()
    page.get_by_role("button", name="Revoke the client").click()
    expect(row).to_contain_text("REVOKED", timeout=PATIENT)
    sound(visit, stack)


def test_an_import_shows_its_progress_and_what_was_rejected(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    now = utc_now()
    made = RecordImport(
        id=uuid7(),
        tenant_id=connection.tenant_id,
        connection_id=connection.id,
        source="https://fhir.example/r4",
        status=ImportStatus.COMPLETED,
        position=Position(end=2_000_000, line=1234),
        digest=b"",
        counts=ImportCounts(imported=1200, rejected=34),
        results=Results(kept=(LineResult(line=7, rule="id", detail="the resource has no id"),), further=33),
        token=uuid7(),
        created_at=now,
        updated_at=now,
        completed_at=now,
    )
    database.write_now(lambda opened: add_import(opened, made))
    page = opened(visit, stack, cookie, f"imports?connectionId={connection.id}")
    row = row_of(page, made.id)
    expect(row).to_contain_text("1,200 stored", timeout=PATIENT)
    expect(row).to_contain_text("34 rejected")
    row.get_by_role("link", name=made.id).click()
    view = page.locator("#import-view")
    expect(view).to_contain_text("the resource has no id", timeout=PATIENT)
    expect(view).to_contain_text("33 further results are not kept.")
    sound(visit, stack)
