"""The views of the console in headless Chromium, on a running stack: what is found, shown and done, by role."""

import csv
import io
import re
from base64 import b32decode
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from server.clock import utc_now, uuid7
from server.domain.audit import Action, Actor, ActorKind, Entry
from server.domain.connections import Connection
from server.domain.exports import ExportErrorCode, ExportStatus
from server.domain.operator import Role
from server.domain.second_factor import code_at
from server.services.operators import NewOperator
from server.store.audit import record
from server.store.engine import Database
from server.store.tables import exports
from server.store.webhook_endpoints import revoke_endpoint
from tests.rest.browser import Visit
from tests.rest.console import PATIENT, an_operator, change, log_in, opened, row_of, sound
from tests.store.seeds import a_given_up_delivery, an_export, queue_exports

MANY = 10_000
TO = "\N{EN DASH}"


def ended(connection: Connection, status: ExportStatus = ExportStatus.CANCELLED, **facts: Any) -> Any:
    return an_export(connection, utc_now(), status=status, **facts)


def failed(database: Database, connection: Connection, count: int) -> list[str]:
    """FAILED exports, which each have a code."""
    made = [ended(connection, ExportStatus.FAILED) for _ in range(count)]
    queue_exports(database, *made)
    for each in made:
        change(database, each, error_code=str(ExportErrorCode.INTERNAL), failed_at=utc_now(), attempts=5)
    return [each.id for each in made]


@pytest.fixture(scope="module")
def viewer(database: Database) -> Iterator[NewOperator]:
    with an_operator(database, "eve", Role.VIEWER) as new:
        yield new


