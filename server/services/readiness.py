"""Whether the database takes writes, as a server's health says it: asked for all along, and not only at the start."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from server.errors import CuraeError, DatabaseFault
from server.event_log import logger
from server.limits import DATABASE_PROBE_SECONDS
from server.store.checkup import take_write
from server.store.engine import Database
from server.store.faults import Reason

log = logger()

# A full disk shows only where a file has to grow; that is tried seldom, and whenever the database ended a transaction.
_GROWS_EVERY_SECONDS = 60.0
# Of these the database recovers by itself, or callers are slowed down by other means.
_PASSING = {Reason.SLOW, Reason.BUSY, Reason.FORGOTTEN}

Announce = Callable[[bool], None]


class Readiness:
    """Tells `announce` whether the database takes writes, each time that it changes."""

    def __init__(self, database: Database, announce: Announce) -> None:
        self._database = database
        self._announce = announce
        self._ready = True
        self._broken_seen = 0
        self._grew_at = float("-inf")

    async def follow(self) -> None:
        """Until it is cancelled."""
        while True:
            reason = await self._look()
            if (reason is None) is not self._ready:
                self._ready = reason is None
                self._announce(self._ready)
                if reason is None:
                    log.info("database_usable")
                else:
                    log.error("database_unusable", reason=reason.name.lower(), remedy=reason.remedy)
            await asyncio.sleep(DATABASE_PROBE_SECONDS)

    async def _look(self) -> Reason | None:
        broken = self._database.broken_transactions
        due = self._grew_at + _GROWS_EVERY_SECONDS < time.monotonic()
        grows = due or not self._ready or broken != self._broken_seen
        try:
            await self._database.write(partial(take_write, grows=grows))
        except DatabaseFault as fault:
            self._broken_seen = broken
            reason = fault.reason if isinstance(fault.reason, Reason) else Reason.OTHER
            return None if reason in _PASSING else reason
        except CuraeError:
            return None
        if grows:
            self._grew_at = time.monotonic()
        self._broken_seen = broken
        return None
