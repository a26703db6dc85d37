"""Signals as files: NDJSON, and Parquet where pyarrow is there."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import Any

from server.cli.faults import CommandFailed
from server.domain.signals.tombstone import Tombstone
from server.store.signals import Signal

ROWS_A_GROUP = 10_000  # of Parquet: bounds memory


def as_line(signal: Signal | Tombstone) -> str:
    """One JSON object; the payload is the JSON that was stored, number for number."""
    if isinstance(signal, Tombstone):
        return json.dumps(_named(signal), separators=(",", ":"))
    named = {
        "id": signal.id,
        "connectionId": signal.connection_id,
        "namespace": signal.namespace,
        "signalType": signal.signal_type,
        "schemaVersion": signal.schema_version,
        "occurredAt": _local(signal.occurred_at, signal.occurred_at_offset),
        "occurredUntil": _local(signal.occurred_until, signal.occurred_until_offset),
        "sentAt": None if signal.sent_at is None else _rfc3339(signal.sent_at),
        "eventAt": None if signal.event_at is None else _rfc3339(signal.event_at),
        "receivedAt": _rfc3339(signal.received_at),
        "grantVersion": signal.grant_version,
    }
    head = json.dumps({name: value for name, value in named.items() if value is not None}, separators=(",", ":"))
    return f'{head[:-1]},"payload":{signal.payload}}}'


def _named(tombstone: Tombstone) -> dict[str, Any]:
    named = {
        "id": tombstone.id,
        "connectionId": tombstone.connection_id,
        "namespace": tombstone.namespace,
        "signalType": tombstone.signal_type,
        "receivedAt": _rfc3339(tombstone.received_at),
        "withdrawnAt": _rfc3339(tombstone.withdrawn_at),
        "replacedBy": tombstone.replaced_by,
    }
    return {name: value for name, value in named.items() if value is not None}


@contextmanager
def new_file(output: Path) -> Iterator[Path]:
    """FILE.part, which becomes FILE once it is whole; nothing is left of one that is not. Raises CommandFailed.

    A link stays one. A pipe or a device, such as /dev/stdout, is never put away for a file: it is written to as it is.
    """
    try:
        if output.exists() and not output.is_file():
            yield output
        else:
            yield from _replacing(output.resolve())
    except OSError as fault:
        raise CommandFailed(
            f"{output} cannot be written: {fault.strerror or fault}; choose another --output"
        ) from fault


def _replacing(output: Path) -> Iterator[Path]:
    part = output.with_name(output.name + ".part")
    try:
        yield part
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def write_ndjson(path: Path, signals: Iterable[Signal | Tombstone]) -> int:
    return write_lines(path, map(as_line, signals))


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Gives how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
    return count


def write_parquet(path: Path, signals: Iterable[Signal | Tombstone]) -> int:
    """Times are UTC microseconds, the payload is its JSON text. Raises CommandFailed where pyarrow is not there."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra, and heavy
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as missing:
        raise CommandFailed("Parquet needs pyarrow; run: pip install 'curae[parquet]'") from missing
    schema = _schema(pyarrow)
    rows, count = iter(signals), 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := [_row(signal) for signal in islice(rows, ROWS_A_GROUP)]:
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def _schema(pyarrow: Any) -> Any:
    text, moment = pyarrow.string(), pyarrow.timestamp("us", tz="UTC")
    return pyarrow.schema(
        [
            pyarrow.field("id", text, nullable=False),
            pyarrow.field("connection_id", text, nullable=False),
            pyarrow.field("namespace", text, nullable=False),
            pyarrow.field("signal_type", text, nullable=False),
            pyarrow.field("schema_version", pyarrow.int32()),
            pyarrow.field("occurred_at", moment),
            pyarrow.field("received_at", moment, nullable=False),
            pyarrow.field("payload", text),
            pyarrow.field("grant_version", pyarrow.int32()),
            pyarrow.field("occurred_at_offset", pyarrow.int32()),  # minutes east of UTC
            pyarrow.field("occurred_until", moment),
            pyarrow.field("occurred_until_offset", pyarrow.int32()),
            pyarrow.field("sent_at", moment),
            pyarrow.field("event_at", moment),
            pyarrow.field("withdrawn_at", moment),  # of a tombstone, which has no payload
            pyarrow.field("replaced_by", text),
        ]
    )


def _row(signal: Signal | Tombstone) -> dict[str, Any]:
    return {name: getattr(signal, name) for name in signal.__slots__ if name != "tenant_id"}


def _local(moment: datetime | None, offset_minutes: int | None) -> str | None:
    """With its offset where the device has said it, in UTC where it has not."""
    if moment is None:
        return None
    if offset_minutes is None:
        return _rfc3339(moment)
    return moment.astimezone(timezone(timedelta(minutes=offset_minutes))).isoformat()


def _rfc3339(moment: Any) -> str:
    return str(moment.isoformat()).replace("+00:00", "Z")
