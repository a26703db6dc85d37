"""The webhooks of a deployment, with the key that their secrets come from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.deployment import open_database
from server.cli.faults import CommandFailed
from server.cli.folder import has_signing_key, signing_key
from server.cli.settings import settings_of
from server.config import Settings
from server.secret_files import is_given
from server.store.sqlite import sqlite_file

if TYPE_CHECKING:
    from server.services.webhooks import Webhooks


@contextmanager
def open_webhooks(folder: Path) -> "Iterator[Webhooks]":
    """Raises CommandFailed if the deployment's signing key is not here, and the errors of `open_database`."""
    from server.webhook_services import build_webhooks  # noqa: PLC0415 - lists need no HTTP client and no TLS

    with open_database(folder) as database:
        yield build_webhooks(_settings(folder), database)


def _settings(folder: Path) -> Settings:
    settings = settings_of(folder)
    if is_given("CURAE_SIGNING_KEY"):
        return settings
    file = sqlite_file(settings.database_url)
    lives_here = file is not None and file.absolute().parent == folder.absolute()
    if not lives_here and not has_signing_key(folder):
        raise CommandFailed(
            "webhook secrets are derived from the deployment's signing key, which is not set here; "
            "set CURAE_SIGNING_KEY to the key of its servers and workers"
        )
    key: dict[str, Any] = {"signing_key": signing_key(folder)}
    return settings_of(folder, **key)
