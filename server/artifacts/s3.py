"""Artifacts in an S3-compatible bucket, through obstore's blocking calls (`server.artifacts.threads` says why)."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from server.artifacts.backend import StoredArtifact, try_each
from server.artifacts.errors import (
    ArtifactAltered,
    ArtifactCorrupt,
    ArtifactError,
    ArtifactMissing,
    ArtifactStoreMisconfigured,
    ArtifactStoreUnavailable,
    ArtifactTruncated,
)
from server.artifacts.keys import is_key
from server.artifacts.s3_checksum import PartChecksums
from server.artifacts.s3_location import S3Credentials, S3Location
from server.artifacts.s3_requests import S3Requests
from server.artifacts.s3_uploads import UnfinishedUploads
from server.artifacts.s3_versions import ObjectVersions
from server.domain.exports import MEDIA_TYPE

if TYPE_CHECKING:
    from obstore import WritableFile
    from obstore.store import S3Config

# S3 allows 10,000 parts: 8 MiB reaches 78 GiB. A writer holds one part being filled and two in flight.
_PART_BYTES = 8 * 1024 * 1024
_PARTS_IN_FLIGHT = 2
_WRITE_BYTES = 1024 * 1024

# One GET fetches this much, however small the chunks: a short request of its own outlives no slow reader, and 2 MiB
# reached 330 MB/s against SeaweedFS where 1 MiB reached 195.
_GET_BYTES = 2 * 1024 * 1024

# What obstore tells apart by its text only, in a listing or a streamed upload if not everywhere.
_RANGE_NOT_SATISFIABLE = "status code: 416"
_REFUSED = "the artifacts bucket refuses the credentials; look at the key pair and its permissions"
_NO_BUCKET = "the artifacts bucket does not exist; create it"
_REMEDIES = {"status code: 401": _REFUSED, "status code: 403": _REFUSED, "<Code>NoSuchBucket</Code>": _NO_BUCKET}

_CONNECT_TIMEOUT = timedelta(seconds=3)
_MAX_RETRIES = 4
# A call is tried again within so many of its timeouts, and the last try takes one more. A worker's upload may wait
# longer than a caller who downloads.
_CALL_TIMEOUTS = 1
_UPLOAD_TIMEOUTS = 3
_INITIAL_BACKOFF = timedelta(milliseconds=100)
_MAX_BACKOFF = timedelta(seconds=2)


class S3Backend:
    """One bucket and prefix. The bucket must exist; the key pair may get, put, list and delete in it."""

    def __init__(self, location: S3Location, credentials: S3Credentials) -> None:
        self._location = location
        self._uploader = _connected(location, location.endpoint, credentials, retry_within_timeouts=_UPLOAD_TIMEOUTS)
        self._store = _connected(location, location.endpoint, credentials, retry_within_timeouts=_CALL_TIMEOUTS)
        self._signer = _connected(location, location.public_endpoint, credentials, retry_within_timeouts=_CALL_TIMEOUTS)
        requests = S3Requests(location, credentials)
        self._uploads = UnfinishedUploads(requests)
        self._versions = ObjectVersions(requests)

    @property
    def presigned_seconds(self) -> int | None:
        return self._location.presigned_seconds

    def presign(self, key: str, seconds: int) -> str:
        """The signature names the public endpoint: callers have to come by it."""
        return str(obstore.sign(self._signer, "GET", key, timedelta(seconds=seconds)))

    @contextmanager
    def writer(self, key: str, filename: str | None) -> Iterator["S3Writer"]:
        writer = S3Writer(self, key, filename)
        try:
            yield writer
        finally:
            writer.discard()

    def chunks(
        self, key: str, offset: int, length: int, chunk_bytes: int, byte_size: int | None = None
    ) -> Generator[bytes, None, None]:
        end = offset + length
        get_bytes = max(1, _GET_BYTES // chunk_bytes) * chunk_bytes
        while offset < end:
            body = self._range(key, offset, min(end, offset + get_bytes), byte_size)
            for start in range(0, len(body), chunk_bytes):
                yield bytes(body[start : start + chunk_bytes])
            offset += len(body)

    def size(self, key: str) -> int | None:
        with _s3_faults(), suppress(FileNotFoundError):
            return obstore.head(self._store, key)["size"]
        return None

    def delete(self, key: str) -> None:
        with _s3_faults(), suppress(FileNotFoundError):
            obstore.delete(self._store, key)

    def erase(self, prefix: str) -> int:
        artifacts = [artifact.key for artifact in self.walk(prefix)]
        steps: list[Callable[[], object]] = [
            *(partial(self._uploads.abort, upload) for upload in list(self._uploads.under(prefix))),
            *(partial(self.delete, key) for key in artifacts),
        ]
        try_each(lambda step: step(), steps)
        try_each(self._versions.delete, list(self._versions.under(prefix)))
        return len(artifacts)

    def walk(self, prefix: str) -> Generator[StoredArtifact, None, None]:
        with _s3_faults():
            for page in obstore.list(self._store, prefix or None):
                for meta in page:
                    if is_key(meta["path"]):
                        yield StoredArtifact(
                            key=meta["path"], byte_size=meta["size"], modified_at=meta["last_modified"]
                        )

    def discard_partials(self, older_than: datetime) -> int:
        discarded, failed = 0, None
        for upload in list(self._uploads.under("")):
            if upload.initiated_at < older_than and is_key(upload.key.removeprefix(self._location.prefix)):
                try:
                    self._uploads.abort(upload)
                    discarded += 1
                except ArtifactError as fault:  # the others are tried first
                    failed = fault
        if failed is not None:
            raise failed
        return discarded

    def open_upload(self, key: str, filename: str | None) -> "WritableFile":
        named = {} if filename is None else {"Content-Disposition": f'attachment; filename="{filename}"'}
        return obstore.open_writer(
            self._uploader,
            key,
            attributes={"Content-Type": MEDIA_TYPE, **named},
            buffer_size=_PART_BYTES,
            max_concurrency=_PARTS_IN_FLIGHT,
        )

    def abort_uploads(self, key: str) -> None:
        for upload in list(self._uploads.under(key)):
            if upload.key == self._location.prefix + key:
                self._uploads.abort(upload)

    def verify(self, key: str, written: PartChecksums) -> None:
        with _s3_faults():
            stored = obstore.head(self._store, key)
        if stored["size"] != written.byte_size:
            raise ArtifactCorrupt(f"artifact {key} has {stored['size']} bytes in the store, not {written.byte_size}")
        if self._location.verify_etag and not written.matches(stored["e_tag"]):
            raise ArtifactCorrupt(
                f"artifact {key} has another checksum in the store than what was written; "
                "a bucket with KMS or customer-key encryption needs checksum=size in the artifacts URL"
            )

    def _range(self, key: str, start: int, end: int, byte_size: int | None) -> memoryview:
        try:
            with _s3_faults(passing=FileNotFoundError):
                found = obstore.get(self._store, key, options={"range": (start, end)})
                _require_size(key, found.meta["size"], byte_size)
                body = memoryview(found.bytes())
        except FileNotFoundError as error:
            raise ArtifactMissing(f"no artifact {key}") from error
        except ArtifactStoreUnavailable as error:
            if _RANGE_NOT_SATISFIABLE in str(error.__cause__):
                self._require_longer_than(key, start, byte_size)
            raise
        if len(body) < end - start:
            raise ArtifactTruncated(f"artifact {key} ends at byte {start + len(body)}")
        return body

    def _require_longer_than(self, key: str, start: int, byte_size: int | None) -> None:
        size = self.size(key)
        if size is not None:
            _require_size(key, size, byte_size)
        if size is not None and size <= start:
            raise ArtifactTruncated(f"artifact {key} ends at byte {size}")


class S3Writer:
    """Under one part it is a single PUT at the commit; from there on parts go up while the next one fills."""

    def __init__(self, backend: S3Backend, key: str, filename: str | None) -> None:
        self._backend = backend
        self._key = key
        self._checksums = PartChecksums(_PART_BYTES)
        self._upload: WritableFile | None = backend.open_upload(key, filename)

    def write(self, data: bytes | memoryview) -> None:
        upload = self._open()
        rest = memoryview(data)
        self._checksums.update(rest)
        with _s3_faults():
            while rest:  # each write is copied whole
                upload.write(rest[:_WRITE_BYTES])
                rest = rest[_WRITE_BYTES:]

    def commit(self) -> None:
        upload = self._open()
        with _s3_faults():
            upload.close()
        self._upload = None
        try:
            self._backend.verify(self._key, self._checksums)
        except ArtifactCorrupt:
            self._backend.delete(self._key)
            raise

    def discard(self) -> None:
        """Without a commit, dropping obstore's writer sends nothing more but leaves its multipart upload unfinished."""
        if self._upload is None:
            return
        self._upload = None
        if self._checksums.byte_size >= _PART_BYTES:
            # When the store is away now, `discard_partials` finds the upload later.
            with suppress(ArtifactError):
                self._backend.abort_uploads(self._key)

    def _open(self) -> "WritableFile":
        if self._upload is None:
            raise ValueError("the artifact is committed or discarded")
        return self._upload


