"""Tells all who follow exports on this server what changes, by one look at the database for everybody.

With a look of its own each, 1,000 followers would make 5,000 queries a second.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection as DatabaseConnection

from server.domain.exports import Export
from server.errors import NotFound
from server.services.access import EXPORT_NOT_FOUND
from server.store.engine import Database
from server.store.exports import ExportVersion, exports_by_id, versions_by_id

LOOK_EVERY_SECONDS = 0.2
# An export that someone has begun to follow is looked at more often at first: many end soon after they were queued. On
# SQLite a look at a few costs a twentieth of what it costs on PostgreSQL.
LOOK_SOON_SECONDS = 0.01
LOOK_SOON_SQLITE_SECONDS = 0.003
SOON_SECONDS = 2.0
LOOK_AT_ONCE = 500  # exports a query
FEW = 20  # exports that a look of the event loop's own thread asks for


class Follower:
    """Receives the states of an export. A state that arrives while it is busy replaces one that it has not seen yet."""

    def __init__(self, seen: Export) -> None:
        self.seen = seen
        self._news: Export | BaseException | None = None
        self._told = asyncio.Event()

    def tell(self, news: Export | BaseException) -> None:
        """After a fault nothing more is heard."""
        if news != self.seen and not isinstance(self._news, BaseException):
            self._news = news
            self._told.set()

    async def hear(self, within_seconds: float) -> Export | None:
        """None where nothing has changed for so long. Raises the fault that was reported to it."""
        try:
            async with asyncio.timeout(within_seconds):
                await self._told.wait()
        except TimeoutError:
            return None
        self._told.clear()
        news = self._news
        if isinstance(news, BaseException):
            raise news
        assert news is not None  # noqa: S101 - set before the event
        self.seen = news
        return news


class Following:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._soon = LOOK_SOON_SQLITE_SECONDS if database.is_sqlite else LOOK_SOON_SECONDS
        self._followers: dict[str, set[Follower]] = {}
        self._known: dict[str, ExportVersion] = {}
        self._joined_at: dict[str, float] = {}  # of the last who joined, by the monotonic clock
        self._looking: asyncio.Task[None] | None = None

    async def changes(self, follower: Follower, beat_seconds: float) -> AsyncGenerator[Export | None, None]:
        """The export as the follower has seen it, then at each change of state or progress, until it is final; None
        whenever nothing has changed for `beat_seconds`.

        Raises the error that was reported to it: NotFound, Unavailable if the database is unavailable, or another one.
        """
        yield follower.seen
        if follower.seen.is_final:
            return
        with self._joined(follower):
            while not follower.seen.is_final:
                yield await follower.hear(beat_seconds)

    @contextmanager
    def _joined(self, follower: Follower) -> Iterator[None]:
        export_id = follower.seen.id
        self._followers.setdefault(export_id, set()).add(follower)
        # Others may have seen a newer state than this one: the next query reports to all of them.
        self._known.pop(export_id, None)
        self._joined_at[export_id] = time.monotonic()
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_for_ever())
            self._looking.add_done_callback(self._ended)
        try:
            yield
        finally:
            self._leave(export_id, follower)

    def _leave(self, export_id: str, follower: Follower) -> None:
        followers = self._followers.get(export_id, set())
        followers.discard(follower)
        if not followers:
            self._followers.pop(export_id, None)
            self._known.pop(export_id, None)
            self._joined_at.pop(export_id, None)
        if not self._followers and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    async def _look_for_ever(self) -> None:
        looked_at_all = time.monotonic()
        while True:
            await asyncio.sleep(self._soon)
            now = time.monotonic()
            if now - looked_at_all >= LOOK_EVERY_SECONDS:
                ids, looked_at_all = list(self._followers), now
            else:
                ids = [each for each, joined_at in self._joined_at.items() if now - joined_at < SOON_SECONDS]
            for start in range(0, len(ids), LOOK_AT_ONCE):
                await self._look(ids[start : start + LOOK_AT_ONCE])

    async def _look(self, ids: list[str]) -> None:
        known = {export_id: self._known.get(export_id) for export_id in ids}
        # Who joins during the look may have seen something newer than it finds.
        asking = {export_id: frozenset(self._followers.get(export_id, ())) for export_id in ids}

        def changed(database: DatabaseConnection) -> tuple[dict[str, ExportVersion], dict[str, Export]]:
            versions = versions_by_id(database, ids)
            moved = [export_id for export_id, version in versions.items() if known[export_id] != version]
            return versions, exports_by_id(database, moved) if moved else {}

        read = self._database.look if len(ids) <= FEW else self._database.read
        versions, exports = await read(changed)
        for export_id in ids:
            if export_id not in versions:
                _tell(asking[export_id], NotFound(EXPORT_NOT_FOUND))
            elif export_id in exports:
                _tell(asking[export_id], exports[export_id])
                if frozenset(self._followers.get(export_id, ())) == asking[export_id]:
                    self._known[export_id] = versions[export_id]

    def _ended(self, looking: "asyncio.Task[None]") -> None:
        """A look that failed: all followers hear of it, and the next one to join starts the looking again."""
        if not looking.cancelled() and (fault := looking.exception()) is not None:
            self._looking = None
            for followers in self._followers.values():
                _tell(followers, fault)


def _tell(followers: Iterable[Follower], news: Export | BaseException) -> None:
    for follower in followers:
        follower.tell(news)