def test_an_export_is_shown_in_full_with_who_downloaded_it(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    (export_id,) = failed(database, connection, 1)
    export = replace(ended(connection), id=export_id)
    for action, facts in ((Action.EXPORT_STARTED, {"attempt": 1}), (Action.EXPORT_FAILED, {"errorCode": "INTERNAL"})):
        entry = Entry.about(export, action, actor=Actor(kind=ActorKind.WORKER, id="host:1"), at=utc_now(), **facts)
        database.write_now(lambda opened, entry=entry: record(opened, entry))
    page = opened(visit, stack, cookie, f"exports?state=FAILED&connectionId={connection.id}")
    page.get_by_role("link", name=export_id).click(timeout=PATIENT)
    view = page.locator("#export-view")
    expect(view.get_by_role("listitem").first).to_contain_text("export.started", timeout=PATIENT)
    expect(view.get_by_role("listitem").last).to_contain_text("errorCode: INTERNAL")
    expect(view).to_contain_text("Nobody downloaded the file.")
    expect(view).to_contain_text(connection.id)
    view.get_by_role("button", name="Retry").click()
    expect(view).to_contain_text("retried as", timeout=PATIENT)
    page.go_back()
    expect(row_of(page, export_id)).to_be_visible(timeout=PATIENT)

    key = {"Authorization": f"Bearer {stack['apiKey']}", "Idempotency-Key": uuid7()}
    api = f"{stack['restUrl']}/api/sdk/v1/records/exports"
    mine = httpx.post(api, json={"connectionId": stack["connectionId"]}, headers=key, timeout=60).json()["export"]["id"]
    page.goto(f"{stack['adminUrl']}/#exports/{mine}")
    expect(view.locator(".lead")).to_contain_text("READY", timeout=PATIENT)  # by itself, as it becomes so
    sent = httpx.get(f"{api}/{mine}/artifact", headers=key, timeout=60)
    page.reload()
    downloads = page.get_by_role("table", name="Downloads")
    expect(downloads).to_contain_text("curae up --demo", timeout=PATIENT)
    sha256 = httpx.get(f"{api}/{mine}", headers=key, timeout=60).json()["export"]["artifact"]["sha256"]
    expect(view).to_contain_text(sha256)
    assert sent.status_code == 200
    sound(visit, stack)


def test_ten_thousand_exports_are_searched_paged_and_kept_in_the_url(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    made = [ended(connection, created_at=utc_now()) for _ in range(MANY)]
    queue_exports(database, *made)
    try:
        page = opened(visit, stack, cookie, f"exports?connectionId={connection.id}")
        pages = page.get_by_role("navigation", name="Pages of exports")
        expect(pages).to_contain_text(f"1{TO}25 of 10,000", timeout=PATIENT)
        page.get_by_label("Rows a page").select_option("100")
        expect(pages).to_contain_text(f"1{TO}100 of 10,000", timeout=PATIENT)
        page.get_by_label("Page", exact=True).fill("100")
        page.get_by_label("Page", exact=True).press("Enter")
        expect(pages).to_contain_text(f"9,901{TO}10,000 of 10,000", timeout=PATIENT)
        assert {"page=100", "size=100"} <= set(page.url.partition("?")[2].split("&"))
        page.reload()
        expect(pages).to_contain_text(f"9,901{TO}10,000 of 10,000", timeout=PATIENT)
        page.get_by_label("Sort by", exact=True).select_option("oldest")
        expect(page.locator("#exports-list tbody tr").first).to_contain_text(
            min(each.id for each in made), timeout=PATIENT
        )
        page.go_back()
        expect(pages).to_contain_text(f"9,901{TO}10,000 of 10,000", timeout=PATIENT)
        page.get_by_label("Export id").fill(made[7].id)
        page.keyboard.press("Enter")
        expect(page.locator("#exports-list tbody tr")).to_have_count(1, timeout=PATIENT)
        page.get_by_label("Export id").fill("ffffffff")
        page.keyboard.press("Enter")
        expect(page.get_by_text("No export matches the filter.")).to_be_visible(timeout=PATIENT)
        page.get_by_role("button", name="Clear").click()
        expect(page.get_by_label("Connection id")).to_have_value("")
        sound(visit, stack)
    finally:
        mine = exports.delete().where(exports.c.connection_id == connection.id)
        database.write_now(lambda opened: opened.execute(mine).rowcount)


@pytest.mark.parametrize(
    "view", ["exports", "audit", "webhooks", "apps", "operators", "signals", "imports", "clients", "groups"]
)
def test_a_view_says_that_it_fails_and_that_the_server_is_away_and_recovers(
    visit: Visit, stack: dict[str, Any], cookie: str, view: str
) -> None:
    page = opened(visit, stack, cookie, "schemas")
    paths = {"audit": "audit/rows", "webhooks": "webhooks/endpoints", "apps": "tenants"}
    url = f"**/api/admin/v1/{paths.get(view, view)}?**"
    if view == "operators":
        url = "**/api/admin/v1/operators"
    problem = {"status": 503, "content_type": "application/problem+json", "body": '{"detail": "the database is away"}'}
    page.route(url, lambda route: route.fulfill(**problem))
    page.get_by_role("link", name=view.capitalize(), exact=True).click()
    shown = page.locator(f"#{view}-view")
    expect(shown).to_contain_text("The database is away.", timeout=PATIENT)
    page.unroute(url)
    page.context.set_offline(offline=True)
    page.get_by_role("link", name="Schemas", exact=True).click()
    page.get_by_role("link", name=view.capitalize(), exact=True).click()
    expect(page.locator("body")).to_contain_text("The server cannot be reached; trying again.", timeout=PATIENT)
    page.context.set_offline(offline=False)
    expect(shown.get_by_text("The server cannot be reached")).to_have_count(0, timeout=PATIENT)


def test_failed_exports_of_a_page_are_retried_together(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    failed(database, connection, 3)
    page = opened(visit, stack, cookie, f"exports?state=FAILED&connectionId={connection.id}")
    page.get_by_role("button", name="Retry these 3 failed exports").click(timeout=PATIENT)
    page.get_by_role("button", name="Retry them").click()
    expect(page.get_by_text("Queued again: 3. Retried before: 0. Refused: 0.")).to_be_visible(timeout=PATIENT)
    expect(page.get_by_text("retried as")).to_have_count(3, timeout=PATIENT)
    expect(page.get_by_role("button", name=re.compile("Retry these"))).to_have_count(0)
    sound(visit, stack)


def test_the_audit_trail_of_a_connection_is_read_and_saved(
    visit: Visit, stack: dict[str, Any], cookie: str, connection: Connection
) -> None:
    page = opened(visit, stack, cookie, f"connections/{connection.id}")
    page.get_by_role("link", name="Its audit trail").click(timeout=PATIENT)
    expect(page.locator("#audit-list tbody tr")).to_have_count(1, timeout=PATIENT)
    expect(page.locator("#audit-list tbody tr")).to_contain_text("connection.created")
    with page.expect_download(timeout=PATIENT) as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    assert waiting.value.suggested_filename == "audit.csv"
    (row,) = csv.DictReader(io.StringIO(waiting.value.path().read_text()))
    assert (row["action"], row["connectionId"]) == ("connection.created", connection.id)
    page.goto(f"{stack['adminUrl']}/#audit?action=audit")
    expect(page.locator("#audit-list tbody tr").first).to_contain_text("audit.downloaded", timeout=PATIENT)
    sound(visit, stack)


def test_an_app_and_a_key_are_made_and_the_secret_is_shown_once(
    visit: Visit, stack: dict[str, Any], cookie: str
) -> None:
    page = opened(visit, stack, cookie, "apps")
    name = f"New app {uuid7()[-12:]}"
    page.get_by_role("button", name="Create an app").click(timeout=PATIENT)
    page.get_by_role("dialog").get_by_label("Name").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Created {name}.")).to_be_visible(timeout=PATIENT)
    page.goto(f"{stack['adminUrl']}/#keys?tenant={name}")
    page.get_by_role("button", name="Create a key").click(timeout=PATIENT)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("App").select_option(name, timeout=PATIENT)
    dialog.get_by_label("records:export").check()
    dialog.get_by_role("button", name="Create the key").click()
    secret = page.locator("#secret-value code").inner_text(timeout=PATIENT)
    assert re.fullmatch("cae_live_[a-z2-7]{52}", secret)
    page.get_by_role("button", name="I have kept it").click()
    expect(page.locator("#secret-value code")).to_have_count(0)
    assert secret not in page.content()
    expect(row_of(page, name)).to_contain_text("records:export, records:read")
    row_of(page, name).get_by_role("button", name="Rotate").click()
    page.get_by_role("button", name="Rotate the key").click()
    assert page.locator("#secret-value code").inner_text(timeout=PATIENT) != secret
    page.get_by_role("button", name="I have kept it").click()
    expect(page.locator("#keys-list tbody tr")).to_have_count(2, timeout=PATIENT)
    sound(visit, stack)


def test_a_viewer_is_offered_no_act_and_an_admin_manages_operators(
    *, visit: Visit, stack: dict[str, Any], cookie: str, viewer: NewOperator, database: Database, connection: Connection
) -> None:
    (export_id,) = failed(database, connection, 1)
    page = opened(visit, stack, log_in(stack, viewer), f"exports/{export_id}")
    expect(page.locator("#export-view .lead")).to_contain_text("FAILED", timeout=PATIENT)
    for view in ("exports", "connections", "keys", "apps", "webhooks", "operators"):
        page.goto(f"{stack['adminUrl']}/#{view}")
        expect(page.locator(f"#{view}-view").get_by_text("Loading …")).to_have_count(0, timeout=PATIENT)
        acts = page.locator(f"#{view}-view").get_by_role(
            "button", name=re.compile("^(Retry|Cancel$|Revoke|Create|Rotate)")
        )
        expect(acts).to_have_count(0)
    page.context.clear_cookies()
    page.goto("about:blank")
    page = opened(visit, stack, cookie, "operators")
    row = row_of(page, viewer.operator.name)
    row.get_by_role("button", name="Change role").click(timeout=PATIENT)
    page.get_by_role("dialog").get_by_label("Role").select_option("operator")
    page.get_by_role("dialog").get_by_role("button", name="Change the role").click()
    expect(row).to_contain_text("operator", timeout=PATIENT)
    sound(visit, stack)


def test_an_event_that_was_given_up_is_sent_again(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    endpoint, _ = database.write_now(
        lambda opened: a_given_up_delivery(opened, connection.tenant_id, "https://hooks.invalid/x")
    )
    page = opened(visit, stack, cookie, f"webhooks?endpointId={endpoint.id}")
    deliveries = page.get_by_role("table", name="Deliveries")
    expect(deliveries).to_contain_text("TIMEOUT", timeout=PATIENT)
    deliveries.get_by_role("button", name="Send again").click()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("The event waits to be sent again.")).to_be_visible(timeout=PATIENT)
    sound(visit, stack)
    database.write_now(lambda opened: revoke_endpoint(opened, endpoint.id, utc_now()))  # others look at this stack too


def test_on_a_telephone_failures_come_first_and_the_navigation_stays(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    ids = failed(database, connection, 30)
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = opened(visit, stack, cookie)
    expect(row_of(page, ids[-1])).to_be_visible(timeout=PATIENT)
    expect(tile(page, "Failed")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Records written to files per second")).to_be_hidden()
    page.locator("#exports-list tbody tr").last.scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Connections", exact=True)).to_be_in_viewport()
    tile(page, "All").click()
    expect(tile(page, "All")).to_have_attribute("aria-pressed", "true")
    page.get_by_text("Activity", exact=True).click()
    page.get_by_role("button", name="Week").click()
    expect(page.get_by_text("Exports queued per minute")).to_be_visible(timeout=PATIENT)
    assert "range=week" in page.url
    sound(visit, stack)


def tile(page: Page, name: str) -> Any:
    return page.get_by_role("group", name="Filter exports by state").get_by_role("button", name=name)


def test_a_second_factor_is_added_and_asked_for(
    visit: Visit, stack: dict[str, Any], database: Database, viewer: NewOperator
) -> None:
    page = opened(visit, stack, log_in(stack, viewer), "account")
    page.get_by_role("button", name="Add a second factor").click(timeout=PATIENT)
    picture = page.get_by_role("img", name="QR code of the key").screenshot(timeout=PATIENT)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    shown = page.locator(".enrol code").inner_text()
    assert code.text.startswith("otpauth://totp/") and f"secret={shown}" in code.text
    secret = b32decode(page.locator(".enrol code").inner_text(timeout=PATIENT))
    page.get_by_label("2. The code that the app shows now").fill(code_at(secret, utc_now()))
    page.keyboard.press("Enter")
    codes = page.locator("#secret-value code").inner_text(timeout=PATIENT).split()
    page.get_by_role("button", name="I have kept it").click()
    expect(page.locator("#account-view")).to_contain_text("A code of an authenticator app", timeout=PATIENT)
    assert not any(code in page.content() for code in codes)
    page.get_by_role("button", name="Log out everywhere").click()
    page.get_by_role("dialog").get_by_role("button", name="Log out everywhere").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible(timeout=PATIENT)
    page.get_by_label("Name").fill(viewer.operator.name)
    page.get_by_label("Password").fill(viewer.password)
    page.keyboard.press("Enter")
    page.get_by_label("Code of the authenticator app").fill(codes[0], timeout=PATIENT)
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_have_text("Live", timeout=PATIENT)
    sound(visit, stack)
