"""`curae signals list`, `get`, `withdraw` and `replace`: what an app does with the signals that it sent."""

import json
import uuid
from pathlib import Path
from typing import Annotated, Any

import typer

from server.cli.arguments import Moment, moment_at, past_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA
from server.cli.exports.client import CaFileOption, DataOption, InsecureOption, TargetOption, connect
from server.cli.faults import CommandFailed
from server.cli.terminal import print_data
from server.clock import utc_now
from server.domain.idempotency import parse_key

_PAGE = 100
_Id = Annotated[str, typer.Argument(parser=uuid_argument, metavar="ID", help="The signal's id.")]


def list_signals(
    *,
    connection: Annotated[
        str, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Whose signals to list.")
    ],
    namespace: Annotated[str | None, typer.Option("--namespace", help="Only this namespace.")] = None,
    signal_type: Annotated[str | None, typer.Option("--type", help="Only this type, with its --namespace.")] = None,
    since: Annotated[
        Moment | None, typer.Option("--since", parser=past_argument, metavar="TIME", help="Happened at or after it.")
    ] = None,
    until: Annotated[
        Moment | None, typer.Option("--until", parser=past_argument, metavar="TIME", help="Happened before it.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Number of signals at most.")] = _PAGE,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
) -> None:
    """List an app's own signals, the last to happen first, as one JSON object a line.

    Example: curae signals list --connection 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --since 7d
    """
    from curae.sdk.v1 import signals_pb2  # noqa: PLC0415 - slow to import, and the commands beside these need none

    now = utc_now()
    request = signals_pb2.ListSignalsRequest(
        connection_id=connection,
        namespace=namespace,
        signal_type=signal_type,
        since=moment_at(now, since),
        until=moment_at(now, until),
    )
    with connect(target, data, ca_file, insecure=insecure) as api:
        left = limit
        while left:
            request.limit = min(left, _PAGE)
            page = api.answer(api.signals.ListSignals, request)
            for record in page.signals:
                _print(record)
            left -= len(page.signals)
            if not page.pagination.HasField("next_cursor"):
                return
            request.cursor = page.pagination.next_cursor


def get(
    signal: _Id,
    *,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
) -> None:
    """Print a signal, or the tombstone of one that was withdrawn, as JSON.

    Example: curae signals get 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    from curae.sdk.v1 import signals_pb2  # noqa: PLC0415 - slow to import, and the commands beside these need none

    with connect(target, data, ca_file, insecure=insecure) as api:
        _print(api.answer(api.signals.GetSignal, signals_pb2.GetSignalRequest(signal_id=signal)))


def withdraw(
    signal: _Id,
    *,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
) -> None:
    """Withdraw a signal: its payload is deleted, a tombstone stays. It can be repeated.

    Example: curae signals withdraw 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    from curae.sdk.v1 import signals_pb2  # noqa: PLC0415 - slow to import, and the commands beside these need none

    with connect(target, data, ca_file, insecure=insecure) as api:
        _print(api.answer(api.signals.WithdrawSignal, signals_pb2.WithdrawSignalRequest(signal_id=signal)).tombstone)


def replace(
    signal: _Id,
    payload: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="The payload, as JSON.")],
    *,
    occurred: Annotated[
        Moment | None,
        typer.Option(
            "--occurred",
            parser=past_argument,
            metavar="TIME",
            help="When it happened. Give it again: it is not taken from the signal before. Default: now.",
        ),
    ] = None,
    idempotency_key: Annotated[
        str | None, typer.Option("--idempotency-key", help="Makes a retry safe; default: a new one.")
    ] = None,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
) -> None:
    """Replace a signal by a new one, and withdraw the one before. The new one has an id and a time of its own.

    Example: curae signals replace 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b corrected.json
    """
    from curae.sdk.v1 import signals_pb2  # noqa: PLC0415 - slow to import, and the commands beside these need none

    key = str(uuid.uuid4()) if idempotency_key is None else parse_key(idempotency_key, "--idempotency-key")
    request = signals_pb2.ReplaceSignalRequest(signal_id=signal, occurred_at=moment_at(utc_now(), occurred))
    request.payload.update(_payload(payload))
    with connect(target, data, ca_file, insecure=insecure) as api:
        _print(api.answer(api.signals.ReplaceSignal, request, ("idempotency-key", key)))


def _payload(file: Path) -> dict[str, Any]:
    """Raises CommandFailed, without a word of what the file holds."""
    try:
        payload = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as fault:
        raise CommandFailed(f"{file} is not a JSON file ({type(fault).__name__})") from None
    if not isinstance(payload, dict):
        raise CommandFailed(f"{file} does not hold a JSON object")
    return payload


def _print(message: Any) -> None:
    from server.cli.messages import plain  # noqa: PLC0415 - as above

    print_data(json.dumps(plain(message), separators=(",", ":")), at_once=True)
