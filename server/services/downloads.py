"""Giving an artifact out, for as long as the caller may have it."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection as DatabaseConnection

from server.artifacts.errors import ArtifactError, ArtifactMissing
from server.artifacts.store import ArtifactStore
from server.clock import Clock
from server.domain.byte_range import ByteRange
from server.domain.caller import Caller, Scope
from server.domain.download_token import DownloadGrant, sign, verify
from server.domain.exports import Artifact, Export
from server.errors import Internal, NotFound, Unauthenticated, Unavailable
from server.services.exports import readable_export
from server.store.api_keys import get_key
from server.store.connections import get_connection
from server.store.engine import Database
from server.store.exports import get_export

CHUNK_BYTES = 256 * 1024
# How long a stream goes on without asking whether it still may: bounds what leaves after a revocation.
RECHECK_EVERY = timedelta(milliseconds=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """An artifact about to be streamed: `part` of it, as `chunks` of at most CHUNK_BYTES."""

    export: Export
    artifact: Artifact
    part: ByteRange
    chunks: AsyncGenerator[bytes, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDownload:
    """A signature that stands in for an API key until `expires_at`."""

    export: Export
    token: str
    expires_at: datetime
    expires_in_seconds: int


Choose = Callable[[Artifact], ByteRange]
Check = Callable[[DatabaseConnection], Export]


class Downloads:
    def __init__(
        self, database: Database, artifacts: ArtifactStore, clock: Clock, *, signing_key: bytes, url_ttl_seconds: int
    ) -> None:
        self._database = database
        self._artifacts = artifacts
        self._clock = clock
        self._signing_key = signing_key
        self._url_ttl = timedelta(seconds=url_ttl_seconds)

    async def open(self, caller: Caller, export_id: str, choose: Choose) -> Download:
        """Raises NotFound, ConnectionNotActive, ResourceTypeNotAuthorized, the export's state as an error, or what
        `choose` raises for a range that cannot be had."""
        caller.require_records(Scope.RECORDS_READ)
        return await self._open(lambda database: self._downloadable(database, caller, export_id), choose)

    async def open_signed(self, token: str, export_id: str, choose: Choose) -> Download:
        """Like `open`, with a signature in place of a key. Raises Unauthenticated where it is wrong or out of date.

        A signature has to be in date when the download begins; a long download is not cut when it lapses.
        """
        grant = verify(self._signing_key, token, export_id=export_id, now=self._clock())
        return await self._open(lambda database: self._signed(database, grant), choose)

    async def sign(self, caller: Caller, export_id: str) -> SignedDownload:
        """A signature for the artifact as it is now. Raises like `open`."""
        caller.require_records(Scope.RECORDS_READ)
        export = await self._database.read(lambda database: self._downloadable(database, caller, export_id))
        now = self._clock()
        until = min(now + self._url_ttl, export.expires_at or now + self._url_ttl).replace(microsecond=0)
        grant = DownloadGrant(export_id=export.id, key_id=caller.key_id, until=until)
        return SignedDownload(
            export=export,
            token=sign(self._signing_key, grant),
            expires_at=until,
            expires_in_seconds=ceil((until - now).total_seconds()),
        )

    async def _open(self, check: Check, choose: Choose) -> Download:
        export = await self._database.read(check)
        artifact = export.require_artifact(self._clock())
        part = choose(artifact)
        return Download(export=export, artifact=artifact, part=part, chunks=self._stream(check, artifact, part))

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

    def _downloadable(self, database: DatabaseConnection, caller: Caller, export_id: str) -> Export:
        now = self._clock()
        return _require_granted(database, readable_export(database, caller, export_id, now), now)

    def _signed(self, database: DatabaseConnection, grant: DownloadGrant) -> Export:
        now = self._clock()
        key = get_key(database, grant.key_id)
        export = get_export(database, grant.export_id)
        if key is None or not key.is_usable(now) or export is None or export.tenant_id != key.tenant_id:
            raise Unauthenticated("the API key behind this download URL was revoked; ask for a new URL")
        return _require_granted(database, export, now)


def _require_granted(database: DatabaseConnection, export: Export, now: datetime) -> Export:
    connection = get_connection(database, export.connection_id)
    if connection is None:
        raise NotFound("no such export")
    connection.require_active(now)
    export.require_artifact(now)
    connection.require_types(export.resource_types)
    return export
