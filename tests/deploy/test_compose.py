"""deploy/compose.yaml: valid, and every setting, port and file in it is one that exists."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import compose_spec
import pytest
import yaml

from deploy.release.commands import ROOT
from server.cli.commands import names
from tests.deploy.part_settings import listened_ports, open_to_others, read_by_part
from tests.parts.processes import port_of

FILE = ROOT / "deploy/compose.yaml"
PARTS = {
    "server-1": "serve",
    "server-2": "serve",
    "worker-1": "worker",
    "worker-2": "worker",
    "envoy": "envoy",
    "migrate": "db",
}
Services = dict[str, Any]


@pytest.fixture(scope="module")
def services() -> Services:
    services: Services = document()["services"]
    return services


def document() -> dict[str, Any]:
    """As compose reads it where no variable of the caller's chooses anything."""
    whole: dict[str, Any] = yaml.safe_load(re.sub(r"\$\{\w+:-(.*?)\}", r"\1", FILE.read_text()))
    return {name: value for name, value in whole.items() if not name.startswith("x-")}


def require_valid(compose: dict[str, Any]) -> None:
    """By the specification's model, which leaves out what it does not know."""
    understood = compose_spec.PyCompose.from_json(json.dumps(compose))
    understood.validate()
    known = understood.to_dict()["services"]
    unknown = {
        (name, key) for name, service in compose["services"].items() for key in service.keys() - known[name].keys()
    }
    assert unknown == set()


def test_it_is_what_the_specification_takes() -> None:
    compose = document()
    require_valid(compose)
    compose["services"]["envoy"]["helthcheck"] = {}
    with pytest.raises((AssertionError, ValueError), match="helthcheck"):
        require_valid(compose)


def test_it_has_what_a_deployment_has(services: Services) -> None:
    assert services.keys() == {*PARTS, "postgres", "seaweedfs", "prometheus", "grafana"}


def test_each_part_reads_what_it_is_given(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, command in PARTS.items():
        with monkeypatch.context() as each:
            given = services[name]["environment"]
            settings = read_by_part(given, tmp_path, each)
            assert services[name]["command"][0] == command and command in names()
            for address in (settings.metrics_address, settings.envoy_address if command == "envoy" else None):
                assert address is None or open_to_others(address)
            mounted = {f"/run/secrets/{secret}" for secret in services[name].get("secrets", [])}
            assert {value for key, value in given.items() if key.endswith("_FILE")} == mounted
            grace = settings.shutdown_grace_seconds + settings.drain_seconds
            assert int(services[name]["stop_grace_period"].removesuffix("s")) >= grace + 5


def test_each_part_is_the_image_closed_to_everything_else(services: Services) -> None:
    (user,) = re.findall(r"^USER (\S+)$", (ROOT / "deploy/Containerfile").read_text(), re.MULTILINE)
    for name in PARTS:
        part = services[name]
        assert (part["user"], part["read_only"], part["cap_drop"]) == (user, True, ["ALL"])
    assert not services["envoy"].get("secrets")


def test_envoy_asks_where_the_servers_listen(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = services["envoy"]["environment"]["CURAE_GRPC_ADDRESS"].split(",")
    assert {target.partition(":")[0] for target in targets} == {"server-1", "server-2"}
    for target in targets:
        server = services[target.partition(":")[0]]["environment"]
        assert port_of(server["CURAE_GRPC_ADDRESS"]) == port_of(target)
    envoy = read_by_part(services["envoy"]["environment"], tmp_path, monkeypatch)
    published = {int(each.rpartition(":")[2]) for each in services["envoy"]["ports"]}
    assert published <= set(listened_ports("envoy", envoy).values())


def test_prometheus_scrapes_each_part_where_it_listens(services: Services) -> None:
    config = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text())
    targets = {
        target for job in config["scrape_configs"] for each in job["static_configs"] for target in each["targets"]
    }
    wanted = {
        f"{name}:{port_of(services[name]['environment']['CURAE_METRICS_ADDRESS'])}"
        for name in PARTS
        if name != "migrate"
    }
    assert targets == wanted
    sample = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())
    assert [job["job_name"] for job in config["scrape_configs"]] == [
        job["job_name"] for job in sample["scrape_configs"]
    ]


def test_what_is_mounted_is_there_and_secrets_are_made(services: Services, tmp_path: Path) -> None:
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert not source.startswith(".") or (FILE.parent / source).exists(), source
    script = tmp_path / "secrets"
    script.write_text((ROOT / "deploy/compose/secrets").read_text())
    for _ in range(2):
        subprocess.run(["sh", script], check=True, capture_output=True)
        made = {path.name: path.read_text() for path in (tmp_path / "secrets.d").iterdir()}
    declared = yaml.safe_load(FILE.read_text())["secrets"]
    assert {Path(each["file"]).name for each in declared.values()} == made.keys()
    assert re.fullmatch(r"[0-9a-f]{64}", made["signing_key"])
    assert made["postgres_password"] in made["database_url"]
    assert (tmp_path / "secrets.d").stat().st_mode & 0o777 == 0o700
    again = {path.name: path.read_text() for path in (tmp_path / "secrets.d").iterdir()}
    assert again == made


def test_seaweedfs_knows_the_options_that_it_is_given(services: Services) -> None:
    command, *options = services["seaweedfs"]["command"]
    weed = Path(sys.executable).with_name("weed")
    known = subprocess.run([weed, "help", command], capture_output=True, text=True, check=False)
    given = {re.split("=", option)[0] for option in options}
    assert given <= set(re.findall(r"^\s+(-[\w.]+)", known.stdout + known.stderr, re.MULTILINE))
