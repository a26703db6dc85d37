"""When each API key was last used: noted about once a minute, off the path of the call."""

import asyncio
from collections import OrderedDict
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from server.errors import Unavailable
from server.store.api_keys import note_uses
from server.store.engine import Database

NOTED_EVERY = timedelta(minutes=1)
WRITE_SECONDS = 5.0  # uses that come together share one transaction
MAX_REMEMBERED = 10_000


class KeyUses:
    """Belongs to one server and its event loop. `close` writes what is not written yet."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: OrderedDict[str, datetime] = OrderedDict()
        self._unwritten: dict[str, datetime] = {}

    def note(self, key_id: str, now: datetime) -> None:
        """A server took the key."""
        before = self._noted.get(key_id)
        if before is not None and abs(now - before) < NOTED_EVERY:
            return
        self._noted[key_id] = now
        self._noted.move_to_end(key_id)
        if len(self._noted) > MAX_REMEMBERED:
            self._noted.popitem(last=False)
        if not self._unwritten:
            asyncio.get_running_loop().call_later(WRITE_SECONDS, self.close)
        self._unwritten[key_id] = now

    def close(self) -> None:
        """Waits for nothing: a use that cannot be written is written with the next one."""
        uses, self._unwritten = self._unwritten, {}
        if not uses:
            return
        with suppress(Unavailable):
            self._database.write_later(partial(note_uses, uses=uses), alone=True)
