"""The baselines that the figures are ratios of do what they are taken for."""

import hashlib
from pathlib import Path

import httpx

from benchmarks.bare import copy_rows
from benchmarks.dataset import records
from benchmarks.zeroes import zeroes_behind_envoy
from tests.parts.attackers.made_up_key import made_up_key
from tests.parts.in_process import Stack

SIZE = (1 << 20) + 1


def test_the_bare_driver_copies_what_an_export_holds(stack: Stack, tmp_path: Path) -> None:
    app = stack.new_app()
    resources = [*records(1500, mean_bytes=2000)]
    stack.imports.store(app.connection.id, resources)
    ordered = sorted(resources, key=lambda each: (each.resource_type, each.resource_id))
    whole = b"".join(each.content + b"\n" for each in ordered)
    url = stack.settings.database_url
    assert copy_rows(url, app.connection.id, tmp_path / "bare") == (hashlib.sha256(whole).hexdigest(), len(whole))
    assert not (tmp_path / "bare").exists()


def test_envoy_serves_as_many_zeroes_as_it_says() -> None:
    with zeroes_behind_envoy(SIZE) as url:
        key = {"authorization": f"Bearer {made_up_key()}"}
        answer = httpx.get(f"{url}/api/sdk/v1/records/exports/any/artifact", headers=key)
    assert answer.headers["content-length"] == str(SIZE)
    assert answer.content == bytes(SIZE)
