"""The limits stand in one place: what Envoy's file says as it stands is what `server/limits.py` says."""

import copy
from typing import Any

import pytest
import yaml

from server.envoy.limits import _VALUES, _fitted, _places, fill_limits
from server.envoy.settings import Budget
from server.shipped import shipped


@pytest.fixture
def config() -> Any:
    return yaml.safe_load(shipped("envoy.yaml").read_text())


def test_envoys_file_as_it_stands_has_the_limits(config: Any) -> None:
    filled = copy.deepcopy(config)
    fill_limits(filled, Budget())
    assert filled == config


def test_every_limit_has_its_place_in_envoys_file(config: Any) -> None:
    missing = []
    for path in _VALUES | _fitted(Budget()):
        *steps, last = path.split("/")
        places = _places(config, steps)
        if not places or not all(last in place for place in places):
            missing.append(path)
    assert not missing


def test_a_changed_limit_reaches_envoy(config: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = next(path for path in _VALUES if path.endswith("batch/request_body_buffer_limit"))
    monkeypatch.setitem(_VALUES, path, 1)
    fill_limits(config, Budget())
    *steps, last = path.split("/")
    assert [place[last] for place in _places(config, steps)] == [1]
