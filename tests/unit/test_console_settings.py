"""Where the console is, by the settings: nowhere until both of its addresses are given."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from server.cli.door import door_settings
from server.config import ConfigurationError, read_settings
from server.envoy.render import render

LISTEN = "127.0.0.1:8081"


def rendered(folder: Path, **settings: Any) -> dict[str, dict[str, Any]]:
    """Listeners and clusters by their names."""
    config = yaml.safe_load(render(door_settings(read_settings(**settings), folder)))["static_resources"]
    return {kind: {each["name"]: each for each in config[kind]} for kind in ("listeners", "clusters")}


def address_of(cluster: dict[str, Any]) -> Any:
    return cluster["load_assignment"]["endpoints"][0]["lb_endpoints"][0]["endpoint"]["address"]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CURAE_ADMIN_ADDRESS", "CURAE_CONSOLE_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


def test_without_an_address_there_is_none(tmp_path: Path) -> None:
    parts = rendered(tmp_path)
    assert "door" in parts["listeners"]
    assert "console" not in parts["listeners"] | parts["clusters"]


def test_it_is_behind_a_socket_or_an_address_of_its_own(tmp_path: Path) -> None:
    socket = rendered(tmp_path, console_address=LISTEN, admin_address=f"unix:{tmp_path}/admin.sock")
    assert socket["listeners"]["console"]["address"] == {"socket_address": {"address": "127.0.0.1", "port_value": 8081}}
    assert address_of(socket["clusters"]["console"])["pipe"]["path"] == f"{tmp_path}/admin.sock"
    apart = rendered(tmp_path, console_address=LISTEN, admin_address="10.0.0.7:50052")
    assert address_of(apart["clusters"]["console"])["socket_address"] == {"address": "10.0.0.7", "port_value": 50052}
    for parts in (socket, apart):
        assert address_of(parts["clusters"]["server"])["socket_address"]["port_value"] == 50051


def test_it_speaks_tls_where_the_door_does(tmp_path: Path) -> None:
    for name in ("certificate", "key"):
        (tmp_path / name).touch()
    parts = rendered(
        tmp_path,
        console_address=LISTEN,
        admin_address="127.0.0.1:50052",
        tls_certificate=tmp_path / "certificate",
        tls_key=tmp_path / "key",
    )
    chains = [parts["listeners"][name]["filter_chains"][0] for name in ("door", "console")]
    assert chains[0]["transport_socket"] == chains[1]["transport_socket"]


def test_an_envoy_without_the_servers_address_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="CURAE_ADMIN_ADDRESS"):
        door_settings(read_settings(console_address=LISTEN), tmp_path)
    with pytest.raises(ConfigurationError, match=r"CURAE_CONSOLE_ADDRESS.*host:port"):
        door_settings(read_settings(console_address="8081", admin_address="127.0.0.1:50052"), tmp_path)
