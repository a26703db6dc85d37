"""`curae connections erase` and `report`: what a person may ask for."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from server.cli.arguments import uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_database
from server.cli.faults import CommandFailed
from server.cli.settings import settings_of
from server.cli.terminal import JsonOption, Value, print_list, print_record
from server.domain.erasure import Erasure
from server.services.actors import operator
from server.store.engine import Database

if TYPE_CHECKING:
    from server.services.disclosures import Disclosure

_Id = Annotated[
    str, typer.Argument(parser=uuid_argument, metavar="ID", help="The connection's id, as the list has it.")
]
_PAUSE_SECONDS = 1.0
_PATIENCE = timedelta(seconds=60)


def erase(
    connection: _Id,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Revoke a connection and erase all that was stored by it: records, signals, artifacts, answers, webhooks.

    This cannot be undone. Backups are not touched: docs/privacy.md says what remains. A command that is cut short can
    be run again, and workers finish what it began. Exit code: 0 once all is erased, 1 where something is left.

    Example: curae connections erase 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --yes
    """
    if not yes:
        if not sys.stdin.isatty():
            raise CommandFailed("this cannot be undone; give --yes")
        typer.confirm(f"Erase all that was stored by connection {connection}?", abort=True, err=True)
    with open_database(data) as database:
        erasure = asyncio.run(_erase(database, data, connection))
    print_record(_row(erasure), as_json=as_json)
    if erasure.finished_at is None:
        raise CommandFailed("not all is erased yet: an export or a reader is under way; a worker goes on with it")


async def _erase(database: Database, data: Path, connection_id: str) -> Erasure:
    # Here, because the commands of connections beside this one need no artifacts.
    from server.artifacts.errors import ArtifactError  # noqa: PLC0415
    from server.artifacts.store import open_store  # noqa: PLC0415
    from server.services.erasure import Erasures  # noqa: PLC0415

    settings = settings_of(data)
    artifacts = open_store(settings.artifacts_url)
    lease = timedelta(seconds=settings.lease_seconds)
    erasures = Erasures(database, artifacts, database.clock, operator(), lease=lease)
    try:
        erasure = await erasures.request(connection_id)
        until = database.clock() + _PATIENCE
        while erasure.finished_at is None:
            erasure = await erasures.run(connection_id)
            if erasure.finished_at is not None or database.clock() > until:
                break
            await asyncio.sleep(_PAUSE_SECONDS)
    except ExceptionGroup as faults:
        kept, others = faults.split(ArtifactError)
        if others is not None:
            raise _first(others) from faults
        assert kept is not None  # noqa: S101 - else there are others
        raise CommandFailed(f"{_first(kept)}; the erasure is noted, and workers go on with it") from faults
    finally:
        artifacts.close()
    return erasure


def _first(faults: ExceptionGroup) -> Exception:
    fault: Exception = faults.exceptions[0]
    return _first(fault) if isinstance(fault, ExceptionGroup) else fault


def report(connection: _Id, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """Give a person's account of disclosures: who exported or downloaded what, when, and from where.

    It is read from the audit trail, and still there after an erasure.

    Example: curae connections report 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --json
    """
    from server.services.disclosures import Disclosures  # noqa: PLC0415 - as above

    with open_database(data) as database:
        rows = [_disclosure_row(each) for each in Disclosures(database).of(connection)]
    print_list(rows, as_json=as_json, empty="nothing of this connection was exported", first=("at", "kind"))


def _row(erasure: Erasure) -> dict[str, Value]:
    return {
        "connectionId": erasure.connection_id,
        "requestedAt": erasure.requested_at,
        "requestedBy": erasure.requested_by,
        "reason": str(erasure.reason),
        "finishedAt": erasure.finished_at,
        **erasure.erased.by_name(),
    }


def _disclosure_row(disclosure: "Disclosure") -> dict[str, Value]:
    return {
        "at": disclosure.at,
        "kind": disclosure.kind,
        "app": disclosure.app,
        "by": disclosure.by,
        "keyName": disclosure.key_name,
        "address": disclosure.address,
        "exportId": disclosure.export_id,
        "records": disclosure.records,
        "bytes": disclosure.byte_count,
        "complete": disclosure.complete,
        "what": disclosure.what,
    }
