"""The console in headless Chromium by keyboard alone: the Tab key leads to every control, and the focus shows."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.clock import uuid7
from server.domain.connections import Connection
from tests.rest.browser import Visit
from tests.rest.console import PATIENT, VIEWS, opened, sound

# What a person can act with, as the page offers it now. A group of radio buttons or a plot is one stop.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((each) => each.checkVisibility() && !each.disabled && each.tabIndex >= 0)
  .map((each, index) => { each.dataset.stop ??= index; return each.dataset.stop; })"""
FOCUSED = """() => {
  const { dataset, tagName } = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return [dataset.stop ?? null, tagName, outlineStyle !== 'none' && outlineWidth !== '0px'];
}"""
MANY = 400


@pytest.mark.parametrize("view", [*VIEWS, "connection"])
def test_the_tab_key_leads_to_every_control_of_a_view(
    *, visit: Visit, stack: dict[str, Any], cookie: str, connection: Connection, view: str
) -> None:
    place = f"connections/{connection.id}" if view == "connection" else view
    page = opened(visit, stack, cookie, place)
    expect(page.locator(f"#{view}-view").get_by_text("Loading …")).to_have_count(0, timeout=PATIENT)
    # What is live would change the page under the walk.
    page.context.set_offline(offline=True)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    assert set(page.evaluate(REACHABLE)) <= walked(page)


def walked(page: Page) -> set[str]:
    """What the Tab key leads to, from the first control round to it again."""
    reached: set[str] = set()
    for _ in range(MANY):
        page.keyboard.press("Tab")
        stop, tag, shows = page.evaluate(FOCUSED)
        if stop in reached and len(reached) > 1 and stop == min(reached, key=int):
            break
        if stop is not None:
            assert shows, f"the focus on {tag} {stop} does not show"
            reached.add(stop)
    return reached


def test_a_form_is_opened_filled_in_left_and_sent_by_keyboard(visit: Visit, stack: dict[str, Any], cookie: str) -> None:
    page = opened(visit, stack, cookie, "apps")
    create = page.get_by_role("button", name="Create an app")
    create.focus(timeout=PATIENT)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_be_focused(timeout=PATIENT)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(create).to_be_focused()
    page.keyboard.press("Enter")
    name = f"by keyboard {uuid7()[-12:]}"
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(f"Created {name}"))).to_be_visible(timeout=PATIENT)
    sound(visit, stack)
