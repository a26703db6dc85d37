"""What one unit of each kind of work takes on PostgreSQL and S3: processor time of each part, and bytes kept.

`python -m benchmarks costs`. docs/scaling.md calculates with these: unlike rates they hardly depend on what else the
machine does meanwhile.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psutil
from sqlalchemy import text

from benchmarks.calls import download_rest, export, fill
from benchmarks.dataset import MEAN_BYTES, records
from benchmarks.load import Load, measure
from benchmarks.stack import Stack, private_stack
from tests.parts.processes import intake_of

RECORDS = 50_000
DOWNLOADS = 5
LOAD_SECONDS = 8.0

Row = tuple[str, str]
Costs = dict[str, float]


def run(_: object) -> Iterator[Row]:
    with private_stack(postgres=True, s3=True) as stack:
        person = stack.new_person()
        yield (
            f"import of {RECORDS:,} records",
            _bytes_kept(
                stack, ("records",), lambda: fill(stack, person, records(RECORDS, mean_bytes=MEAN_BYTES)), RECORDS
            ),
        )
        with _processor(stack) as used:
            done = export(stack, person)
        yield "export, a record", _microseconds(used, done.records)
        with _processor(stack) as used:
            for _ in range(DOWNLOADS):
                download_rest(stack.rest_url, person.api_key, done.id)
        gigabytes = DOWNLOADS * done.byte_size / 1e9
        yield "download through Envoy, a GB", _shown({name: took / gigabytes for name, took in used.items()}, "s")
        for name, call in (("GetExport, REST", "get"), ("IngestSignal, REST", "ingest")):
            with _processor(stack) as used:
                calls = measure(_load(stack, call, export(stack, stack.demo).id)).calls
            yield name, _microseconds(used, calls)
        yield "a signal and its idempotency key", _signal_bytes(stack)


def _load(stack: Stack, call: str, export_id: str) -> Load:
    return Load(
        door="rest",
        target=stack.rest_url,
        call=call,
        key=stack.api_key,
        connection=stack.connection_id,
        export=export_id,
        payload=stack.payload,
        seconds=LOAD_SECONDS,
    )


@contextmanager
def _processor(stack: Stack) -> Iterator[Costs]:
    """Seconds of processor by part, once it is over."""
    used: Costs = {}
    before = _times(stack)
    yield used
    after = _times(stack)
    for (part, pid), seconds in after.items():
        used[part] = used.get(part, 0.0) + seconds - before.get((part, pid), 0.0)


def _times(stack: Stack) -> dict[tuple[str, int], float]:
    intake = ("server's intake", intake_of(stack.processes["server"]))
    parts = [*stack.processes.items(), intake, *(("PostgreSQL", pid) for pid in _backends(stack))]
    times = {}
    for part, pid in parts:
        with suppress(psutil.NoSuchProcess):  # a connection of a moment
            taken = psutil.Process(pid).cpu_times()
            times[part, pid] = taken.user + taken.system
    return times


def _backends(stack: Stack) -> list[int]:
    with stack.database() as database:
        query = text("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        return database.read_now(lambda connection: list(connection.execute(query).scalars()))


def _bytes_kept(stack: Stack, tables: tuple[str, ...], work: Callable[[], None], count: int) -> str:
    before = _sizes(stack, tables)
    work()
    return f"{(_sizes(stack, tables) - before) / count:8,.0f} bytes a record, with its indexes"


def _signal_bytes(stack: Stack) -> str:
    with stack.database() as database:
        count = database.read_now(lambda c: c.execute(text("SELECT count(*) FROM signals")).scalar_one())
    return f"{_sizes(stack, ('signals', 'idempotency_keys')) / count:8,.0f} bytes, with their indexes"


def _sizes(stack: Stack, tables: tuple[str, ...]) -> int:
    query = text("SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(CAST(:names AS text[])) AS name")
    with stack.database() as database:
        return int(database.read_now(lambda c: c.execute(query, {"names": list(tables)}).scalar_one()))


def _microseconds(used: Costs, count: int) -> str:
    return _shown({name: seconds / count * 1e6 for name, seconds in used.items()}, "us")


def _shown(costs: Costs, unit: str) -> str:
    return "   ".join(f"{name} {cost:6,.{0 if unit == 'us' else 2}f} {unit}" for name, cost in costs.items())
