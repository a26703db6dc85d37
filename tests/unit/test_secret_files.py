"""Settings and keys that a file holds, as secrets are mounted into containers."""

from pathlib import Path

import pytest

from server.artifacts.errors import ArtifactStoreMisconfigured
from server.artifacts.s3_location import S3Credentials
from server.config import ConfigurationError, read_settings
from server.secret_files import SecretUnreadable

SECRET = "s" * 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n")
    return path


def test_a_setting_may_be_in_a_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURAE_SIGNING_KEY_FILE", str(file))
    assert read_settings().signing_key.get_secret_value() == SECRET


def test_both_are_refused_since_nobody_knows_which_one_is_meant(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURAE_SIGNING_KEY_FILE", str(file))
    monkeypatch.setenv("CURAE_SIGNING_KEY", SECRET)
    with pytest.raises(ConfigurationError, match="CURAE_SIGNING_KEY and CURAE_SIGNING_KEY_FILE") as refused:
        read_settings()
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "missing"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("CURAE_DATABASE_URL_FILE", str(path))
    with pytest.raises(ConfigurationError, match=f"CURAE_DATABASE_URL_FILE: {path}"):
        read_settings()


def test_what_a_file_holds_is_checked_and_not_shown(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("hunter2")
    monkeypatch.setenv("CURAE_SIGNING_KEY_FILE", str(file))
    with pytest.raises(ConfigurationError, match="CURAE_SIGNING_KEY: ") as refused:
        read_settings()
    assert "hunter2" not in str(refused.value)


def test_the_keys_of_a_bucket_may_be_in_files(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    with pytest.raises(ArtifactStoreMisconfigured, match="AWS_SECRET_ACCESS_KEY"):
        S3Credentials.from_environment()
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY_FILE", str(file))
    assert S3Credentials.from_environment().secret_access_key == SECRET
    file.unlink()
    with pytest.raises(SecretUnreadable, match="AWS_SECRET_ACCESS_KEY_FILE"):
        S3Credentials.from_environment()
