"""Whether running downloads and watches may go on: one look at the database for all of them, several times a second.

With a look of its own each, 1,000 streams would make 4,000 queries a second. Ages are counted by the monotonic clock:
setting the machine's clock lengthens no stream.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.exports import Export
from server.errors import CuraeError, Internal
from server.services.access import Bearer
from server.store.access import (
    AccessVersion,
    ExportAccess,
    KeyAndExport,
    access_versions,
    find_export_access,
)
from server.store.engine import Database

LOOK_EVERY_SECONDS = 0.25
# How old the last check of a stream may be when bytes leave: bounds what leaves after a revocation.
RECHECK_SECONDS = 0.5
LOOK_AT_ONCE = 500  # streams a query

# Decides whether the stream may continue: one of the rules of `server.services.access`.
Judge = Callable[[ExportAccess | None, Bearer, datetime], Export]
# Called once, where it does not.
OnEnd = Callable[[CuraeError], None]


class Standing:
    """The right of one running stream. `checked_at` is when the last check that allowed it began."""

    def __init__(self, bearer: Bearer, export_id: str, judge: Judge, on_end: OnEnd, checked_at: float) -> None:
        self.bearer = bearer
        self.about: KeyAndExport = (bearer.key_id, export_id)
        self._judge = judge
        self._on_end = on_end
        self._checked_at = checked_at
        self._fault: CuraeError | None = None
        self._news = asyncio.Event()

    async def fresh(self) -> None:
        """Waits where the last check is older than RECHECK_SECONDS. Raises what ended the stream."""
        while self._fault is None and time.monotonic() - self._checked_at > RECHECK_SECONDS:
            self._news.clear()
            await self._news.wait()
        if self._fault is not None:
            raise self._fault

    def check(self, access: ExportAccess | None, now: datetime, began: float) -> None:
        try:
            self._judge(access, self.bearer, now)
        except CuraeError as fault:
            self.end(fault)
        else:
            self._checked_at = began
            self._news.set()

    def end(self, fault: CuraeError) -> None:
        if self._fault is None:
            self._fault = fault
            self._news.set()
            self._on_end(fault)


class Rechecks:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._standing: set[Standing] = set()
        self._known: dict[KeyAndExport, tuple[AccessVersion, ExportAccess | None]] = {}
        self._looking: asyncio.Task[None] | None = None

    @contextmanager
    def standing(self, bearer: Bearer, export_id: str, judge: Judge, on_end: OnEnd) -> Iterator[Standing]:
        """Surrounds a stream that the caller checks right afterwards: that check counts from here."""
        standing = Standing(bearer, export_id, judge, on_end, time.monotonic())
        self._standing.add(standing)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_for_ever())
            self._looking.add_done_callback(self._ended)
        try:
            yield standing
        finally:
            self._standing.discard(standing)
            if not self._standing and self._looking is not None:
                self._looking.cancel()
                self._looking = None
                self._known.clear()

    @asynccontextmanager
    async def surrounding(self, bearer: Bearer, export_id: str, judge: Judge) -> AsyncIterator[Standing]:
        """Like `standing`, and interrupts the surrounded code when access ends. Raises the error that ended access."""
        ended_by: list[CuraeError] = []
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(None) as surrounded:

                def end(fault: CuraeError) -> None:
                    ended_by.append(fault)
                    surrounded.reschedule(loop.time())

                with self.standing(bearer, export_id, judge, end) as standing:
                    yield standing
        except TimeoutError:
            if not ended_by:
                raise
            raise ended_by[0] from None

    async def _look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            running = list(self._standing)
            wanted = sorted({each.about for each in running})
            self._known = {about: self._known[about] for about in wanted if about in self._known}
            began = time.monotonic()
            for start in range(0, len(wanted), LOOK_AT_ONCE):
                await self._look(wanted[start : start + LOOK_AT_ONCE])
            now = self._clock()
            for each in running:
                each.check(self._known[each.about][1], now, began)

    async def _look(self, wanted: Sequence[KeyAndExport]) -> None:
        known = {about: self._known.get(about) for about in wanted}

        def changed(database: DatabaseConnection) -> dict[KeyAndExport, tuple[AccessVersion, ExportAccess | None]]:
            versions = access_versions(database, wanted)
            found = {}
            for about, before in known.items():
                version = versions.get(about, ())
                if before is None or before[0] != version:
                    found[about] = (version, find_export_access(database, *about))
            return found

        self._known |= await self._database.read(changed)

    def _ended(self, looking: "asyncio.Task[None]") -> None:
        """A look that failed ends every stream: none may go on unchecked."""
        if looking.cancelled() or (fault := looking.exception()) is None:
            return
        self._looking = None
        if not isinstance(fault, CuraeError):
            fault = Internal.caused_by(fault)
        for each in list(self._standing):
            each.end(fault)
