"""The ETag that S3 computes, against its definition."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from server.artifacts.s3_checksum import PartChecksums


def checksums_of(content: bytes, part_bytes: int, cuts: list[int]) -> PartChecksums:
    checksums, start = PartChecksums(part_bytes), 0
    for cut in [*sorted(cuts), len(content)]:
        checksums.update(memoryview(content)[start:cut])
        start = max(start, cut)
    return checksums


@given(st.binary(min_size=1, max_size=60), st.integers(1, 20), st.lists(st.integers(0, 60), max_size=5))
def test_matches_the_multipart_etag_however_it_was_fed(content: bytes, part_bytes: int, cuts: list[int]) -> None:
    checksums = checksums_of(content, part_bytes, cuts)
    parts = [content[start : start + part_bytes] for start in range(0, len(content), part_bytes)]
    digest = hashlib.md5(b"".join(hashlib.md5(part).digest() for part in parts)).hexdigest()  # noqa: S324
    assert checksums.byte_size == len(content)
    assert checksums.matches(f'"{digest}-{len(parts)}"')
    assert not checksums.matches(f'"{digest}-{len(parts) + 1}"')
    assert not checksums.matches(digest)


@given(st.binary(max_size=20))
def test_matches_the_etag_of_one_put(content: bytes) -> None:
    checksums = checksums_of(content, 21, [])
    assert checksums.matches(f'"{hashlib.md5(content).hexdigest().upper()}"')  # noqa: S324
    assert not checksums.matches(f'"{hashlib.md5(content + b"x").hexdigest()}"')  # noqa: S324
    assert not checksums.matches(None)
