import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_layers_import_only_downwards() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout


def test_the_domain_has_no_clock_no_await_and_no_input_or_output() -> None:
    forbidden = ("async def", "await ", "datetime.now", "utcnow", "time.time", "open(", "import requests", "import os")
    for path in (ROOT / "server" / "domain").rglob("*.py"):
        text = path.read_text()
        assert [word for word in forbidden if word in text.replace("re.compile", "")] == [], path


def test_exception_is_caught_whole_where_a_call_or_a_step_ends_and_where_work_shares_a_transaction() -> None:
    allowed = {"rpc/interceptors/errors.py", "rpc/intake/process.py", "worker/loop.py", "store/transactions.py"}
    server = ROOT / "server"
    found = {
        path.relative_to(server).as_posix()
        for path in server.rglob("*.py")
        if re.search(r"except Exception\b", path.read_text())  # a group of them is another type
    }
    assert found <= allowed


@pytest.mark.parametrize(
    ("modules", "unneeded"),
    [
        # A command on SQLite: neither PostgreSQL nor progress bars.
        (
            ("server.cli.tenants", "server.cli.signals.command", "server.cli.records"),
            ("sqlalchemy.dialects.postgresql", "psycopg", "rich"),
        ),
        # Envoy and the health of a part: no database, and no server.
        (("server.cli.parts.envoy", "server.cli.health"), ("sqlalchemy", "grpc", "server.rpc")),
        (("server.cli.parts.worker",), ("grpc", "server.rpc")),
    ],
    ids=["commands", "envoy and health", "worker"],
)
def test_a_command_imports_only_what_it_needs(modules: tuple[str, ...], unneeded: tuple[str, ...]) -> None:
    for module in modules:
        code = f"import sys, {module}; print(*(name for name in {unneeded!r} if name in sys.modules))"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout == "\n", module
