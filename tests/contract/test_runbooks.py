"""docs/runbooks.md has a section for each alert, and names only what there is."""

import re
from pathlib import Path

import pytest
import yaml

from server.cli.commands import load, names
from server.config import Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/runbooks.md").read_text()
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
ALERTS = {
    rule["alert"]: rule["annotations"]
    for group in yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text())["groups"]
    for rule in group["rules"]
}
SOURCES = "\n".join(path.read_text() for path in (ROOT / "server").rglob("*.py"))


def test_each_alert_has_a_runbook_and_leads_to_it() -> None:
    assert list(SECTIONS) == list(ALERTS)
    for name, annotations in ALERTS.items():
        assert annotations["runbook"] == f"docs/runbooks.md#{name.lower()}"


@pytest.mark.parametrize("name", SECTIONS)
def test_a_runbook_says_what_to_do_and_when_it_is_over(name: str) -> None:
    parts = re.findall(r"^\*\*(\w+)[.*]", SECTIONS[name], re.MULTILINE)
    assert parts == ["Meaning", "Callers", "Check", "Do", "Over"]


def test_metrics_events_settings_and_commands_exist() -> None:
    codes = re.findall(r"`([^`\n]+)`", PAGE)
    metrics = {code for code in codes if re.fullmatch(r"curae_\w+", code)}
    events = {code for code in codes if re.fullmatch(r"[a-z]+(_[a-z]+)+", code)} - metrics
    settings = {code for code in codes if code.startswith("CURAE_") and "*" not in code}
    commands = [code.split()[1] for code in codes if code.startswith("curae ")]
    assert min(map(len, (metrics, events, settings, commands))) > 2
    assert {metric for metric in metrics if f'"{metric.removesuffix("_total")}"' not in SOURCES} == set()
    assert {event for event in events if f'"{event}"' not in SOURCES} == set()
    assert {name.removeprefix("CURAE_").lower() for name in settings} <= set(Settings.model_fields)
    assert set(commands) <= set(names())
    assert load("doctor").params
