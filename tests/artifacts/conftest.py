"""Every test of the conformance module runs on a folder and on a real S3 store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.artifacts.store import ArtifactStore, open_store


@pytest.fixture(params=["local", "s3"])
def artifacts_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "s3":
        return str(request.getfixturevalue("s3_url"))
    return (tmp_path / "artifacts").as_uri()


@pytest.fixture
def store(artifacts_url: str) -> Iterator[ArtifactStore]:
    store = open_store(artifacts_url)
    yield store
    store.close()
