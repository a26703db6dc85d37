"""What a release consists of, built once for all tests of this folder."""

from pathlib import Path

import pytest

from deploy.release.wheel import build_wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))
