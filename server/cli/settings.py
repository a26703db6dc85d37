"""The settings of the deployment on a data folder. Its module imports no database: Envoy and its health need none."""

from pathlib import Path

from server.config import Settings, data_folder_urls, read_settings
from server.secret_files import is_given


def settings_of(folder: Path, **overrides: object) -> Settings:
    """The environment's settings, then `overrides`, then the folder's places. Raises ConfigurationError."""
    places = {
        name: url for name, url in data_folder_urls(folder.absolute()).items() if not is_given(f"CURAE_{name.upper()}")
    }
    return read_settings(**places, **overrides)
