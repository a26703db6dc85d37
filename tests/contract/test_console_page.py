"""The console's page: what it loads is served, explained and its own."""

import re
from pathlib import Path
from typing import Any

import yaml

from server.codegen.descriptors import ADMIN_PACKAGE, load
from server.domain.exports import ExportErrorCode
from server.rpc.admin.session import HEADER

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "server/console"
ENVOY = ROOT / "envoy.yaml"


def listener() -> dict[str, Any]:
    """What Envoy does at the admin port."""
    named = {each["name"]: each for each in yaml.safe_load(ENVOY.read_text())["static_resources"]["listeners"]}
    manager: dict[str, Any] = named["console"]["filter_chains"][0]["filters"][0]["typed_config"]
    return manager


def routes() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = listener()["route_config"]["virtual_hosts"][0]["routes"]
    return found


def test_every_call_of_it_has_a_route() -> None:
    prefixes = tuple(each["match"]["prefix"] for each in routes() if "prefix" in each["match"] and "route" in each)
    admin = load(package=ADMIN_PACKAGE)
    assert all(rpc.http.path.startswith(prefixes) for rpc in admin.rpcs)
    transcoder = next(each for each in listener()["http_filters"] if each["name"].endswith("grpc_json_transcoder"))
    assert transcoder["typed_config"]["services"] == sorted(admin.service_comments)


def test_every_file_is_served_and_every_served_file_is_there() -> None:
    served = {
        route["match"]["path"]: Path(route["direct_response"]["body"]["filename"])
        for route in routes()
        if "filename" in route.get("direct_response", {}).get("body", {})
    }
    assert {path.name for path in served.values()} == {path.name for path in PAGE.iterdir()}
    assert all(url in ("/", f"/console/{path.name}") for url, path in served.items())
    lua = (ROOT / "server/envoy/lua/console/door.lua").read_text()
    assert set(re.search(r"for name in \(\[\[([^\]]+)\]\]", lua)[1].split()) == {
        path.stem for path in PAGE.glob("*.js")
    }  # type: ignore[index]


def test_it_asks_for_its_own_files_only_and_makes_no_markup_of_text() -> None:
    for path in PAGE.iterdir():
        text = path.read_text()
        asked = re.findall(r'(?:src|href)="([^"#]+)"|from "([^"]+)"|url\(([^)]+)\)', text)
        for url in filter(None, (part for parts in asked for part in parts)):
            assert url == "data:," or (PAGE / Path(url).name).exists(), f"{path.name}: {url}"
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text)
        assert "http://" not in text.replace("http://www.w3.org/2000/svg", "") and "https://" not in text


def test_every_code_of_a_failure_is_explained() -> None:
    source = (PAGE / "exports.js").read_text()
    explained = re.search(r"MEANINGS = \{(.*?)\n\};", source, re.DOTALL)
    assert explained is not None
    assert set(re.findall(r"^  (\w+):", explained[1], re.MULTILINE)) == {str(code) for code in ExportErrorCode}


def test_it_sends_the_header_that_the_server_asks_for() -> None:
    assert f'"{HEADER}"' in (PAGE / "api.js").read_text()
