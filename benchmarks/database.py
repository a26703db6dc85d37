"""How an event loop can meet SQLite, compared: what `server/store/engine.py` does, and the two usual ways.

`python -m benchmarks database`. Each stores rows of one table by CALLERS concurrent tasks, each task waiting until its
row is durable (WAL, synchronous=FULL) before it sends the next. Rounds are interleaved; ratios are of the same round.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.stack import Stack
from server.clock import utc_now, uuid7
from server.store import migrate
from server.store.engine import Database
from server.store.tables import tenants

ROUNDS = 3
SECONDS = 1.5
CALLERS = 64

Store = Callable[[], Awaitable[None]]
Way = Callable[[Path], AbstractAsyncContextManager[Store]]


def run(stack: Stack) -> list[tuple[str, str]]:
    """Rows of (what, figure), on the disk that the stack is on."""
    file = stack.folder / "commits.db"
    database = Database(f"sqlite:///{file}")
    migrate.upgrade(database)
    database.close()
    rates: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(ROUNDS):
        for name, way in WAYS.items():
            rates[name].append(asyncio.run(_rate(way, file)))
    return [(name, _figure(rates[name], rates[BASELINE])) for name in WAYS]


def _row() -> Any:
    return insert(tenants).values(id=uuid7(), name=uuid7(), created_at=utc_now())


@asynccontextmanager
async def _shared_commits(file: Path) -> AsyncIterator[Store]:
    database = Database(f"sqlite:///{file}")

    async def store() -> None:
        await database.write(lambda connection: connection.execute(_row()))

    try:
        yield store
    finally:
        database.close()


@asynccontextmanager
async def _one_writer_thread(file: Path) -> AsyncIterator[Store]:
    engine = create_engine(f"sqlite:///{file}")
    _make_durable(engine)
    loop = asyncio.get_running_loop()

    def commit() -> None:
        with engine.begin() as connection:
            connection.execute(_row())

    with ThreadPoolExecutor(1) as thread:

        async def store() -> None:
            await loop.run_in_executor(thread, commit)

        yield store
    engine.dispose()


@asynccontextmanager
async def _async_sqlalchemy(file: Path) -> AsyncIterator[Store]:
    """One connection: with more, writers only meet each other's locks."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", pool_size=1, max_overflow=0)
    _make_durable(engine.sync_engine)

    async def store() -> None:
        async with engine.begin() as connection:
            await connection.execute(_row())

    yield store
    await engine.dispose()


BASELINE = "commits: async SQLAlchemy, aiosqlite"
WAYS: dict[str, Way] = {
    BASELINE: _async_sqlalchemy,
    "commits: one writer thread": _one_writer_thread,
    "commits: shared, as the server does": _shared_commits,
}


def _make_durable(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 30000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


async def _rate(way: Way, file: Path) -> float:
    """Rows a second, each answered once durable."""
    stored = 0
    async with way(file) as store:
        await store()
        began = time.perf_counter()

        async def caller() -> None:
            nonlocal stored
            while time.perf_counter() < began + SECONDS:
                await store()
                stored += 1

        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        return stored / (time.perf_counter() - began)


def _figure(rates: list[float], baseline: list[float]) -> str:
    ratio = median(rate / base for rate, base in zip(rates, baseline, strict=True))
    return f"{median(rates):8,.0f} rows/s   {ratio:5.1f} x aiosqlite"
