"""The operators' console, as tests drive it in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import update

from server.clock import utc_now, uuid7
from server.domain.connections import Connection
from server.domain.exports import Export, ExportStatus
from server.domain.operator import Role
from server.services.operators import NewOperator, Operators
from server.store.engine import Database
from server.store.tables import exports
from tests.rest.browser import Visit
from tests.store.seeds import an_export, queue_exports

COOKIE = "curae_console"
PATIENT = 30_000  # milliseconds: the machine may be busy
# Each of the menu.
VIEWS = (
    "exports",
    "connections",
    "imports",
    "keys",
    "clients",
    "groups",
    "apps",
    "signals",
    "schemas",
    "webhooks",
    "audit",
    "operators",
    "account",
)


def log_in(stack: dict[str, Any], operator: NewOperator) -> str:
    answer = httpx.post(
        f"{stack['adminUrl']}/api/admin/v1/login",
        json={"operator": operator.operator.name, "password": operator.password},
        headers={"x-curae-console": "1"},
        timeout=30,
    )
    assert answer.status_code == 200, answer.text
    return str(answer.cookies[COOKIE])


@contextmanager
def an_operator(database: Database, name: str, role: Role) -> Iterator[NewOperator]:
    """Revoked afterwards, unless it is already: the stack is shared."""
    operators = Operators(database, utc_now, uuid7)
    new = operators.create(f"{name}-{uuid7()[-12:]}", role)
    yield new
    if any(each.name == new.operator.name and each.revoked_at is None for each in operators.list_all()):
        operators.revoke(new.operator.name)


def opened(visit: Visit, stack: dict[str, Any], cookie: str, view: str = "exports") -> Page:
    """The console with a session, once it is live."""
    url = stack["adminUrl"]
    visit.page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": f"{url}/api/admin/"}])
    visit.page.goto(f"{url}/#{view}")
    expect(visit.page.locator("#live")).to_have_text("Live", timeout=PATIENT)
    return visit.page


@contextmanager
def running(database: Database, connection: Connection, **facts: Any) -> Iterator[Export]:
    """An export that no worker takes, since nobody's lease on it runs out."""
    export = an_export(connection, utc_now(), status=ExportStatus.RUNNING, resource_types=("Observation",))
    queue_exports(database, export)
    change(database, export, **facts)
    try:
        yield export
    finally:
        change(database, export, status=ExportStatus.CANCELLED)


def change(database: Database, export: Export, **facts: Any) -> None:
    values = {name: str(value) if isinstance(value, ExportStatus) else value for name, value in facts.items()}
    statement = update(exports).where(exports.c.id == export.id).values(updated_at=utc_now(), **values)
    database.write_now(lambda database: database.execute(statement))


def show(page: Page, state: str) -> None:
    page.get_by_role("group", name="Filter exports by state").get_by_role("button", name=state).click()


def row_of(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def sound(visit: Visit, stack: dict[str, Any]) -> None:
    """Nothing was asked of another host, and neither a script nor the Content-Security-Policy complained."""
    assert visit.hosts == {urlsplit(stack["adminUrl"]).netloc}
    assert visit.complaints == []
