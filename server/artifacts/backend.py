"""What a place for artifacts does: a folder, or a bucket. Every call blocks; `ArtifactStore` runs it on a thread."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from server.artifacts.errors import ArtifactError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArtifact:
    """One committed artifact as the store lists it, known to the database or not. `modified_at` is in UTC."""

    key: str
    byte_size: int
    modified_at: datetime


class ArtifactWriter(Protocol):
    """Bytes on their way into one artifact. Not thread-safe; used by one worker thread."""

    def write(self, data: bytes | memoryview) -> None:
        """Append `data`. Raises `ArtifactStoreFull` or `ArtifactStoreUnavailable`."""

    def commit(self) -> None:
        """Make exactly the written bytes visible under the key, durably and atomically. They replace earlier bytes.

        Raises `ArtifactCorrupt` when the store does not hold what was written, and what `write` raises.
        """


class ArtifactBackend(Protocol):
    """Keys and prefixes come checked. Every call raises `ArtifactStoreUnavailable` when the store is away, in time."""

    @property
    def presigned_seconds(self) -> int | None:
        """How long a URL of its own lives; None where callers are given none."""

    def writer(self, key: str, filename: str | None) -> AbstractContextManager[ArtifactWriter]:
        """Leaving without `commit` leaves nothing behind. `filename`: what a reader of `presign`'s URL saves it as."""

    def presign(self, key: str, seconds: int) -> str:
        """A URL that reads the artifact without credentials for so long. No network is used."""

    def chunks(
        self, key: str, offset: int, length: int, chunk_bytes: int, byte_size: int | None = None
    ) -> Generator[bytes, None, None]:
        """`length` bytes (at least 1) from `offset` on, each chunk but the last of `chunk_bytes`.

        Raises `ArtifactMissing`, `ArtifactTruncated`, and `ArtifactAltered` where it is no file or has another size
        than `byte_size`.
        """

    def size(self, key: str) -> int | None:
        """In bytes; None when there is no such artifact. Raises `ArtifactAltered` where it is no file."""

    def delete(self, key: str) -> None:
        """Nothing happens when there is none."""

    def erase(self, prefix: str) -> int:
        """Remove everything whose key begins with `prefix`: artifacts, versions that a bucket keeps of deleted ones,
        and unfinished writes, which then fail. How many artifacts there were."""

    def walk(self, prefix: str) -> Generator[StoredArtifact, None, None]:
        """Every committed artifact under `prefix`, in no order."""

    def discard_partials(self, older_than: datetime) -> int:
        """Remove unfinished writes begun before `older_than`; how many there were."""


def try_each(step: Callable[[T], object], items: Iterable[T]) -> None:
    """Raises the last ArtifactError once each was tried."""
    failed = None
    for item in items:
        try:
            step(item)
        except ArtifactError as fault:
            failed = fault
    if failed is not None:
        raise failed
