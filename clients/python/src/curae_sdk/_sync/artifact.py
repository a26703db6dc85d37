# Made from _async by `make gen`; do not edit.
"""The bytes of an artifact: continued by Range and If-Range where they break off, and verified."""

import hashlib
from collections.abc import Callable, Generator
from contextlib import closing

import httpx

from curae_sdk._generated.models import Artifact
from curae_sdk._lines import LineSplitter
from curae_sdk._partial import Partial
from curae_sdk._sync.transport import Transport
from curae_sdk._waiting import offload
from curae_sdk.errors import ApiConnectionError, ApiError, IntegrityError

_CHUNK_BYTES = 256 * 1024
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)

OnBytes = Callable[[int, int], object]
# Gives the bytes from an offset on.
Source = Callable[[int], Generator[bytes, None]]


def fill(part: Partial, source: Source, on_progress: OnBytes | None) -> None:
    """Writes into `part` what it lacks. Bytes of an earlier download that turn out wrong are fetched again, once.

    Raises IntegrityError, and what `source` raises.
    """
    _append(part, source, on_progress)
    if part.resumed and not offload(part.verify):
        part.restart()
        _append(part, source, on_progress)


def _append(part: Partial, source: Source, on_progress: OnBytes | None) -> None:
    _tell(on_progress, part)
    with closing(source(part.size)) as arriving:
        for chunk in arriving:
            offload(part.write, chunk)
            _tell(on_progress, part)


def chunks(transport: Transport, path: str, artifact: Artifact, offset: int) -> Generator[bytes, None]:
    """The bytes from `offset` on, over as many connections as it takes. Each byte that arrives resets the retries."""
    retry = 0
    while offset < artifact.byte_size:
        headers = {"accept-encoding": "identity"}
        if offset:
            headers |= {"range": f"bytes={offset}-", "if-range": f'"{artifact.sha256}"'}
        try:
            with transport.opened("GET", path, headers=headers, timeout=_TIMEOUT) as response:
                _require_same(response, offset, artifact)
                for chunk in response.iter_raw(_CHUNK_BYTES):
                    offset, retry = offset + len(chunk), 0
                    yield chunk
            _require_progress(offset, artifact)
        except (ApiConnectionError, ApiError) as fault:
            retry += 1
            transport.pause(retry, fault)


def lines(transport: Transport, path: str, artifact: Artifact) -> Generator[bytes, None]:
    """Each line, without its end; the last chunk's lines come once the checksum is right. Raises IntegrityError."""
    digest = hashlib.sha256()
    size = 0
    splitter = LineSplitter()
    with closing(chunks(transport, path, artifact, 0)) as arriving:
        for chunk in arriving:
            digest.update(chunk)
            size += len(chunk)
            if size == artifact.byte_size and digest.hexdigest() != artifact.sha256:
                raise IntegrityError("the downloaded bytes do not match the export's sha256")
            for line in splitter.feed(chunk):
                yield line
    if size != artifact.byte_size or splitter.unfinished_bytes:
        raise IntegrityError("the downloaded bytes do not match the export's size")


def _require_same(response: httpx.Response, offset: int, artifact: Artifact) -> None:
    """A 200 in place of a 206 means that the artifact behind the range is another one."""
    if response.headers.get("etag") != f'"{artifact.sha256}"' or response.status_code != (206 if offset else 200):
        raise IntegrityError("the service holds another artifact than the export states; get the export again")


def _require_progress(offset: int, artifact: Artifact) -> None:
    if offset < artifact.byte_size:
        raise ApiConnectionError("the download ended early")


def _tell(on_progress: OnBytes | None, part: Partial) -> None:
    if on_progress is not None:
        on_progress(part.size, part.artifact.byte_size)
