"""What holds for every command: it teaches by an example, listings have --json, and a shell can complete it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.cli.commands import curae, load, names

CURAE = Path(sys.executable).with_name("curae")
# They ask a running server, or write lines for ever; their tests are beside them.
NEED_A_SERVER = {("exports", "list")}


def leaves() -> Iterator[tuple[tuple[str, ...], Any]]:
    for name in names():
        command = load(name)
        for each, below in getattr(command, "commands", {}).items():
            yield (name, each), below
        if not hasattr(command, "commands"):
            yield (name,), command


COMMANDS = dict(leaves())


# It prints a JSON object a line, as the other commands of signals do.
JSON_ALONE = ("signals", "list")


def is_listing(name: tuple[str, ...], command: Any) -> bool:
    if name == JSON_ALONE:
        return False
    return name[-1] == "list" or (command.help or "").startswith("List ")


LISTINGS = [name for name, command in COMMANDS.items() if is_listing(name, command)]


def options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


def test_the_listings_are_found() -> None:
    """So that the tests below cannot pass by finding none."""
    known = {"tenants", "keys", "connections", "schemas", "exports", "webhooks", "operators"}
    assert {name[0] for name in LISTINGS if name[-1] == "list"} >= known
    assert {("data-packages",), ("webhooks", "deliveries")} <= set(LISTINGS)


@pytest.mark.parametrize("name", LISTINGS, ids=" ".join)
def test_every_listing_has_json(name: tuple[str, ...]) -> None:
    assert "--json" in options(COMMANDS[name])


@pytest.mark.parametrize("name", [name for name in LISTINGS if name not in NEED_A_SERVER], ids=" ".join)
def test_nothing_to_list_is_json_too(migrated: Any, name: tuple[str, ...]) -> None:
    outcome = migrated(*name, "--json")
    assert outcome.code == 0, outcome.err
    assert isinstance(json.loads(outcome.out), list)


@pytest.mark.parametrize("name", [name for name in COMMANDS if not COMMANDS[name].hidden], ids=" ".join)
def test_every_command_teaches_by_an_example_of_itself(name: tuple[str, ...]) -> None:
    command = " ".join(("curae", *name))
    assert re.search(rf"Examples?:\s.*{re.escape(command)}", COMMANDS[name].help or "", re.DOTALL)


@pytest.mark.parametrize("name", names())
def test_the_list_of_commands_says_what_each_command_says(name: str) -> None:
    listed = curae().commands[name]
    assert (load(name).help or "").partition("\n\n")[0] == listed.help


def test_bash_completes_commands_and_options(tmp_path: Path) -> None:
    """In a real bash, with the script that --show-completion prints."""
    script = f"""
source <({CURAE} --show-completion bash)
complete_as() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _curae_completion {CURAE}; echo "${{COMPREPLY[@]}}"; }}
complete_as {CURAE} web
complete_as {CURAE} webhooks ro
complete_as {CURAE} webhooks deliveries --stat
complete_as {CURAE} webhooks deliveries --status DEL
"""
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120, check=True, cwd=tmp_path)
    assert ran.stdout.splitlines() == ["webhooks", "rotate", "--status", "DELIVERED"]


def test_completion_is_installed_where_bash_looks_for_it(tmp_path: Path) -> None:
    ran = subprocess.run(
        # It asks which shell it was called from.
        ["bash", "-c", '"$0" --install-completion bash; exit $?', str(CURAE)],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/bash"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "curae" in (tmp_path / ".bashrc").read_text()
