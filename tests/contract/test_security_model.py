"""Every test that the threat model names is there, and every row names one."""

import os
import re
import subprocess
import sys
from pathlib import Path

from server import limits
from server.config import Settings
from server.domain.audit import Action
from tests.security.test_budgets import BUDGETS, REFUSED

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "docs" / "security.md").read_text()
STRIDE = [
    "Spoofing",
    "Tampering",
    "Repudiation",
    "Information disclosure",
    "Denial of service",
    "Elevation of privilege",
    "A command line that fails",
]


def rows(title: str) -> list[str]:
    section = MODEL.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


def named(row: str) -> list[str]:
    return re.findall(r"`(tests/[^`]+)`", row)


def test_every_threat_names_a_test() -> None:
    for title in STRIDE:
        assert rows(title)
        for row in rows(title):
            assert named(row), row


def test_every_named_test_is_there() -> None:
    for node in named(MODEL):
        file, _, function = node.partition("[")[0].partition("::")
        text = (ROOT / file).read_text()
        assert not function or re.search(rf"^(async )?def {function}\(", text, re.MULTILINE), node


def budgets() -> list[str]:
    return [row for row in rows("Budgets") if not row.startswith("| of one ")]


def test_every_budget_names_what_sets_it_and_a_test() -> None:
    known = {*vars(limits), *(f"CURAE_{name.upper()}" for name in Settings.model_fields)}
    assert budgets()
    for row in budgets():
        assert named(row), row
        settings = re.findall(r"`([A-Z_]+)`", row)
        assert settings or "`envoy.yaml`" in row or "`server/" in row, row
        assert set(settings) <= known, row


def test_every_attack_that_a_budget_names_is_tried() -> None:
    for row in budgets():
        for attack in re.findall(r"test_budgets.py::\w+\[([^]]+)\]", row):
            assert attack in {*BUDGETS, *REFUSED}, row


def test_every_action_of_the_audit_trail_is_documented() -> None:
    documented = re.findall(r"`([a-z_]+\.[a-z_]+)`", (ROOT / "docs" / "audit.md").read_text())
    assert set(Action) <= set(documented)


def test_an_audit_that_looked_nothing_up_says_so(tmp_path: Path) -> None:
    script = tmp_path / ".ci" / "audit-dependencies"
    script.parent.mkdir()
    script.write_bytes((ROOT / ".ci" / "audit-dependencies").read_bytes())
    (tmp_path / "constraints.txt").write_text("a==1\n")
    answers = {
        "nothing": '{"dependencies": [{"name": "a", "skip_reason": "not found"}]}',
        "broken": "Traceback",
        "fine": '{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}',
        "bad": '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}]}',
    }

    def audit(answer: str, *options: str) -> tuple[int, str]:
        pip_audit = tmp_path / "bin" / "pip-audit"
        pip_audit.parent.mkdir(exist_ok=True)
        pip_audit.write_text(f"#!/bin/sh\ncat <<'END'\n{answers[answer]}\nEND\n")
        pip_audit.chmod(0o755)
        environment = os.environ | {"PATH": f"{pip_audit.parent}:/usr/bin:/bin"}
        command = [sys.executable, str(script), *options]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout

    for silent in ("nothing", "broken"):
        assert audit(silent) == (0, audit(silent)[1]) and "NOT DONE" in audit(silent)[1]
        assert audit(silent, "--require")[0] == 1
    assert audit("bad") == (1, "a 1: CVE-1, fixed in 2\n" + audit("bad")[1].partition("\n")[2])
    assert audit("fine")[0] == 0 and "1 looked up" in audit("fine")[1]
    assert "within a day" in audit("nothing")[1]  # what was looked up today is not asked for again
