"""What any command prints, to whatever it prints: closed, full, narrow or foreign streams, and Ctrl-C."""

import json
import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.cli.commands import load, names
from tests.parts.command import CURAE, environment_of, run_curae, run_on_terminal, run_shell
from tests.parts.eventually import eventually, patience

NAME = "Zürich 健康 Ω"
# It colours the rest of the screen, renames the window and turns the direction of writing.
HOSTILE = "bad\x1b[31m\x1b]0;owned\x07\x9b32m\u202ename"
ENCODINGS = ("ascii", "latin-1", "cp1252", "utf-8")
UNKNOWN = "0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deployment of one app with a key, a connection, a record and a schema, all by their real commands."""
    folder = tmp_path_factory.mktemp("streams") / "data"
    folder.mkdir(mode=0o700)

    def curae(*arguments: str, text: bytes | None = None) -> Any:
        ran = run_curae(*arguments, environment=environment_of(folder, CURAE_WEBHOOKS_ALLOW_PRIVATE="1"), input=text)
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout) if "--json" in arguments else None

    curae("db", "upgrade")
    for name in (NAME, HOSTILE):
        curae("tenants", "create", name)
        curae("keys", "create", "--tenant", name, "--scope", "records:read", "--name", name)
    curae("operators", "create", "ada")
    made = curae("connections", "create", "--tenant", NAME, "--package", "all", "--signal", "sleep.night", "--json")
    record = {"resourceType": "Patient", "id": "a", "name": [{"text": NAME}]}
    curae("records", "import", "--connection", made["id"], "-", text=json.dumps(record).encode())
    schema = {"type": "object", "additionalProperties": False, "properties": {"hours": {"type": "number"}}}
    curae("schemas", "put", "sleep", "night", "-", text=json.dumps(schema).encode())
    curae("webhooks", "create", "--tenant", NAME, "http://127.0.0.1:9/hooks")
    ended = curae("connections", "create", "--tenant", NAME, "--package", "labs", "--json")
    curae("connections", "revoke", ended["id"])  # the endpoint gets an event of it
    return folder


