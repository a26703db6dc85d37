"""deploy/kubernetes, put together by kustomize: valid, and every setting and port in it is one of the parts'."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from deploy.release.commands import ROOT
from server.cli.commands import names
from server.config import Settings
from server.metrics import REGISTRY
from tests.deploy.part_settings import PATHS, SECRETS, listened_ports, open_to_others, read_by_part
from tests.parts.processes import port_of

KUBERNETES = ROOT / "deploy/kubernetes"
VERSIONS = ("1.30", "1.37")  # `sleep` before a container's end is known since 1.30
PARTS = {"curae-server": "serve", "curae-worker": "worker", "curae-envoy": "envoy"}
Manifest = dict[str, Any]


@pytest.fixture(scope="module")
def manifests(tmp_path_factory: pytest.TempPathFactory) -> list[Manifest]:
    """The example overlay, with secrets as an operator puts them there."""
    place = tmp_path_factory.mktemp("kubernetes") / "kubernetes"
    shutil.copytree(KUBERNETES, place)
    overlay = place / "overlays/example"
    (overlay / "secrets").mkdir()
    for name in ("database-url", "signing-key", "aws-access-key-id", "aws-secret-access-key"):
        (overlay / "secrets" / name).write_text(SECRETS[name.removeprefix("aws-")])
    kubectl = Path(sys.executable).with_name("kubectl")
    built = subprocess.run([kubectl, "kustomize", overlay], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return list(yaml.safe_load_all(built.stdout))


def of_kind(manifests: list[Manifest], kind: str) -> dict[str, Manifest]:
    return {each["metadata"]["name"]: each for each in manifests if each["kind"] == kind}


def pods(manifests: list[Manifest]) -> dict[str, Manifest]:
    """The pod templates of Deployments and the Job, by the name of each."""
    workloads = of_kind(manifests, "Deployment") | of_kind(manifests, "Job")
    return {name: workload["spec"]["template"] for name, workload in workloads.items()}


def container(pod: Manifest) -> Manifest:
    (only,) = pod["spec"]["containers"]
    return only  # type: ignore[no-any-return]


def environment(manifests: list[Manifest], pod: Manifest) -> dict[str, str]:
    maps = of_kind(manifests, "ConfigMap")
    given: dict[str, str] = {}
    for source in container(pod).get("envFrom", []):
        given |= maps[source["configMapRef"]["name"]]["data"]
    return given | {each["name"]: each["value"] for each in container(pod).get("env", [])}


@pytest.fixture(params=PARTS)
def part(
    request: pytest.FixtureRequest, manifests: list[Manifest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Manifest, Settings]:
    """The command, the pod that runs it, and the settings that it reads there."""
    pod = pods(manifests)[request.param]
    return PARTS[request.param], pod, read_by_part(environment(manifests, pod), tmp_path, monkeypatch)


@pytest.mark.parametrize("version", VERSIONS)
def test_each_is_what_the_schema_of_kubernetes_takes(manifests: list[Manifest], version: str) -> None:
    assert len(manifests) > 10
    for manifest in manifests:
        kubernetes_validate.validate(manifest, version, strict=True)


def test_a_field_that_does_not_exist_is_found(manifests: list[Manifest]) -> None:
    """So that the test above cannot pass by looking at nothing."""
    wrong = json.loads(json.dumps(of_kind(manifests, "Deployment")["curae-server"]))
    container(wrong["spec"]["template"])["readyProbe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError, match="readyProbe"):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


def test_each_runs_a_command_of_ours_as_the_images_user(manifests: list[Manifest]) -> None:
    (user,) = re.findall(r"^USER (\d+):\1$", (ROOT / "deploy/Containerfile").read_text(), re.MULTILINE)
    assert pods(manifests).keys() == {*PARTS, "curae-migrate"}
    for name, pod in pods(manifests).items():
        assert container(pod)["args"] == ([PARTS[name]] if name in PARTS else ["db", "upgrade"])
        assert container(pod)["args"][0] in names()
        security = pod["spec"]["securityContext"]
        assert (security["runAsUser"], security["runAsNonRoot"]) == (int(user), True)
        closed = container(pod)["securityContext"]
        assert closed["readOnlyRootFilesystem"] and not closed["allowPrivilegeEscalation"]
        assert closed["capabilities"] == {"drop": ["ALL"]}
        assert not pod["spec"]["automountServiceAccountToken"]
        written = {mount["mountPath"] for mount in container(pod)["volumeMounts"] if not mount.get("readOnly")}
        assert written == {"/tmp", "/var/lib/curae"}  # noqa: S108 - a path in the container


def test_ports_are_those_that_the_part_listens_on_for_others(part: tuple[str, Manifest, Settings]) -> None:
    command, pod, settings = part
    ports = {each["name"]: each["containerPort"] for each in container(pod)["ports"]}
    assert ports == listened_ports(command, settings)
    assert open_to_others(settings.metrics_address or "")
    assert open_to_others({"serve": settings.grpc_address, "envoy": settings.envoy_address}.get(command, "0.0.0.0:0"))


def test_probes_ask_for_pages_that_exist(part: tuple[str, Manifest, Settings]) -> None:
    command, pod, _ = part
    for name in ("startupProbe", "readinessProbe", "livenessProbe"):
        asked = container(pod)[name]["httpGet"]
        assert asked["path"] in PATHS[command][asked["port"]]


def test_a_pod_has_longer_than_its_part_takes_to_drain(part: tuple[str, Manifest, Settings]) -> None:
    """Envoy first says that it goes, and waits for balancers; a server waits until each Envoy has asked it twice."""
    command, pod, settings = part
    before = container(pod).get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
    own = settings.shutdown_grace_seconds + (settings.drain_seconds if command == "serve" else 0)
    assert pod["spec"]["terminationGracePeriodSeconds"] >= before + own + 5
    assert settings.drain_seconds >= 3 or command != "serve"
    assert before >= 5 or command != "envoy"


def test_envoy_holds_no_secret(manifests: list[Manifest]) -> None:
    envoy = pods(manifests)["curae-envoy"]
    assert not [volume for volume in envoy["spec"]["volumes"] if "secret" in volume]
    assert "envFrom" not in container(envoy)


def test_services_lead_to_ports_of_the_pods_that_they_select(manifests: list[Manifest]) -> None:
    for service in of_kind(manifests, "Service").values():
        selected = select(manifests, service["spec"]["selector"])
        (pod,) = selected.values()
        named = {each["name"] for each in container(pod)["ports"]}
        assert {each["targetPort"] for each in service["spec"]["ports"]} <= named


def test_envoy_asks_the_service_of_the_servers(manifests: list[Manifest]) -> None:
    target = environment(manifests, pods(manifests)["curae-envoy"])["CURAE_GRPC_ADDRESS"]
    service = of_kind(manifests, "Service")[target.partition(":")[0]]
    assert service["spec"]["clusterIP"] == "None"  # every server by itself: Envoy checks and balances
    assert [each["port"] for each in service["spec"]["ports"]] == [port_of(target)]


def test_policies_open_ports_that_somebody_listens_on(manifests: list[Manifest]) -> None:
    policies = of_kind(manifests, "NetworkPolicy")
    for policy in policies.values():
        selected = select(manifests, policy["spec"]["podSelector"])
        assert selected, policy["metadata"]["name"]
        for rule in policy["spec"].get("ingress", []):
            listened = {port["containerPort"] for pod in selected.values() for port in container(pod).get("ports", [])}
            assert {port["port"] for port in rule["ports"]} <= listened
    everybody = policies["curae"]["spec"]
    assert select(manifests, everybody["podSelector"]).keys() == pods(manifests).keys()
    assert everybody["policyTypes"] == ["Ingress", "Egress"]  # so what no policy names is closed


def test_each_part_has_a_budget_that_leaves_one_running(manifests: list[Manifest]) -> None:
    budgets = of_kind(manifests, "PodDisruptionBudget")
    for name, deployment in of_kind(manifests, "Deployment").items():
        selected = select(manifests, budgets[name]["spec"]["selector"])
        assert selected.keys() == {name}
        assert deployment["spec"]["replicas"] > budgets[name]["spec"]["maxUnavailable"]
        assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def test_workers_are_scaled_by_a_metric_of_theirs(manifests: list[Manifest]) -> None:
    (scaler,) = of_kind(manifests, "HorizontalPodAutoscaler").values()
    (metric,) = scaler["spec"]["metrics"]
    name = metric["external"]["metric"]["name"]
    assert name in {family.name for family in REGISTRY.collect()}
    adapter = yaml.safe_load((KUBERNETES / "prometheus-adapter.yaml").read_text())["rules"]["external"][0]
    assert adapter["name"]["matches"] == name and name in adapter["seriesQuery"] and name in adapter["metricsQuery"]
    assert scaler["spec"]["scaleTargetRef"]["name"] in of_kind(manifests, "Deployment")


def select(manifests: list[Manifest], selector: Manifest) -> dict[str, Manifest]:
    """The pods that a selector means, by the names of their workloads."""
    labels = selector.get("matchLabels", {} if "matchExpressions" in selector else selector)
    expressions = selector.get("matchExpressions", [])
    return {
        name: pod
        for name, pod in pods(manifests).items()
        if labels.items() <= pod["metadata"]["labels"].items()
        and all(pod["metadata"]["labels"][each["key"]] in each["values"] for each in expressions)
    }
