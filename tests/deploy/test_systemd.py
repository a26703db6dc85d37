"""deploy/systemd: units that systemd takes, with settings, options and ports that are the parts' own."""

import re
import shlex
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from deploy.release.commands import ROOT
from server.cli.commands import load, names
from server.config import Settings
from server.limits import FILES_OF_A_PART
from tests.deploy.part_settings import listened_ports, read_by_part
from tests.parts.processes import port_of

UNITS = ROOT / "deploy/systemd"
PARTS = {"curae-server@": "serve", "curae-worker@": "worker", "curae-envoy": "envoy", "curae-migrate": "db"}
Unit = dict[str, list[str]]


def read(name: str, instance: str = "1") -> Unit:
    """Every value of every key. %i is the instance."""
    values: Unit = defaultdict(list)
    for line in (UNITS / f"{name}.service").read_text().replace("%i", instance).splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            values[key].append(value)
    return values


def pairs(lines: list[str]) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@pytest.fixture(params=PARTS)
def part(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Unit, Settings]:
    unit = read(request.param)
    shared = pairs((UNITS / "curae.env").read_text().splitlines())
    # A DSN without a password: PostgreSQL knows the unit's user by its socket.
    dsn = shared.pop("CURAE_DATABASE_URL")
    assert "@/curae?host=/run/postgresql" in dsn
    monkeypatch.setenv("CURAE_DATABASE_URL", dsn)
    return PARTS[request.param], unit, read_by_part(pairs(unit["Environment"]) | shared, tmp_path, monkeypatch)


def test_each_runs_a_command_with_options_that_it_has(part: tuple[str, Unit, Settings]) -> None:
    command, unit, _ = part
    (line,) = unit["ExecStart"]
    program, name, *rest = shlex.split(line)
    assert (program, name) == ("/opt/curae/bin/curae", command) and name in names()
    known = {option for parameter in load(name).params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= known
    assert int(unit["LimitNOFILE"][0]) >= FILES_OF_A_PART


def test_ends_are_waited_for_as_long_as_draining_takes(part: tuple[str, Unit, Settings]) -> None:
    command, unit, settings = part
    if command != "db":
        assert int(unit["TimeoutStopSec"][0]) >= settings.drain_seconds + settings.shutdown_grace_seconds + 5


def test_envoy_asks_where_the_servers_listen_and_ends_before_them() -> None:
    envoy = read("curae-envoy")
    targets = {port_of(each) for each in pairs(envoy["Environment"])["CURAE_GRPC_ADDRESS"].split(",")}
    served = {int(shlex.split(read("curae-server@", number)["ExecStart"][0])[-1]) for number in "12"}
    assert targets == served
    # systemd ends units in the reverse order of their start.
    assert {"curae-server@1.service", "curae-server@2.service"} <= set(envoy["After"][0].split())


def test_no_two_parts_want_one_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = []
    for name, command in PARTS.items():
        for instance in "12" if name.endswith("@") else "1":
            unit = read(name, instance)
            with monkeypatch.context() as each:
                settings = read_by_part(pairs(unit["Environment"]), tmp_path, each)
            ports = listened_ports(command, settings)
            if "--grpc-port" in unit["ExecStart"][0]:
                ports["grpc"] = int(unit["ExecStart"][0].split()[-1])
            wanted += ports.values()
    assert len(wanted) == len(set(wanted)) == 8


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_takes_each_unit(tmp_path: Path) -> None:
    for unit in UNITS.glob("*.service"):
        text = unit.read_text().replace("/opt/curae/bin/curae", "/bin/true")
        (tmp_path / unit.name.replace("@", "@1")).write_text(text)
    units = sorted(tmp_path.glob("*.service"))
    ran = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    # What it says of the machine's own units is not ours.
    ours = [line for line in ran.stderr.splitlines() if re.search(r"curae-\w+", line) and "Cannot add" not in line]
    assert ours == []