def _needing(*arguments: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    name = arguments[:1] if "commands" not in vars(load(arguments[0])) else arguments[:2]
    return {name: arguments}


# Every command that prints and ends by itself on this deployment. The others are named below, with the reason.
READING: dict[tuple[str, ...], tuple[str, ...]] = {}
for each in (
    ("tenants", "list"),
    ("keys", "list"),
    ("operators", "list"),
    ("connections", "list"),
    ("clients", "list"),
    ("groups", "list"),
    ("data-packages",),
    ("schemas", "list"),
    ("schemas", "show", "sleep", "night"),
    ("schemas", "catalogue", "list"),
    ("signals", "tail"),
    ("signals", "export", "--output", "-"),
    ("signals", "retention"),
    ("audit", "tail"),
    ("audit", "verify"),
    ("audit", "head"),
    ("audit", "export", "--output", "-"),
    ("webhooks", "list"),
    ("webhooks", "deliveries"),
    ("db", "status"),
    ("db", "upgrade"),
    ("doctor",),
):
    READING |= _needing(*each)
ELSEWHERE = {
    "they run until they are stopped": {("up",), ("serve",), ("worker",), ("envoy",)},
    "they start a stack, or copy one; their tests are beside them": {("demo",), ("backup",), ("restore",)},
    "they need a server, and print by the same functions": {
        ("health",),
        *(("exports", name) for name in load("exports").commands),
        *(("signals", name) for name in ("list", "get", "withdraw", "replace", "aggregate")),
    },
    "they change something, once; the fixture calls them": {
        ("tenants", "create"),
        ("keys", "create"),
        ("operators", "create"),
        ("connections", "create"),
        ("records", "import"),
        ("schemas", "put"),
        ("webhooks", "create"),
    },
    "it reads what one person's connection has; its tests are beside it": {("connections", "report")},
    "it reads a file of samples; its tests are beside those of schemas": {("schemas", "infer")},
    "they change something, and print by the same functions": {
        ("tenants", "revoke"),
        ("keys", "revoke"),
        ("keys", "rotate"),
        ("operators", "revoke"),
        ("operators", "set-role"),
        ("operators", "reset-second-factor"),
        ("clients", "create"),
        ("clients", "revoke"),
        ("groups", "create"),
        ("groups", "add"),
        ("groups", "remove"),
        ("groups", "delete"),
        ("records", "delete"),
        ("connections", "revoke"),
        ("connections", "set-packages"),
        ("connections", "set-signals"),
        ("connections", "erase"),
        ("schemas", "retire"),
        ("db", "adopt"),
        ("webhooks", "rotate"),
        ("webhooks", "revoke"),
        ("webhooks", "test"),
        ("webhooks", "replay"),
    },
}


def every_command() -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for name in names():
        below = getattr(load(name), "commands", None)
        found |= {(name,)} if below is None else {(name, each) for each in below}
    return found


def test_no_command_is_forgotten() -> None:
    assert READING.keys() | set().union(*ELSEWHERE.values()) == every_command()


def in_locale(data: Path, encoding: str, **more: str) -> dict[str, str]:
    """A locale that Python takes at its word, and an output of this encoding."""
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    return environment_of(data, **plain, **more)


@pytest.mark.parametrize("arguments", READING.values(), ids=" ".join)
def test_every_command_prints_whole_on_ascii(data: Path, arguments: tuple[str, ...]) -> None:
    ran = run_curae(*arguments, environment=in_locale(data, "ascii"))
    assert (ran.returncode, b"uncaught" in ran.stderr) == (0, False), ran.stderr
    assert ran.stdout or b"no " in ran.stderr or arguments[0] == "signals"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_listing_replaces_what_its_encoding_lacks(data: Path, encoding: str) -> None:
    ran = run_curae("tenants", "list", environment=in_locale(data, encoding))
    assert ran.returncode == 0
    shown = {line.split("\t")[1] for line in ran.stdout.decode(encoding).splitlines()[1:]}
    assert shown == {NAME.encode(encoding, errors="replace").decode(encoding), "bad?[31m?]0;owned??32m?name"}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_for_programs_is_utf8_in_every_encoding(data: Path, encoding: str, tmp_path: Path) -> None:
    environment = in_locale(data, encoding)
    listed = json.loads(run_curae("tenants", "list", "--json", environment=environment).stdout.decode("utf-8"))
    assert {row["name"] for row in listed} == {NAME, HOSTILE}
    rows = run_curae("audit", "export", "--output", "-", environment=environment).stdout.decode("utf-8").splitlines()
    written = tmp_path / "rows.ndjson"
    assert run_curae("audit", "export", "--output", written, environment=environment).returncode == 0
    assert written.read_text(encoding="utf-8").splitlines() == rows
    assert [json.loads(row)["seq"] for row in rows] == list(range(1, len(rows) + 1))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_name_that_is_typed_is_utf8_in_every_locale(data: Path, encoding: str) -> None:
    found = run_curae("keys", "list", "--tenant", NAME, "--json", environment=in_locale(data, encoding))
    assert [key["name"] for key in json.loads(found.stdout)] == [NAME], found.stderr


def test_an_argument_that_is_no_text_is_wrong_usage(data: Path) -> None:
    ran = run_curae("tenants", "create", b"Z\xfcrich", environment=environment_of(data, LC_ALL="C.UTF-8"))
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr == b"curae: an argument is not text in UTF-8; rename the file or folder, or type it again\n"


CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.mark.parametrize(
    "arguments", [("tenants", "list"), ("tenants", "list", "--json"), ("keys", "list")], ids=" ".join
)
def test_no_name_gives_a_terminal_orders(data: Path, arguments: tuple[str, ...]) -> None:
    code, shown = run_on_terminal(*arguments, columns=300, environment=environment_of(data, NO_COLOR="1"))
    assert (code, CONTROLS.findall(shown.decode())) == (0, [])
    assert b"owned" in shown


# Each listing, and the column that names a row.
LISTINGS = {
    "tenants list": "id",
    "keys list": "id",
    "operators list": "name",
    "connections list": "id",
    "data-packages": "name",
    "schemas list": "namespace",
    "signals retention": "namespace",
    "webhooks list": "id",
    "webhooks deliveries": "eventId",
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_table_cuts_no_id_and_says_what_it_leaves_out(data: Path, name: str) -> None:
    environment = environment_of(data, NO_COLOR="1")
    listed = json.loads(run_curae(*name.split(), "--json", environment=environment).stdout)
    keys = {re.sub(CONTROLS, "?", row[LISTINGS[name]]) for row in listed}
    headings = run_curae(*name.split(), environment=environment).stdout.decode().splitlines()[0].split("\t")
    for columns in (40, 80, 120):
        code, shown = run_on_terminal(*name.split(), columns=columns, environment=environment)
        lines = shown.decode().splitlines()
        left_out = [line for line in lines if line.startswith("columns left out: ")]
        assert code == 0 and keys
        assert all(any(line.startswith(key) for line in lines) for key in keys), columns
        missing = [heading for heading in headings if _words(heading) not in lines[0]]
        assert bool(missing) == bool(left_out), columns
        assert all(_words(heading) in left_out[0] for heading in missing), columns


def _words(heading: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda upper: f" {upper[0].lower()}", heading)


def test_a_table_at_80_columns_keeps_what_matters_most(data: Path) -> None:
    _, shown = run_on_terminal("keys", "list", columns=80, environment=environment_of(data, NO_COLOR="1"))
    heads = shown.decode().splitlines()[0]
    assert heads.startswith("id") and ("name" in heads or "scopes" in heads), heads


# The output is looked at before a command is chosen.
@pytest.mark.parametrize("arguments", [("tenants", "list"), ("audit", "export"), ("db", "upgrade"), ("doctor",)])
def test_a_closed_output_is_one_clear_line(data: Path, arguments: tuple[str, ...]) -> None:
    ran = run_shell(f'"$curae" {" ".join(arguments)} >&-', environment=environment_of(data))
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr == (
        b"curae: standard output is closed, and nothing was done; send it to a file, or to /dev/null\n"
    )


def test_with_a_closed_output_nothing_is_made(data: Path) -> None:
    before = run_curae("tenants", "list", environment=environment_of(data)).stdout
    assert run_shell('"$curae" tenants create unseen >&-', environment=environment_of(data)).returncode == 1
    assert run_curae("tenants", "list", environment=environment_of(data)).stdout == before


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_other_closed_streams_change_nothing(data: Path, closed: str) -> None:
    ran = run_shell(f'"$curae" tenants list {closed}', environment=environment_of(data))
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert NAME.encode() in ran.stdout
    with sqlite3.connect(data / "curae.db") as database:  # no line went into it
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_closed_input_is_named(data: Path) -> None:
    script = f'"$curae" records import --connection {UNKNOWN} - <&-; "$curae" schemas put a b - <&-'
    ran = run_shell(script, environment=environment_of(data))
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr and b"uncaught" not in ran.stderr
    assert b"- cannot be read" in ran.stderr


@pytest.mark.parametrize("arguments", [("tenants", "list"), ("tenants", "list", "--json"), ("--help",), ("--version",)])
def test_a_full_disk_is_one_clear_line(data: Path, arguments: tuple[str, ...]) -> None:
    ran = run_shell(f'"$curae" {" ".join(arguments)} >/dev/full', environment=environment_of(data))
    assert ran.returncode == 1
    assert ran.stderr == (
        b"curae: no space is left where this command writes; make room, or send its output elsewhere\n"
    )


def test_notices_that_nobody_can_read_fail_no_command(data: Path) -> None:
    ran = run_shell('"$curae" audit export --output - 2>/dev/full | wc -l', environment=environment_of(data))
    assert ran.returncode == 0 and int(ran.stdout) > 1
    ran = run_shell(
        'set -o pipefail; "$curae" audit export -o - 2>/dev/full >/dev/null', environment=environment_of(data)
    )
    assert ran.returncode == 0


@pytest.mark.parametrize("arguments", ["audit export --output -", "tenants list", "data-packages --json", "--help"])
def test_a_reader_that_leaves_ends_it_without_a_word(data: Path, arguments: str) -> None:
    for reader in ("head -1", "true"):
        ran = run_shell(f'"$curae" {arguments} 2>"$HOME/errors" | {reader}', environment=environment_of(data))
        assert ran.returncode == 0
        errors = (data.parent / "errors").read_text()
        assert errors == "" or re.fullmatch(r"\d+ rows\n", errors)


COLOURS = re.compile(rb"\x1b\[[0-9;]*m")
NOT_A_COMMAND = ("tenats",)


@pytest.mark.parametrize("chosen", [{}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}], ids=str)
def test_files_get_no_colours_unless_they_are_wanted(data: Path, chosen: dict[str, str]) -> None:
    for arguments in (("tenants", "list"), ("--help",), NOT_A_COMMAND, ("doctor",), ("tenants", "revoke", "nobody")):
        ran = run_curae(*arguments, environment=environment_of(data, **chosen))
        assert COLOURS.findall(ran.stdout + ran.stderr) == []
    assert COLOURS.findall(_uncaught(data, **chosen)) == []


def test_a_terminal_gets_no_colours_where_they_are_not_wanted(data: Path) -> None:
    for arguments in (("tenants", "list"), ("--help",), NOT_A_COMMAND):
        _, shown = run_on_terminal(*arguments, columns=80, environment=environment_of(data, NO_COLOR="1"))
        assert COLOURS.findall(shown) == []
        _, shown = run_on_terminal(*arguments, columns=80, environment=environment_of(data))
        assert COLOURS.findall(shown) != []


def test_forced_colours_change_no_format(data: Path) -> None:
    plain, forced = environment_of(data), environment_of(data, FORCE_COLOR="1")
    for arguments in (("tenants", "list"), ("tenants", "list", "--json"), ("audit", "tail")):
        listed = run_curae(*arguments, environment=plain).stdout
        assert run_curae(*arguments, environment=forced).stdout == listed
    assert COLOURS.findall(run_curae("--help", environment=forced).stdout) != []
    assert COLOURS.findall(_uncaught(data, FORCE_COLOR="1")) != []


def _uncaught(data: Path, **chosen: str) -> bytes:
    """What the log says to standard error: of a defect, here a module that cannot be imported."""
    broken = data.parent / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "alembic.py").write_text("raise ZeroDivisionError")
    ran = run_curae("db", "upgrade", environment=environment_of(data, PYTHONPATH=str(broken), **chosen))
    assert ran.returncode == 1 and b"uncaught" in ran.stderr
    return ran.stderr


