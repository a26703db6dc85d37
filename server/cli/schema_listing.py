"""What the commands of schemas share: the registry of a deployment, and a version as a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from server.cli.deployment import open_database
from server.cli.terminal import Value
from server.store.signal_schemas import RegisteredSchema, all_schemas

if TYPE_CHECKING:
    from server.services.schemas import Schemas

BreakingOption = Annotated[
    bool,
    typer.Option(
        "--breaking", help="Accept a version that rejects, or reads in another unit, what the last version accepts."
    ),
]


@contextmanager
def open_schemas(data: Path) -> "Iterator[Schemas]":
    from server.services.schemas import Schemas  # noqa: PLC0415 - lists compile no schema

    with open_database(data) as database:
        yield Schemas(database, database.clock)


def every_version(data: Path) -> list[RegisteredSchema]:
    with open_database(data) as database:
        return database.read_now(all_schemas)


def row_of(schema: RegisteredSchema) -> dict[str, Value]:
    return {
        "namespace": schema.namespace,
        "signalType": schema.signal_type,
        "version": schema.version,
        "status": str(schema.status),
        "createdAt": schema.created_at,
    }
