"""Refused access in the audit trail, bounded so that nobody can fill it.

Of each API key the first refusals of a minute are recorded one by one, those after it as one entry that says how many.
Calls with keys that we do not know are only counted, in one entry a minute.
"""

import asyncio
from dataclasses import dataclass

from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry, Outcome
from server.services.transfers import record_later
from server.store.engine import Database

WINDOW_SECONDS = 60.0
RECORDED_A_WINDOW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A rejected call of a known key: the error code, the method, and the ids that the caller named."""

    actor: Actor
    tenant_id: str
    code: str
    method: str
    connection_id: str | None = None
    export_id: str | None = None


@dataclass(slots=True)
class _Window:
    """What one key was refused since its first refusal."""

    last: Refusal
    recorded: int = 0
    more: int = 0


class Refusals:
    """Belongs to one server and its event loop. `close` writes the refusals that were only counted."""

    def __init__(self, database: Database, clock: Clock, server: Actor) -> None:
        self._database = database
        self._clock = clock
        self._server = server
        self._windows: dict[str, _Window] = {}
        self._unknown = 0

    def note(self, refusal: Refusal) -> None:
        window = self._windows.get(refusal.actor.id)
        if window is None:
            window = self._windows[refusal.actor.id] = _Window(refusal)
            asyncio.get_running_loop().call_later(WINDOW_SECONDS, self._close_window, refusal.actor.id)
        window.last = refusal
        if window.recorded < RECORDED_A_WINDOW:
            window.recorded += 1
            self._record(refusal, code=refusal.code, method=refusal.method)
        else:
            window.more += 1

    def note_unknown(self) -> None:
        """A call without a key that we know."""
        if self._unknown == 0:
            asyncio.get_running_loop().call_later(WINDOW_SECONDS, self._close_unknown)
        self._unknown += 1

    def close(self) -> None:
        for key_id in list(self._windows):
            self._close_window(key_id)
        self._close_unknown()

    def _close_window(self, key_id: str) -> None:
        window = self._windows.pop(key_id, None)
        if window is not None and window.more:
            self._record(window.last, code=window.last.code, method=window.last.method, times=window.more)

    def _close_unknown(self) -> None:
        count, self._unknown = self._unknown, 0
        if count:
            record_later(self._database, self._entry(self._server, {"unknownKeys": count}))

    def _record(self, refusal: Refusal, **facts: Detail) -> None:
        entry = self._entry(
            refusal.actor, facts, refusal.tenant_id, connection_id=refusal.connection_id, export_id=refusal.export_id
        )
        record_later(self._database, entry)

    def _entry(
        self, actor: Actor, facts: dict[str, Detail], tenant_id: str | None = None, **about: str | None
    ) -> Entry:
        return Entry(
            at=self._clock(),
            action=Action.ACCESS_REFUSED,
            actor=actor,
            outcome=Outcome.REFUSED,
            tenant_id=tenant_id,
            details=facts,
            **about,
        )
