"""The operators' console in headless Chromium, on a running stack: login, live progress, retry, revoke, reconnects."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from server.clock import utc_now, uuid7
from server.domain.connections import Connection
from server.domain.exports import ExportErrorCode, ExportStatus
from server.services.accounts import Accounts
from server.services.operators import NewOperator, Operators
from server.store.engine import Database
from server.store.exports import find_retry
from tests.parts.curae_up import running_stack
from tests.parts.eventually import eventually
from tests.parts.oidc_provider import CLIENT_ID, CLIENT_SECRET, oidc_provider
from tests.parts.processes import free_ports
from tests.rest.browser import Visit
from tests.rest.console import COOKIE, PATIENT, VIEWS, change, log_in, opened, row_of, running, show, sound
from tests.store.seeds import an_export, queue_exports

PASSWORD = re.compile(r"[a-z2-7]{5}(-[a-z2-7]{5}){3}")


def test_a_wrong_password_is_refused_and_the_right_one_opens_until_logged_out(
    visit: Visit, stack: dict[str, Any], operator: NewOperator
) -> None:
    page = visit.page
    page.goto(stack["adminUrl"])
    expect(page).to_have_title("Log in · Curae console")
    assert visit.complaints == []
    page.get_by_label("Name").fill(operator.operator.name)
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.", timeout=PATIENT)
    assert all("401" in complaint for complaint in visit.complaints), visit.complaints
    visit.complaints.clear()

    page.get_by_label("Password").fill(operator.password)
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_have_text("Live", timeout=PATIENT)
    expect(page.locator("#operator")).to_have_text(f"{operator.operator.name} (admin)")
    assert page.evaluate("document.cookie") == ""
    assert not PASSWORD.search(page.content())
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert page.locator("tbody").count() == 0
    page.reload()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    sound(visit, stack)


def test_progress_moves_and_a_failure_is_explained_and_retried(
    *, visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection, tmp_path: Path
) -> None:
    with running(database, connection, records_total=1000, records_exported=100) as export:
        page = opened(visit, stack, cookie)
        show(page, "Running")  # other tests' exports fill the page of all
        row = row_of(page, export.id)
        expect(row.get_by_role("progressbar")).to_have_attribute("value", "0.1", timeout=PATIENT)
        expect(row).to_contain_text("100 of 1,000 records")
        change(database, export, records_exported=750)
        expect(row.get_by_role("progressbar")).to_have_attribute("value", "0.75", timeout=PATIENT)
        expect(row).to_contain_text('<img src=x onerror="alert(1)">')
        page.screenshot(path=tmp_path / "progress.png")

        code = str(ExportErrorCode.ATTEMPTS_EXHAUSTED)
        change(database, export, status=ExportStatus.FAILED, error_code=code, failed_at=utc_now())
        expect(row).to_have_count(0, timeout=PATIENT)
        show(page, "Failed")
        expect(row).to_contain_text(code, timeout=PATIENT)
        expect(row).to_contain_text("Retry when they work again.")
        page.screenshot(path=tmp_path / "failed.png")
        row.get_by_role("button", name="Retry").click()
        expect(page.get_by_role("status").filter(has_text="Queued again as")).to_be_visible(timeout=PATIENT)
        expect(row.get_by_text("retried as")).to_be_visible(timeout=PATIENT)
        expect(row.get_by_role("button", name="Retry")).to_have_count(0)
        sound(visit, stack)
        again = database.read_now(lambda database: find_retry(database, export.id))
        assert again is not None
        with httpx.Client(base_url=f"{stack['adminUrl']}/api/admin/v1", cookies={COOKIE: cookie}) as api:

            def is_ready() -> bool:
                ready = api.get("/exports?state=READY&limit=100").json()["exports"]
                return again.id in {each["id"] for each in ready}

            eventually(is_ready)


def test_a_connection_is_revoked_by_keyboard_alone(
    visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    with running(database, connection):
        page = opened(visit, stack, cookie)
        tab_to(page, page.get_by_role("link", name="Connections"))
        page.keyboard.press("Enter")
        revoke = row_of(page, connection.id).get_by_role("button", name="Revoke")
        expect(revoke).to_be_visible(timeout=PATIENT)
        tab_to(page, revoke)
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("1 export will be cancelled")
        expect(dialog).to_contain_text(connection.id)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(revoke).to_be_focused()

        page.keyboard.press("Enter")
        tab_to(page, page.get_by_role("button", name="Revoke the connection"))
        page.keyboard.press("Enter")
        expect(row_of(page, connection.id)).to_contain_text("REVOKED", timeout=PATIENT)
        expect(page.get_by_text("Exports cancelled: 1.")).to_be_visible()
        expect(row_of(page, connection.id)).to_be_focused()
    sound(visit, stack)


def tab_to(page: Page, element: Locator) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            outline = element.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", "the focus shows"
            return
    raise AssertionError("the Tab key does not lead there")


def test_a_key_is_revoked_and_its_secret_never_shown(
    visit: Visit, stack: dict[str, Any], cookie: str, database: Database, connection: Connection
) -> None:
    accounts = Accounts(database, utc_now, uuid7)
    new = accounts.create_key(
        connection.tenant_id,
        name="nightly",
        environment=accounts.list_keys(None)[0].environment,
        scopes=accounts.list_keys(None)[0].scopes,
    )
    page = opened(visit, stack, cookie, "keys")
    row = row_of(page, new.key.lookup)
    row.get_by_role("button", name="Revoke").click(timeout=PATIENT)
    expect(page.get_by_role("dialog")).to_contain_text("Every server rejects the key")
    page.get_by_role("button", name="Revoke the key").click()
    expect(row).to_contain_text("REVOKED", timeout=PATIENT)
    assert new.presented.secret not in page.content()
    sound(visit, stack)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_view_is_accessible_and_fits_a_telephone(
    *,
    visit: Visit,
    stack: dict[str, Any],
    cookie: str,
    database: Database,
    connection: Connection,
    theme: Any,
    tmp_path: Path,
) -> None:
    """By axe-core's rules, contrast among them; in both themes."""
    visit.page.emulate_media(color_scheme=theme)
    failed = an_export(connection, utc_now(), status=ExportStatus.FAILED)
    with running(database, connection, records_total=1000, records_exported=640):
        queue_exports(database, failed)
        change(database, failed, error_code=str(ExportErrorCode.INTERNAL))
        page = opened(visit, stack, cookie)
        details = {"export": f"exports/{failed.id}", "connection": f"connections/{connection.id}"}
        for view in (*VIEWS, "account", *details):
            page.goto(f"{stack['adminUrl']}/#{details.get(view, view)}")
            expect(page.locator(f"#{view}-title")).to_be_visible(timeout=PATIENT)
            expect(page.locator(f"#{view}-view").get_by_text("Loading …")).to_have_count(0, timeout=PATIENT)
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(path=tmp_path / f"{view}-{theme}-{width}.png")
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert_accessible(page)
        page.get_by_role("button", name="Revoke").last.click()
        assert_accessible(page)
        page.keyboard.press("Escape")
        page.goto(f"{stack['adminUrl']}/#keys")
        page.get_by_role("button", name="Create a key").click()
        expect(page.get_by_role("dialog")).to_be_visible(timeout=PATIENT)
        assert_accessible(page)
        page.get_by_role("button", name="Cancel").click()
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert_accessible(page)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background)[:3])) < 150) is (theme == "dark")


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_chosen_theme_wins_over_the_systems_and_stays(visit: Visit, stack: dict[str, Any]) -> None:
    page = visit.page
    page.emulate_media(color_scheme="light")
    page.goto(stack["adminUrl"])
    button = page.get_by_role("button", name="Theme")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for _ in range(2):  # system, light, dark
        button.click()
    expect(button).to_have_text("Theme: dark")
    page.reload()
    expect(button).to_have_text("Theme: dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_it_reconnects_and_asks_to_log_in_once_the_session_is_over(
    visit: Visit, stack: dict[str, Any], database: Database
) -> None:
    operators = Operators(database, utc_now, uuid7)
    gone = operators.create(f"gone-{uuid7()[-12:]}")
    page = visit.page
    cut = "**/overview/events"
    page.route(cut, lambda route: route.abort())
    page.context.add_cookies([{"name": COOKIE, "value": log_in(stack, gone), "url": f"{stack['adminUrl']}/api/admin/"}])
    page.goto(stack["adminUrl"])
    expect(page.locator("#live")).to_have_text("Reconnecting …", timeout=PATIENT)
    page.unroute(cut)
    expect(page.locator("#live")).to_have_text("Live", timeout=PATIENT)
    operators.revoke(gone.operator.name)
    expect(page.get_by_role("alert")).to_have_text("The session has ended; log in again.", timeout=PATIENT)
    assert page.locator("tbody").count() == 0


def test_an_operator_logs_in_by_an_identity_provider(visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    (port,) = free_ports(1)
    with oidc_provider() as provider:
        provider.person = {"sub": "1", "email": "ada@example.org", "email_verified": True}
        environment = {
            "CURAE_OIDC_ISSUER": provider.issuer,
            "CURAE_OIDC_CLIENT_ID": CLIENT_ID,
            "CURAE_OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "CURAE_CONSOLE_URL": f"http://127.0.0.1:{port}",
        }
        place = tmp_path_factory.mktemp("provider-stack")
        with running_stack(place, "--admin-port", str(port), environment=environment) as stack:
            database = Database(f"sqlite:///{stack.folder}/curae.db")
            Operators(database, utc_now, uuid7).create("ada@example.org")
            database.close()
            page = visit.page
            page.goto(f"{stack.run['adminUrl']}/#audit")
            page.get_by_role("button", name="Log in with the identity provider").click(timeout=PATIENT)
            expect(page.locator("#live")).to_have_text("Live", timeout=PATIENT)
            expect(page.locator("#operator")).to_have_text("ada@example.org (viewer)")
            assert "code=" not in page.url
            assert page.evaluate("document.cookie") == ""
            assert visit.complaints == []
