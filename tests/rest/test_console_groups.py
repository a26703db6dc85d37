"""Named groups of connections at the console: its page in headless Chromium, and GroupsService over REST."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from server.clock import utc_now, uuid7
from server.domain.connections import Connection
from server.services.accounts import Accounts
from server.services.connection_groups import ConnectionGroups
from server.store.engine import Database
from server.store.tenants import get_tenant
from tests.rest.browser import Visit
from tests.rest.console import COOKIE, PATIENT, opened, row_of, sound
from tests.rest.test_console import assert_accessible

MANY = 45  # more than one call takes


@pytest.fixture
def name() -> str:
    return f"trial-{uuid7()[-12:]}"


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database, utc_now, uuid7)


@pytest.fixture
def rest(stack: dict[str, Any], cookie: str) -> httpx.Client:
    return httpx.Client(
        base_url=f"{stack['adminUrl']}/api/admin/v1",
        headers={"x-curae-console": "1"},
        cookies={COOKIE: cookie},
        timeout=60,
    )


def connect(accounts: Accounts, tenant_id: str) -> str:
    return accounts.create_connection(tenant_id, data_packages=frozenset(), signal_types=frozenset()).id


def test_a_group_is_made_filled_emptied_and_deleted(
    *,
    visit: Visit,
    stack: dict[str, Any],
    cookie: str,
    database: Database,
    connection: Connection,
    accounts: Accounts,
    name: str,
) -> None:
    tenant = database.read_now(lambda opened: get_tenant(opened, connection.tenant_id))
    assert tenant is not None
    members = [connection.id, *(connect(accounts, tenant.id) for _ in range(MANY))]
    page = opened(visit, stack, cookie, f"groups?tenant={tenant.name}")
    page.get_by_role("button", name="Create a group").click(timeout=PATIENT)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("App").select_option(tenant.name, timeout=PATIENT)
    dialog.get_by_label("Name").fill(name)
    assert_accessible(page)
    page.keyboard.press("Enter")
    view = page.locator("#group-view")
    expect(view).to_contain_text("No connection is in this group", timeout=PATIENT)
    assert_accessible(page)
    view.get_by_role("button", name="Put connections in").press("Enter")
    dialog.get_by_label("Connection ids").fill(f"{members[0]}\n{uuid7()}", timeout=PATIENT)
    dialog.get_by_role("button", name="Put them in").click()
    expect(dialog.get_by_role("alert")).to_contain_text("no connection of this app", timeout=PATIENT)
    visit.complaints.clear()  # the browser reports the 400
    dialog.get_by_label("Connection ids").fill("\n".join(members))
    dialog.get_by_role("button", name="Put them in").click()
    expect(page.get_by_text(f"The group has {len(members)} connections.")).to_be_visible(timeout=PATIENT)
    rows = page.get_by_role("table", name="Connections of the group").locator("tbody tr")
    expect(rows).to_have_count(len(members), timeout=PATIENT)
    assert_accessible(page)
    row_of(page, members[0]).get_by_role("button", name="Take out").click()
    page.get_by_role("button", name="Take it out").click()
    expect(rows).to_have_count(len(members) - 1, timeout=PATIENT)
    expect(view).not_to_contain_text(members[0])
    page.get_by_role("link", name="Groups", exact=True).first.click()
    row = row_of(page, name)
    expect(row).to_contain_text(str(len(members) - 1), timeout=PATIENT)
    row.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete the group").click()
    expect(row).to_have_count(0, timeout=PATIENT)
    assert not [group for group in ConnectionGroups(database, utc_now, uuid7).of(tenant.id) if group.name == name]
    sound(visit, stack)


def test_a_list_without_groups_says_how_to_make_one(visit: Visit, stack: dict[str, Any], cookie: str) -> None:
    page = opened(visit, stack, cookie, f"groups?tenant={uuid7()}")
    expect(page.locator("#groups-list")).to_contain_text("curae groups create", timeout=PATIENT)
    assert_accessible(page)


def test_groups_over_rest(*, rest: httpx.Client, accounts: Accounts, connection: Connection, name: str) -> None:
    tenant = connection.tenant_id
    group = f"/tenants/{tenant}/groups/{name}"
    made = rest.post("/groups", json={"tenantId": tenant, "name": name, "connectionIds": [connection.id]})
    assert (made.status_code, made.json()["group"]["connections"]) == (200, "1")
    assert rest.post("/groups", json={"tenantId": tenant, "name": name}).status_code == 400, "the name is taken"
    for _ in range(2):  # safe to repeat
        answer = rest.post(f"{group}/change", json={"add": [connection.id]})
        assert (answer.status_code, answer.json()["group"]["connections"]) == (200, "1")
    foreign = connect(accounts, accounts.create_tenant(uuid7()).id)
    for wrong in (uuid7(), foreign, "7"):
        refused = rest.post(f"{group}/change", json={"add": [wrong]})
        assert refused.status_code == 400
        assert wrong not in refused.text or wrong == "7", "and whose it is is not told"
    too_many = [uuid7() for _ in range(81)]
    assert (
        rest.post("/groups", json={"tenantId": tenant, "name": f"{name}-b", "connectionIds": too_many}).status_code
        == 400
    )
    assert rest.post(f"{group}/change", json={"add": too_many[:41]}).status_code == 400
    accounts.revoke_connection(connection.id)
    got = rest.get(group).json()
    assert got["connectionIds"] == [connection.id], "who revoked is seen until an admin takes them out"
    joining = rest.post(f"{group}-again/change", json={"add": [connection.id]})
    assert joining.status_code == 404
    rest.post("/groups", json={"tenantId": tenant, "name": f"{name}-again"})
    assert rest.post(f"{group}-again/change", json={"add": [connection.id]}).status_code == 403, "and joins no other"
    for _ in range(2):
        assert rest.post(f"{group}/change", json={"remove": [connection.id]}).json()["group"].get("connections") == "0"
    assert rest.post(f"{group}/delete", json={}).status_code == 200
    assert rest.get(group).status_code == 404