def _require_size(key: str, found: int, expected: int | None) -> None:
    if expected is not None and found != expected:
        raise ArtifactAltered(f"artifact {key} has {found} bytes, not {expected}")


def _connected(
    location: S3Location, endpoint: str, credentials: S3Credentials, *, retry_within_timeouts: int
) -> S3Store:
    config: S3Config = {
        "endpoint": endpoint,
        "region": location.region,
        "access_key_id": credentials.access_key_id,
        "secret_access_key": credentials.secret_access_key,
    }
    if credentials.session_token:
        config["session_token"] = credentials.session_token
    return S3Store(
        location.bucket,
        prefix=location.prefix or None,
        config=config,
        client_options={
            "allow_http": endpoint.startswith("http://"),
            "connect_timeout": _CONNECT_TIMEOUT,
            "timeout": timedelta(seconds=location.timeout_seconds),
        },
        retry_config={
            "max_retries": _MAX_RETRIES,
            "retry_timeout": timedelta(seconds=retry_within_timeouts * location.timeout_seconds),
            "backoff": {"init_backoff": _INITIAL_BACKOFF, "max_backoff": _MAX_BACKOFF, "base": 2},
        },
    )


@contextmanager
def _s3_faults(passing: type[BaseException] | tuple[()] = ()) -> Iterator[None]:
    try:
        yield
    except passing:
        raise
    except FileNotFoundError as error:
        raise ArtifactStoreMisconfigured(_NO_BUCKET) from error
    except (BaseError, OSError) as error:
        for mark, remedy in _REMEDIES.items():
            if mark in str(error):
                raise ArtifactStoreMisconfigured(remedy) from error
        raise ArtifactStoreUnavailable("the artifact store does not answer as it should") from error
