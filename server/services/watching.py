"""Following an export: each change of its state or progress until it is final, for as long as the caller may see it."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.caller import Caller, Scope
from server.domain.exports import Export
from server.domain.signed_link import Purpose
from server.services.access import Bearer, readable_export, require_watchable
from server.services.following import Follower, Following
from server.services.links import Links, SignedLink
from server.services.rechecks import Rechecks
from server.services.shares import Shares
from server.store.engine import Database

# A stream that says nothing for a minute is cut by many load balancers.
BEAT_SECONDS = 10.0
_SCOPES = (Scope.RECORDS_READ, Scope.RECORDS_EXPORT)


class Watching:
    def __init__(self, database: Database, clock: Clock, *, links: Links, rechecks: Rechecks, shares: Shares) -> None:
        self._database = database
        self._clock = clock
        self._links = links
        self._rechecks = rechecks
        self._shares = shares
        self._following = Following(database)

    async def sign(self, caller: Caller, export_id: str) -> SignedLink:
        """A signature for watching, which needs no key: a browser's EventSource sends no headers. Raises like
        `watch`."""
        caller.require_records(*_SCOPES)

        def work(database: DatabaseConnection) -> SignedLink:
            export = readable_export(database, caller, export_id, self._clock(), held=True)
            return self._links.sign(database, Purpose.EVENTS, export, caller.actor)

        return await self._database.write(work)

    def watch(self, caller: Caller, export_id: str) -> AsyncGenerator[Export | None, None]:
        """The export now, then at each change of state or progress, until it is final; None whenever nothing has
        changed for BEAT_SECONDS.

        Ends with the key, its tenant or the connection, and says why. One whose connection is revoked still hears that
        the export is cancelled. Raises RateLimited, Unauthenticated, NotFound, ConnectionNotActive and Unavailable.
        """
        caller.require_records(*_SCOPES)
        return self._watch(caller, export_id)

    def watch_signed(self, token: str, export_id: str) -> AsyncGenerator[Export | None, None]:
        """Like `watch`, with a signature in place of a key.

        A signature has to be in date when the watch begins; a long watch is not cut when it lapses.
        """
        return self._watch(self._links.verify(Purpose.EVENTS, token, export_id), export_id)

    async def _watch(self, bearer: Bearer, export_id: str) -> AsyncGenerator[Export | None, None]:
        with self._shares.taken(bearer.key_id):
            seen = await self._database.read(
                lambda database: readable_export(database, bearer, export_id, self._clock())
            )
            follower = Follower(seen)
            with self._rechecks.standing(bearer, export_id, require_watchable, follower.tell) as standing:
                async with aclosing(self._following.changes(follower, BEAT_SECONDS)) as changes:
                    async for export in changes:
                        await standing.fresh()
                        yield export
