"""`gen/` is what the protos make, and the front door covers all of it."""

import re
from pathlib import Path

import pytest
import yaml

from server.codegen.__main__ import GEN, drift, generate, generate_all, write
from server.codegen.descriptors import FHIR_PACKAGE, ROOT, Protos, load
from server.codegen.rest_rules import generate as rest_rules


@pytest.fixture(scope="module")
def made() -> dict[Path, bytes]:
    return dict(generate())


@pytest.fixture(scope="module")
def protos() -> Protos:
    return load()


@pytest.fixture(scope="module")
def fhir() -> Protos:
    return load(package=FHIR_PACKAGE)


def test_nothing_generated_has_drifted() -> None:
    assert [path for folder, made in generate_all().items() for path in drift(made, folder)] == []


def test_generation_is_deterministic(made: dict[Path, bytes]) -> None:
    assert dict(generate()) == made


def test_drift_names_what_differs_is_missing_or_is_left_over(made: dict[Path, bytes], tmp_path: Path) -> None:
    write(made, tmp_path)
    assert drift(made, tmp_path) == []
    (tmp_path / "descriptors.binpb").write_bytes(b"")
    (tmp_path / "rest_rules.lua").unlink()
    (tmp_path / "left.lua").write_text("")
    expected = ["descriptors.binpb", "left.lua", "rest_rules.lua"]
    assert [str(path) for path in drift(made, tmp_path)] == expected
    write(made, tmp_path)
    assert drift(made, tmp_path) == []


def test_every_element_of_the_protos_has_a_comment(protos: Protos, fhir: Protos) -> None:
    for each in (protos, fhir):
        for rpc in each.rpcs:
            assert rpc.comment, rpc.full_name
            for field in rpc.request.fields:
                assert each.comment(field), field.full_name
        assert all(each.service_comments.values())


def test_every_rpc_has_a_route_in_envoy(protos: Protos, fhir: Protos) -> None:
    config = yaml.safe_load((ROOT / "envoy.yaml").read_text())
    door = config["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"]
    routes = door["route_config"]["virtual_hosts"][0]["routes"]
    prefixes = [route["match"]["prefix"] for route in routes if "prefix" in route["match"] and "route" in route]
    patterns = [route["match"]["safe_regex"]["regex"] for route in routes if "safe_regex" in route["match"]]
    for rpc in (*protos.rpcs, *fhir.rpcs):
        for rule in rpc.bindings:
            routed = any(re.fullmatch(pattern, rule.path) for pattern in patterns)
            assert routed or rule.path.startswith(tuple(prefixes)), rule.path
        assert f"/{rpc.service}/".startswith(tuple(prefixes))
    transcoder = next(each for each in door["http_filters"] if each["name"].endswith("grpc_json_transcoder"))
    assert transcoder["typed_config"]["services"] == [*protos.service_comments, *fhir.service_comments]


def test_the_transcoders_descriptors_hold_no_rules_and_no_comments(made: dict[Path, bytes]) -> None:
    descriptors = made[Path("descriptors.binpb")]
    assert b"buf/validate" not in descriptors
    assert b"Never sent" not in descriptors


def test_lua_reads_exactly_the_kinds_that_the_protos_have(protos: Protos, fhir: Protos) -> None:
    rules = rest_rules(protos.rpcs, fhir.rpcs)
    kinds = set(re.findall(r'\["kind"\] = "(\w+)"', rules))
    lua = (ROOT / "server/envoy/lua/body.lua").read_text()
    assert kinds == set(re.findall(r"^function kinds\.(\w+)", lua, re.MULTILINE))
    assert GEN.joinpath("rest_rules.lua").read_text() == rules