def interrupted(
    command: list[str],
    moment: Callable[[subprocess.Popen[bytes]], bool],
    data: Path,
    *,
    afterwards: Callable[[], object] = lambda: None,
    **chosen: str,
) -> None:
    process = subprocess.Popen(
        command,
        env=environment_of(data, **chosen),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_interruptible,  # noqa: PLW1509 - one call that takes no lock
    )
    eventually(lambda: moment(process) or process.poll() is not None)
    assert process.poll() is None, "it ended before it was interrupted"
    process.send_signal(signal.SIGINT)
    afterwards()
    _, errors = process.communicate(timeout=patience(60))
    assert (process.returncode, b"Traceback" in errors, b"uncaught" in errors) == (130, False, False), errors


def _interruptible() -> None:
    """A shell that runs the tests in the background makes them ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_while_it_starts_exits_130(data: Path, tmp_path: Path) -> None:
    """While modules are imported, here one of pydantic that takes its time."""
    (tmp_path / "pydantic_core.py").write_text("import time\ntime.sleep(60)")
    interrupted(
        [CURAE, "tenants", "list"],
        lambda process: "nanosleep" in _waits_in(process),
        data,
        PYTHONPATH=str(tmp_path),
    )


def test_an_interrupt_while_it_waits_for_the_database_exits_130(data: Path) -> None:
    """And nothing is written, though the database is free right after the interrupt."""

    def waits(process: subprocess.Popen[bytes]) -> bool:
        mapped = "curae.db-shm" in Path(f"/proc/{process.pid}/maps").read_text()
        return mapped and "nanosleep" in _waits_in(process)

    with sqlite3.connect(data / "curae.db", isolation_level=None) as held:
        held.execute("BEGIN EXCLUSIVE")
        command = [CURAE, "tenants", "create", "never"]
        interrupted(command, waits, data, afterwards=lambda: held.execute("ROLLBACK"))
    assert b"never" not in run_curae("tenants", "list", environment=environment_of(data)).stdout


def test_an_interrupt_while_it_waits_for_input_or_goes_on_exits_130(data: Path) -> None:
    def reads(process: subprocess.Popen[bytes]) -> bool:
        return "read" in _waits_in(process)

    interrupted([CURAE, "schemas", "put", "a", "b", "-"], reads, data)
    interrupted([CURAE, "audit", "tail", "--follow"], lambda process: "nanosleep" in _waits_in(process), data)


def _waits_in(process: subprocess.Popen[bytes]) -> str:
    numbers = {"0": "read", "230": "clock_nanosleep", "35": "nanosleep"}  # x86-64
    if os.uname().machine != "x86_64":
        numbers = {"63": "read", "115": "clock_nanosleep", "101": "nanosleep"}
    return numbers.get(Path(f"/proc/{process.pid}/syscall").read_text().split()[0], "")
