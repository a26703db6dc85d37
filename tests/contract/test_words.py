"""What people read is plain English: some words that a reader has to read twice are not used.

The list is short on purpose. It holds the words that were found in these texts and that have a common plain form; it
cannot find an unclear sentence made of clear words.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.cli.commands import curae, load, names
from server.codegen.problem_texts import EXPLANATIONS
from server.config import Settings
from server.problems import PROBLEMS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "protos").rglob("*.proto"))]

TEXTS = [
    *PAGES,
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "clients").glob("*/README.md")),
    *sorted((ROOT / "deploy/kubernetes").rglob("*.yaml")),
]

PLAIN = {
    r"\btold\b": "notified, informed",
    r"\bfor good\b": "permanently",
    r"\bfor ever\b": "without end",
    r"\banew\b": "again",
    r"\bwhoever\b": "the caller, anybody who",
    r"\bwho follows\b": "the follower",
    r"\bwhat is none\b": "name it",
    r"\bmend(s|ed|ing)?\b": "correct, repair",
    r"\bbegins anew\b": "restarts",
    r"\ball the same\b": "anyway",
    r"\blets go of\b": "releases",
}


def riddles(text: str) -> list[str]:
    return [f"{found[0]!r}: write {plain}" for word, plain in PLAIN.items() for found in re.finditer(word, text, re.I)]


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_is_plain(page: Path) -> None:
    assert riddles(re.sub(r"`[^`\n]+`", "", page.read_text())) == []  # names of tests may have such words


def other_names() -> dict[str, str]:
    """Each name that the glossary has another one for, with that one."""
    table = (ROOT / "docs/glossary.md").read_text().partition("## Other names")[2]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]
    return {other: name for name, others in rows for other in others.split(", ")}


def second_names(text: str) -> list[str]:
    found = [(other, name) for other, name in other_names().items() if re.search(_anywhere(other), text, re.I)]
    return [f"{other!r}: write {name!r}, as docs/glossary.md has it" for other, name in found]


def _anywhere(name: str) -> str:
    return r"\b" + name.replace(" ", r"\s+") + r"s?\b"


CONSOLE = sorted(path for path in (ROOT / "server/console").iterdir() if path.suffix in {".js", ".html"})


@pytest.mark.parametrize("page", [*PAGES, *CONSOLE], ids=lambda page: page.name)
def test_a_page_has_one_name_for_a_thing(page: Path) -> None:
    assert second_names(page.read_text().partition("## Other names")[0]) == []


def test_help_has_one_name_for_a_thing() -> None:
    assert {name: found for name, text in helps() if (found := second_names(text))} == {}


def test_the_glossary_has_both_names() -> None:
    assert second_names("an access key, a signed\nlink and an Audit Log, but no artifacts") == [
        "'access key': write 'API key', as docs/glossary.md has it",
        "'audit log': write 'audit trail', as docs/glossary.md has it",
        "'signed link': write 'signed URL', as docs/glossary.md has it",
    ]


def helps() -> Iterator[tuple[str, str]]:
    for name in names():
        command: Any = load(name)
        commands = {name: command} | {
            f"{name} {each}": found for each, found in vars(command).get("commands", {}).items()
        }
        for full, each in commands.items():
            yield full, "\n".join([each.help or "", *(getattr(option, "help", None) or "" for option in each.params)])
    yield "curae", "\n".join(curae().commands[name].help or "" for name in names())


def test_help_is_plain() -> None:
    shown = dict(helps())
    assert len(shown) > 40
    assert {name: found for name, text in shown.items() if (found := riddles(text))} == {}


def test_settings_errors_and_alerts_are_plain() -> None:
    settings = [field.description or "" for field in Settings.model_fields.values()]
    errors = [text for each in EXPLANATIONS.values() for text in (each.cause, each.remedy)]
    errors += [kind.title for kind in PROBLEMS.values()]
    groups = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text())["groups"]
    alerts = [text for group in groups for rule in group["rules"] for text in rule["annotations"].values()]
    assert min(map(len, (settings, errors, alerts))) > 30
    assert riddles("\n".join([*settings, *errors, *alerts])) == []


def test_the_check_finds_what_it_looks_for() -> None:
    assert len(riddles("Whoever is told for good begins anew.")) == len(
        {"whoever", "told", "for good", "anew", "begins anew"}
    )
