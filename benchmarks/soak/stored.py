"""What lies in the database and in the folder or the bucket, read without the service."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.store import LocalStore, S3Store
from sqlalchemy import Connection, create_engine, text

from benchmarks.stack import Stack


class Stored:
    def __init__(self, database: Connection, artifacts: LocalStore | S3Store) -> None:
        self._database = database
        self._artifacts = artifacts

    def rows(self, query: str) -> list[Any]:
        return list(self._database.execute(text(query)))

    def artifact_keys(self) -> set[str]:
        paths = (meta["path"] for page in obstore.list(self._artifacts) for meta in page)
        return {path for path in paths if path.startswith("exports/") and path.endswith(".ndjson")}

    def blocks(self, key: str) -> Iterator[bytes]:
        """The artifact's bytes."""
        for block in obstore.get(self._artifacts, key).stream():
            yield bytes(block)


@contextmanager
def stored(stack: Stack) -> Iterator[Stored]:
    engine = create_engine(stack.database_url)
    try:
        with engine.connect() as database:
            yield Stored(database, _artifacts(stack))
    finally:
        engine.dispose()


def _artifacts(stack: Stack) -> LocalStore | S3Store:
    url = stack.environment.get("CURAE_ARTIFACTS_URL")
    if url is None:
        return LocalStore(stack.folder / "artifacts")
    parts = urlsplit(url)
    options = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return S3Store(
        parts.netloc,
        prefix=unquote(parts.path).strip("/"),
        config={
            "endpoint": options["endpoint"],
            "region": options["region"],
            "access_key_id": stack.environment["AWS_ACCESS_KEY_ID"],
            "secret_access_key": stack.environment["AWS_SECRET_ACCESS_KEY"],
        },
        client_options={"allow_http": True},
    )
