"""What S3 must say about an object that was uploaded in parts of a fixed size: its length and its ETag.

Source: "Checking object integrity" in the Amazon S3 user guide. One PUT: the MD5 of the bytes. Multipart: the MD5 of
the parts' binary MD5s, a dash and the number of parts. MD5 finds corruption here, it keeps no attacker out.
"""

import hashlib


class PartChecksums:
    def __init__(self, part_bytes: int) -> None:
        self._part_bytes = part_bytes
        self._finished: list[bytes] = []
        self._part = hashlib.md5(usedforsecurity=False)
        self._part_length = 0

    @property
    def byte_size(self) -> int:
        return len(self._finished) * self._part_bytes + self._part_length

    def update(self, data: memoryview) -> None:
        while data:
            piece = data[: self._part_bytes - self._part_length]
            self._part.update(piece)
            self._part_length += len(piece)
            data = data[len(piece) :]
            if self._part_length == self._part_bytes:
                self._finish_part()

    def matches(self, etag: str | None) -> bool:
        """Whether `etag`, quoted or not, is that of exactly the bytes that `update` has seen."""
        value = (etag or "").strip('"').lower()
        return value == (self._multipart_etag() if "-" in value else self._part.hexdigest())

    def _multipart_etag(self) -> str:
        parts = [*self._finished, self._part.digest()] if self._part_length else self._finished
        return f"{hashlib.md5(b''.join(parts), usedforsecurity=False).hexdigest()}-{len(parts)}"

    def _finish_part(self) -> None:
        self._finished.append(self._part.digest())
        self._part = hashlib.md5(usedforsecurity=False)
        self._part_length = 0
