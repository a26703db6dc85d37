"""Giving an artifact out, for as long as the caller may have it."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection as DatabaseConnection

from server.artifacts.errors import ArtifactError, ArtifactMissing
from server.artifacts.store import ArtifactStore
from server.clock import Clock
from server.domain.audit import Actor, ActorKind, Origin
from server.domain.byte_range import ByteRange
from server.domain.caller import Caller, Scope
from server.domain.exports import Artifact, Export
from server.domain.signed_link import Purpose
from server.errors import Internal, Unavailable
from server.services.access import Bearer, downloadable_export
from server.services.links import Links, SignedLink
from server.services.transfers import Transfer, Transfers
from server.store.engine import Database

CHUNK_BYTES = 256 * 1024
# How long a stream goes on without asking whether it still may: bounds what leaves after a revocation.
RECHECK_EVERY = timedelta(milliseconds=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """An artifact about to be streamed: `part` of it, as `chunks` of at most CHUNK_BYTES."""

    export: Export
    artifact: Artifact
    part: ByteRange
    actor: Actor
    chunks: AsyncGenerator[bytes, None]


Choose = Callable[[Artifact], ByteRange]
Check = Callable[[DatabaseConnection], Export]


class Downloads:
    def __init__(
        self, database: Database, artifacts: ArtifactStore, clock: Clock, links: Links, transfers: Transfers
    ) -> None:
        self._transfers = transfers
        self._database = database
        self._artifacts = artifacts
        self._clock = clock
        self._links = links

    async def open(self, caller: Caller, export_id: str, choose: Choose) -> Download:
        """Raises NotFound, ConnectionNotActive, ResourceTypeNotAuthorized, the export's state as an error, or what
        `choose` raises for a range that cannot be had."""
        caller.require_records(Scope.RECORDS_READ)
        return await self._open(lambda database: self._downloadable(database, caller, export_id), choose, caller.actor)

    async def open_signed(self, token: str, export_id: str, choose: Choose, origin: Origin) -> Download:
        """Like `open`, with a signature in place of a key. Raises Unauthenticated where it is wrong or out of date.

        A signature has to be in date when the download begins; a long download is not cut when it lapses.
        """
        grant = self._links.verify(Purpose.ARTIFACT, token, export_id)
        actor = Actor(kind=ActorKind.LINK, id=grant.key_id, origin=origin)
        return await self._open(lambda database: self._downloadable(database, grant, export_id), choose, actor)

    async def sign(self, caller: Caller, export_id: str) -> SignedLink:
        """A signature for the artifact as it is now, or the store's own URL where the deployment offloads downloads to
        it: nobody asks on the way there whether the caller still may, so it lives for seconds. Raises like `open`."""
        caller.require_records(Scope.RECORDS_READ)
        seconds = self._artifacts.presigned_seconds
        ttl = None if seconds is None else timedelta(seconds=seconds)

        def work(database: DatabaseConnection) -> SignedLink:
            export = self._downloadable(database, caller, export_id)
            return self._links.sign(database, Purpose.ARTIFACT, export, caller.actor, ttl)

        link = await self._database.write(work)
        if seconds is None:
            return link
        key = link.export.require_artifact(self._clock()).key
        return replace(link, store_url=self._artifacts.presign(key, link.expires_in_seconds))

    def transfer(self, download: Download) -> AbstractAsyncContextManager[Transfer]:
        """Surrounds the sending of a download's chunks; the audit trail tells what was sent. Raises Unavailable."""
        return self._transfers.transfer(download.export, download.part, download.actor)

    async def _open(self, check: Check, choose: Choose, actor: Actor) -> Download:
        export = await self._database.read(check)
        artifact = export.require_artifact(self._clock())
        part = choose(artifact)
        chunks = self._stream(check, artifact, part)
        return Download(export=export, artifact=artifact, part=part, actor=actor, chunks=chunks)

    async def _stream(self, check: Check, artifact: Artifact, part: ByteRange) -> AsyncGenerator[bytes, None]:
        try:
            async for chunk in self._checked(check, artifact, part):
                yield chunk
        except ArtifactMissing as missing:
            await self._database.read(check)  # most likely cancelled or expired meanwhile: then this says so
            raise Internal("the artifact cannot be read; queue a new export") from missing
        except ArtifactError as fault:
            raise Unavailable("the artifact cannot be read for the moment; resume from where it broke off") from fault

    async def _checked(self, check: Check, artifact: Artifact, part: ByteRange) -> AsyncGenerator[bytes, None]:
        checked_at = self._clock()
        chunks = self._artifacts.read(artifact.key, offset=part.offset, length=part.length, chunk_bytes=CHUNK_BYTES)
        async with aclosing(chunks):
            async for chunk in chunks:
                if self._clock() - checked_at > RECHECK_EVERY:
                    await self._database.read(check)
                    checked_at = self._clock()
                yield chunk

    def _downloadable(self, database: DatabaseConnection, bearer: Bearer, export_id: str) -> Export:
        return downloadable_export(database, bearer, export_id, self._clock())
