"""Artifacts by key, on a local folder or an S3-compatible bucket, behind one class and one URL."""

import uuid
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import AbstractContextManager, aclosing, closing, contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from server.artifacts.backend import ArtifactBackend, ArtifactWriter, StoredArtifact
from server.artifacts.beside import Beside
from server.artifacts.errors import (
    ArtifactAltered,
    ArtifactCorrupt,
    ArtifactMissing,
    ArtifactStoreMisconfigured,
    InvalidArtifactKey,
)
from server.artifacts.keys import checked_key, checked_prefix
from server.artifacts.local import LocalBackend
from server.artifacts.threads import StoreThreads
from server.artifacts.verified import summed, verified_part, verified_pieces
from server.domain.byte_range import ByteRange
from server.domain.checksums import Checksums, Proof, Summing
from server.domain.seals import Sealer
from server.limits import STORE_OTHER_THREADS, STORE_READ_THREADS

if TYPE_CHECKING:
    from server.artifacts.s3_location import S3Credentials

T = TypeVar("T")


class Summed(Protocol):
    """Sums up bytes that come one after the other."""

    def update(self, data: bytes) -> None: ...


DEFAULT_CHUNK_BYTES = 1024 * 1024
# A reader's trip to a thread and back costs as much as reading 100 KiB does, so one trip brings this much.
_BYTES_A_TRIP = 1024 * 1024
_LIST_BATCH = 500
_PROBES = "health/"
_PROBE = b"probe"


