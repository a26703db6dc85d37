"""What one unit of each kind of work takes on PostgreSQL and S3: processor time of each part, and bytes kept.

`python -m benchmarks costs`. docs/scaling.md calculates with these: unlike rates they hardly depend on what else the
machine does meanwhile.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import text

from benchmarks.calls import download_rest, export, fill
from benchmarks.dataset import MEAN_BYTES, records
from benchmarks.load import load_on, measure
from benchmarks.processor import microseconds, processor_time, shown
from benchmarks.stack import Stack, private_stack

RECORDS = 50_000
DOWNLOADS = 5
LOAD_SECONDS = 8.0

Row = tuple[str, str]


def run(_: object) -> Iterator[Row]:
    with private_stack(postgres=True, s3=True) as stack:
        person = stack.new_person()
        yield (
            f"import of {RECORDS:,} records",
            _bytes_kept(
                stack, ("records",), lambda: fill(stack, person, records(RECORDS, mean_bytes=MEAN_BYTES)), RECORDS
            ),
        )
        with processor_time(stack) as used:
            done = export(stack, person)
        yield "export, a record", microseconds(used, done.records)
        with processor_time(stack) as used:
            for _ in range(DOWNLOADS):
                download_rest(stack.rest_url, person.api_key, done.id)
        gigabytes = DOWNLOADS * done.byte_size / 1e9
        yield "download through Envoy, a GB", shown({name: took / gigabytes for name, took in used.items()}, "s")
        for name, call in (("GetExport, REST", "get"), ("IngestSignal, REST", "ingest")):
            with processor_time(stack) as used:
                calls = measure(load_on(stack, export(stack, stack.demo).id, "rest", call, seconds=LOAD_SECONDS)).calls
            yield name, microseconds(used, calls)
        yield "a signal and its idempotency key", _signal_bytes(stack)


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
