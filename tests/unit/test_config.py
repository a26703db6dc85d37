from pathlib import Path

import pytest

from server.artifacts.store import open_store
from server.config import ConfigurationError, Settings, data_folder_urls, read_settings
from server.domain.caller import Environment

BAD = {
    "CURAE_DATABASE_URL": "mysql://example",
    "CURAE_ARTIFACTS_URL": "ftp://example",
    "CURAE_ENVIRONMENT": "staging",
    "CURAE_SIGNING_KEY": "hunter2hunter2",
    "CURAE_EXPORT_TTL_SECONDS": "0",
    "CURAE_DOWNLOAD_URL_TTL_SECONDS": "3601",
    "CURAE_LEASE_SECONDS": "-1",
    "CURAE_MAX_ATTEMPTS": "none",
    "CURAE_WORKER_SLOTS": "65",
    "CURAE_SHUTDOWN_GRACE_SECONDS": "soon",
    "CURAE_RATE_LIMIT": "0",
    "CURAE_LOG_FORMAT": "xml",
    "CURAE_LOG_LEVEL": "loud",
    "CURAE_METRICS_ADDRESS": "127.0.0.1",
    "CURAE_TLS_CERTIFICATE": "/does/not/exist.pem",
    "CURAE_TLS_KEY": "/does/not/exist.key",
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, BAD[name])
    with pytest.raises(ConfigurationError) as wrong:
        read_settings()
    assert str(wrong.value).startswith(f"{name}: ")
    assert "\n" not in str(wrong.value)


def test_all_wrong_variables_are_named_at_once_and_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in BAD.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as wrong:
        read_settings()
    assert {line.partition(":")[0] for line in str(wrong.value).splitlines()} == set(BAD)
    assert "hunter2" not in str(wrong.value)
    assert wrong.value.__cause__ is None


@pytest.mark.parametrize("url", ["sqlite", "sqlite:", "sqlite:data.db", "postgresql", "postgres:db", "", "oracle://x"])
def test_a_database_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="CURAE_DATABASE_URL"):
        read_settings(database_url=url)


def test_secrets_do_not_print() -> None:
    settings = read_settings(signing_key="k" * 32, database_url="postgresql://user:hunter2@host/db")
    assert "k" * 32 not in repr(settings) and "k" * 32 not in str(settings)
    assert "hunter2" not in repr(settings) and "hunter2" not in str(settings)
    assert settings.signing_key.get_secret_value() == "k" * 32


def test_the_defaults_hold_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings()
    assert settings.environment is Environment.LIVE
    assert settings.signing_key != read_settings().signing_key
    open_store(settings.artifacts_url).close()
    assert (tmp_path / "data/artifacts").is_dir()


def test_settings_are_frozen_and_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CURAE_ENVIRONMENT", "test")
    settings = read_settings(**data_folder_urls(tmp_path))
    assert isinstance(settings, Settings) and settings.environment is Environment.TEST
    assert str(tmp_path) in settings.database_url and str(tmp_path) in settings.artifacts_url
    with pytest.raises(ValueError, match="frozen"):
        settings.log_level = "debug"
