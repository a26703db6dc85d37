"""Following an export without an API key, by a signed URL: a browser's EventSource sends no headers."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from server.clock import Clock
from server.domain.caller import Caller
from server.domain.exports import Export
from server.domain.signed_link import Purpose
from server.services.access import readable_export
from server.services.exports import Exports
from server.services.links import Links, SignedLink
from server.store.engine import Database


class Watching:
    def __init__(self, database: Database, clock: Clock, exports: Exports, links: Links) -> None:
        self._database = database
        self._clock = clock
        self._exports = exports
        self._links = links

    async def sign(self, caller: Caller, export_id: str) -> SignedLink:
        """Raises like `Exports.get`."""
        export = await self._exports.get(caller, export_id)
        return await self._database.write(
            lambda database: self._links.sign(database, Purpose.EVENTS, export, caller.actor)
        )

    async def watch_signed(self, token: str, export_id: str) -> AsyncGenerator[Export, None]:
        """Like `Exports.watch`, with a signature in place of a key. Raises Unauthenticated, NotFound or
        ConnectionNotActive.

        A signature has to be in date when the watch begins; a long watch is not cut when it lapses.
        """
        grant = self._links.verify(Purpose.EVENTS, token, export_id)
        seen = await self._database.read(lambda database: readable_export(database, grant, export_id, self._clock()))
        async with aclosing(self._exports.follow(seen)) as changes:
            async for export in changes:
                yield export