def open_store(
    url: str, *, credentials: "S3Credentials | None" = None, signing_key: bytes | None = None
) -> "ArtifactStore":
    """The store that `url` names. With the deployment's `signing_key` it seals what is written, and verifies by seals
    first: see `server.domain.seals`.

    - `file:///folder`
    - `s3://bucket/prefix?endpoint=https://host:port&region=name`; all its options are in `S3Location.from_url`.
      `credentials` default to the environment's AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where there is one,
      AWS_SESSION_TOKEN.

    Raises `ArtifactStoreMisconfigured`; no network is used before the first call, see `ArtifactStore.check`.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.netloc in ("", "localhost") and parts.path.startswith("/"):
        return ArtifactStore(LocalBackend(Path(unquote(parts.path))), signing_key)
    if parts.scheme == "s3":
        # Here, because the client of S3 is slow to import, and a folder needs none.
        from server.artifacts.s3 import S3Backend  # noqa: PLC0415
        from server.artifacts.s3_location import S3Credentials, S3Location  # noqa: PLC0415

        backend = S3Backend(S3Location.from_url(url), credentials or S3Credentials.from_environment())
        return ArtifactStore(backend, signing_key)
    raise ArtifactStoreMisconfigured("the artifacts URL is neither file:///folder nor s3://bucket/prefix")


class ArtifactStore:
    """Every call raises `ArtifactStoreUnavailable` when the store is away, within bounded time."""

    def __init__(self, backend: ArtifactBackend, signing_key: bytes | None = None) -> None:
        self._backend = backend
        self._signing_key = signing_key
        self._reads = StoreThreads("artifact-reads", STORE_READ_THREADS)
        self._others = StoreThreads("artifacts", STORE_OTHER_THREADS)

    @contextmanager
    def _summing(
        self, writing: AbstractContextManager[ArtifactWriter], sealer: Sealer | None
    ) -> Iterator["SummingWriter"]:
        with writing as writer, closing(SummingWriter(writer, sealer)) as summing:
            yield summing

    def writer(self, key: str, *, filename: str | None = None) -> AbstractContextManager["SummingWriter"]:
        """Blocking, for a worker thread. Leaving without `commit`, or by an error of it, leaves nothing behind.

        One writer of a key at a time: every attempt has a key of its own. `filename`: what a caller with a URL of the
        store's own saves it as.
        """
        return self._summing(self._backend.writer(checked_key(key), filename), self._sealer(key))

    @property
    def presigned_seconds(self) -> int | None:
        """How long a URL of the store's own lives; None where callers are to be given none."""
        return self._backend.presigned_seconds

    def presign(self, key: str, seconds: int) -> str:
        """A URL that reads the artifact from the store itself for so long, whatever is revoked meanwhile, until the
        artifact is deleted. Only where `presigned_seconds` is set."""
        return self._backend.presign(checked_key(key), seconds)

    async def read(
        self, key: str, *, offset: int = 0, length: int, chunk_bytes: int = DEFAULT_CHUNK_BYTES
    ) -> AsyncGenerator[bytes, None]:
        """`length` bytes from `offset` on, in chunks of at most `chunk_bytes`; 1 MiB, or a chunk, is read at a time.

        Close it (`contextlib.aclosing`) when leaving early. Raises `ArtifactMissing`, and `ArtifactTruncated` rather
        than end before `length` bytes are out.
        """
        if offset < 0 or length < 0 or chunk_bytes < 1:
            raise ValueError("offset and length are not negative, chunk_bytes is at least 1")
        if length == 0:
            await self._require(key)
            return
        chunks = self._backend.chunks(checked_key(key), offset, length, chunk_bytes)
        trips = _batches(chunks, max(1, _BYTES_A_TRIP // chunk_bytes))
        async with aclosing(self._reads.stream(trips)) as stream:
            async for chunk in stream:
                yield chunk

    async def read_verified(
        self, key: str, checksums: Checksums, *, offset: int, length: int, proof: Proof | None = None
    ) -> AsyncGenerator[memoryview, None]:
        """Like `read`, and no chunk is given out before the piece that it belongs to is verified. `proof`: of just
        these bytes, where they are a section: they are a piece of their own then, if they are no longer than one.

        Raises `ArtifactAltered` besides, at the first chunk where the size is another.
        """
        if length == 0:
            if await self._require(key) != checksums.byte_size:
                raise ArtifactAltered(f"artifact {key} has another size than what was written")
            return
        sealer = self._sealer(key)
        part = ByteRange(offset=offset, length=length, total=checksums.byte_size, partial=True)
        if proof is not None and length <= checksums.piece_bytes:
            pieces = verified_part(self._backend, checked_key(key), part, proof, sealer)
            count = 1
        else:
            pieces = verified_pieces(self._backend, checked_key(key), part, checksums, sealer)
            count = checksums.count_around(offset, length)
        async with aclosing(self._reads.stream(pieces, count)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def checksums(self, key: str, byte_size: int) -> Checksums:
        """Of what is stored now: reads all of it. Raises like `read_verified`."""
        summing = Summing(self._sealer(key))
        if byte_size > 0:
            steps = summed(self._backend, checked_key(key), byte_size, summing)
            async with aclosing(self._reads.stream(steps)) as nothing:
                async for _ in nothing:
                    pass
        return summing.checksums

    async def size(self, key: str) -> int | None:
        """The artifact's size in bytes; None when there is none."""
        return await self._reads.run(self._backend.size, checked_key(key))

    async def delete(self, key: str) -> None:
        """Remove the artifact; nothing happens when there is none. A read under way ends well or raises."""
        await self._others.run(self._backend.delete, checked_key(key))

    async def erase(self, prefix: str) -> int:
        """Remove all under `prefix`, which names a folder: artifacts, old versions that a bucket keeps, unfinished
        writes. How many artifacts there were. Raises `ArtifactStoreMisconfigured` where the store does not let us."""
        if not checked_prefix(prefix):
            raise InvalidArtifactKey("what is erased is in a folder")
        return await self._others.run(self._backend.erase, prefix)

    async def list(self, prefix: str = "") -> AsyncGenerator[StoredArtifact, None]:
        """Every committed artifact under `prefix` (folders, each with its slash), in no order, orphans included."""
        batches = _batches(self._backend.walk(checked_prefix(prefix)), _LIST_BATCH)
        async with aclosing(self._others.stream(batches)) as stream:
            async for artifact in stream:
                yield artifact

    async def discard_partials(self, older_than: datetime) -> int:
        """Remove what crashed writers left unfinished and began before `older_than`; how many there were.

        `older_than` is by the store's own `time`, and lies further back than any writer can still be at work. Raises
        the last fault after everything was tried.
        """
        return await self._others.run(self._backend.discard_partials, older_than)

    async def time(self) -> datetime:
        """By the store's own clock, which `modified_at` comes from: a tiny object is written, listed and deleted."""
        return await self._others.run(_time, self._backend)

    async def check(self) -> None:
        """Write, see and delete a tiny object. Raises an `ArtifactError` whose message names the remedy."""
        await self._others.run(_probe, self._backend)

    def close(self) -> None:
        """Let go of the store's threads. Calls under way end first."""
        self._reads.close()
        self._others.close()

    def _sealer(self, key: str) -> Sealer | None:
        return None if self._signing_key is None else Sealer(self._signing_key, key)

    async def _require(self, key: str) -> int:
        size = await self.size(key)
        if size is None:
            raise ArtifactMissing(f"no artifact {key}")
        return size


class SummingWriter:
    """An `ArtifactWriter` that knows the checksums of what it has written. They are made while it is written."""

    def __init__(self, writer: ArtifactWriter, sealer: Sealer | None = None) -> None:
        self._writer = writer
        self.sealer = sealer
        self._summing = Summing(sealer)
        self._hashes = Beside(_update)

    def write(self, data: bytes, *besides: Summed) -> None:
        """`besides` are given the data too, in time for `commit`. Raises like `ArtifactWriter.write`."""
        self._hashes.add(((self._summing, *besides), data), len(data))
        self._writer.write(data)

    def commit(self) -> Checksums:
        """Of what is committed. Raises like `ArtifactWriter.commit`."""
        self._writer.commit()
        self._hashes.finish()
        return self._summing.checksums

    def close(self) -> None:
        self._hashes.close()


def _update(what: tuple[tuple[Summed, ...], bytes]) -> None:
    sums, data = what
    for each in sums:
        each.update(data)


def _batches(items: Generator[T, None, None], count: int) -> Generator[list[T], None, None]:
    with closing(items):
        while batch := [*islice(items, count)]:
            yield batch


def _probe(backend: ArtifactBackend) -> None:
    with _probing(backend) as key:
        if backend.size(key) != len(_PROBE):
            raise ArtifactCorrupt("the artifact store does not keep what is written to it; look at its disks and logs")


def _time(backend: ArtifactBackend) -> datetime:
    with _probing(backend) as key:
        moments = [stored.modified_at for stored in backend.walk(_PROBES) if stored.key == key]
    if not moments:
        raise ArtifactCorrupt("the artifact store does not list what is written to it; look at its disks and logs")
    return moments[0]


@contextmanager
def _probing(backend: ArtifactBackend) -> Iterator[str]:
    """The key of a tiny object that is there meanwhile."""
    key = f"{_PROBES}{uuid.uuid4()}.probe"
    try:
        with backend.writer(key, None) as writer:
            writer.write(_PROBE)
            writer.commit()
        yield key
    finally:
        backend.delete(key)
