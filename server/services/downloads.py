"""Giving an artifact out, for as long as the caller may have it.

Consent is asked for in the transaction that records the download's beginning, and again while bytes leave. No byte
leaves before it is verified. A download that its reader, or the artifact store, does not let go on ends.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection as DatabaseConnection

from server.artifacts.errors import ArtifactAltered, ArtifactError, ArtifactMissing, ArtifactTruncated
from server.artifacts.store import ArtifactStore
from server.clock import Clock
from server.domain.audit import Actor, ActorKind, Origin
from server.domain.byte_range import ByteRange
from server.domain.caller import Caller, Scope
from server.domain.checksums import Checksums, Proof
from server.domain.exports import Artifact, ArtifactKind, Export
from server.domain.sections import Section
from server.domain.signed_link import Purpose
from server.errors import Internal, Unavailable
from server.services.access import Bearer, downloadable_export, require_downloadable
from server.services.links import Links, SignedLink
from server.services.rechecks import Rechecks
from server.services.sending import Sending
from server.services.shares import Shares
from server.services.transfers import Transfers
from server.store.artifact_pieces import add_missing_pieces, find_checksums
from server.store.engine import Database

Choose = Callable[[Artifact], ByteRange]

_PURPOSES = {ArtifactKind.RECORDS: Purpose.ARTIFACT, ArtifactKind.DELETIONS: Purpose.DELETIONS}
_NOT_WHAT_WAS_WRITTEN = (ArtifactMissing, ArtifactTruncated, ArtifactAltered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What a caller may have now: `part` of an artifact, and its SHA-256 where it is known. `checksums` None: those of
    its pieces are not known."""

    bearer: Bearer
    actor: Actor
    export: Export
    kind: ArtifactKind
    artifact: Artifact
    checksums: Checksums | None
    part: ByteRange
    proof: Proof | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a caller asks for and may have. `section`: what it chooses from, where that is a part of the artifact."""

    export: Export
    choose: Choose
    kind: ArtifactKind = ArtifactKind.RECORDS
    section: Section | None = None

    def proof_of(self, part: ByteRange) -> Proof | None:
        """Of exactly this part, where it is known."""
        section = self.section
        if section is None or (section.offset, section.byte_size) != (part.offset, part.length):
            return None
        return section.proof


# Looks for it by keys, and raises what refuses it.
Find = Callable[[DatabaseConnection], Wanted]


class Downloads:
    def __init__(
        self,
        database: Database,
        artifacts: ArtifactStore,
        clock: Clock,
        *,
        links: Links,
        transfers: Transfers,
        rechecks: Rechecks,
        shares: Shares,
    ) -> None:
        self._shares = shares
        self._links = links
        self._clock = clock
        self._database = database
        self._artifacts = artifacts
        self._transfers = transfers
        self._rechecks = rechecks

    @asynccontextmanager
    async def opened(
        self, caller: Caller, export_id: str, choose: Choose, kind: ArtifactKind = ArtifactKind.RECORDS
    ) -> AsyncIterator[Download]:
        """Raises RateLimited, Unauthenticated, NotFound, ConnectionNotActive, ResourceTypeNotAuthorized, the export's
        state as an error, or what `choose` raises for a range that cannot be had."""
        async with self.found(caller, self._finding(caller, export_id, choose, kind)) as download:
            yield download

    @asynccontextmanager
    async def found(self, caller: Caller, find: Find) -> AsyncIterator[Download]:
        """Like `opened`, of what `find` finds. Raises what it raises, besides."""
        caller.require_records(Scope.RECORDS_READ)
        async with self._opened(caller, caller.actor, find) as download:
            yield download

    @asynccontextmanager
    async def opened_signed(
        self,
        token: str,
        export_id: str,
        choose: Choose,
        origin: Origin,
        kind: ArtifactKind = ArtifactKind.RECORDS,
    ) -> AsyncIterator[Download]:
        """Like `opened`, with a signature in place of a key.

        A signature has to be in date when the download begins; a long download is not cut when it lapses.
        """
        grant = self._links.verify(_PURPOSES[kind], token, export_id)
        actor = Actor(kind=ActorKind.LINK, id=grant.key_id, origin=origin)
        async with self._opened(grant, actor, self._finding(grant, export_id, choose, kind)) as download:
            yield download

    async def sign(self, caller: Caller, export_id: str) -> dict[ArtifactKind, SignedLink]:
        """A signature for each file that the export has now, or the store's own URL where the deployment offloads
        downloads to it: nobody asks on the way there whether the caller still may, so it lives for seconds. Raises like
        `opened`."""
        caller.require_records(Scope.RECORDS_READ)
        seconds = self._artifacts.presigned_seconds
        ttl = None if seconds is None else timedelta(seconds=seconds)

        def work(database: DatabaseConnection) -> dict[ArtifactKind, SignedLink]:
            export = downloadable_export(database, caller, export_id, self._clock(), held=True)
            kinds = _PURPOSES if export.deletions is not None else [ArtifactKind.RECORDS]
            return {kind: self._links.sign(database, _PURPOSES[kind], export, caller.actor, ttl) for kind in kinds}

        links = await self._database.write(work)
        if seconds is None:
            return links
        return {kind: self._at_the_store(kind, link) for kind, link in links.items()}

    def _at_the_store(self, kind: ArtifactKind, link: SignedLink) -> SignedLink:
        key = link.export.require_artifact(self._clock(), kind).key
        return replace(link, store_url=self._artifacts.presign(key, link.expires_in_seconds))

    def _finding(self, bearer: Bearer, export_id: str, choose: Choose, kind: ArtifactKind) -> Find:
        def find(database: DatabaseConnection) -> Wanted:
            export = downloadable_export(database, bearer, export_id, self._clock())
            return Wanted(export=export, choose=choose, kind=kind)

        return find

    @asynccontextmanager
    async def _opened(self, bearer: Bearer, actor: Actor, find: Find) -> AsyncIterator[Download]:
        def look(database: DatabaseConnection) -> tuple[Wanted, Artifact, Checksums | None]:
            wanted = find(database)
            artifact = wanted.export.require_artifact(self._clock(), wanted.kind)
            return wanted, artifact, find_checksums(database, wanted.export.id, wanted.kind, artifact)

        with self._shares.taken(bearer.key_id):
            wanted, artifact, checksums = await self._database.look(look)
            part = wanted.choose(artifact)
            yield Download(
                bearer=bearer,
                actor=actor,
                export=wanted.export,
                kind=wanted.kind,
                artifact=artifact,
                checksums=checksums,
                part=part,
                proof=wanted.proof_of(part),
            )

    async def require_stored(self, download: Download) -> None:
        """Raises Internal where the store lacks the artifact, and Unavailable."""
        whole = download.checksums or Checksums(
            byte_size=download.artifact.byte_size, sha256=download.artifact.sha256, pieces=b""
        )
        async with self._store_faults(download):
            nothing = self._artifacts.read_verified(download.artifact.key, whole, offset=0, length=0)
            async for _ in nothing:
                raise AssertionError("no byte was asked for")

    @asynccontextmanager
    async def sending(self, download: Download) -> AsyncIterator[Sending]:
        """Surrounds the sending of a download: its first bytes are there and verified, and its beginning is in the
        audit trail. Raises what ends it: like `opened`, Internal where the stored bytes are not what was written, and
        Unavailable where the store, the database or the reader lets it not go on.
        """
        surrounded = self._rechecks.surrounding(download.bearer, download.export.id, require_downloadable)
        async with surrounded as standing, self._store_faults(download):
            part = download.part
            checksums = download.checksums or await self._measured(download)
            chunks = self._artifacts.read_verified(
                download.artifact.key,
                checksums,
                offset=part.offset,
                length=part.length,
                proof=download.proof,
            )
            async with aclosing(chunks):
                first = await anext(chunks, None)

                def permit(database: DatabaseConnection) -> None:
                    self._permit(database, download)

                transferred = self._transfers.transfer(download.export, download.kind, part, download.actor, permit)
                async with transferred as transfer:
                    yield Sending(first, chunks, standing, transfer)

    def _permit(self, database: DatabaseConnection, download: Download) -> None:
        now = self._clock()
        export = downloadable_export(database, download.bearer, download.export.id, now, held=True)
        if export.require_artifact(now, download.kind) != download.artifact:
            raise Unavailable("the export's file was replaced; download it again")

    async def _measured(self, download: Download) -> Checksums:
        """The checksums of an artifact that an older release wrote without those of its pieces, kept for the next
        download. Raises `ArtifactAltered`."""
        artifact, export_id = download.artifact, download.export.id
        found = await self._artifacts.checksums(artifact.key, artifact.byte_size)
        if found.sha256 != artifact.sha256:
            raise ArtifactAltered(f"artifact {artifact.key} has changed since it was written")
        await self._database.write(lambda database: add_missing_pieces(database, export_id, artifact, found))
        return found

    @asynccontextmanager
    async def _store_faults(self, download: Download) -> AsyncIterator[None]:
        try:
            yield
        except _NOT_WHAT_WAS_WRITTEN as fault:
            bearer, export_id = download.bearer, download.export.id
            # Most likely it was cancelled or has expired meanwhile: then this says so.
            await self._database.read(lambda database: downloadable_export(database, bearer, export_id, self._clock()))
            raise Internal("the export's file is gone or was altered; queue a new export") from fault
        except ArtifactError as fault:
            raise Unavailable("the artifact cannot be read at the moment; resume the download later") from fault
