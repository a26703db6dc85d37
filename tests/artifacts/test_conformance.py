"""What every artifact store promises, on a real folder and a real S3 store."""

import asyncio
import hashlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from server.artifacts.errors import ArtifactAltered, ArtifactMissing, ArtifactTruncated, InvalidArtifactKey
from server.artifacts.store import ArtifactStore, open_store
from server.domain.checksums import Checksums, Proof
from server.domain.seals import Sealer
from server.domain.sections import Section, Sectioning
from server.limits import STORE_OTHER_THREADS, STORE_READ_THREADS

MEBIBYTE = 1024 * 1024
BLOCK = os.urandom(MEBIBYTE)
TWO_PARTS_AND_MORE = 20 * MEBIBYTE


def new_key() -> str:
    return f"exports/{uuid.uuid4()}/1.ndjson"


def put(store: ArtifactStore, key: str, content: bytes) -> None:
    with store.writer(key) as writer:
        writer.write(content)
        writer.commit()


def write_and_be_killed(url: str) -> None:
    command = [sys.executable, "-m", "tests.artifacts.crashing_writer", url, new_key(), str(TWO_PARTS_AND_MORE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as crashing:
        assert crashing.stdout is not None
        assert crashing.stdout.readline() == b"written\n"
        crashing.kill()


async def get(store: ArtifactStore, key: str, **range_: int) -> bytes:
    return b"".join([chunk async for chunk in store.read(key, **range_)])


async def keys(store: ArtifactStore, prefix: str = "") -> set[str]:
    return {artifact.key async for artifact in store.list(prefix)}


async def everything_left(store: ArtifactStore) -> tuple[set[str], int]:
    return await keys(store), await store.discard_partials(datetime.now(UTC) + timedelta(minutes=1))


@pytest.mark.parametrize("byte_size", [0, 1, 4096, 8 * MEBIBYTE - 1, 8 * MEBIBYTE, 8 * MEBIBYTE + 1, 16 * MEBIBYTE])
async def test_gives_back_what_was_written(store: ArtifactStore, byte_size: int) -> None:
    key, content = new_key(), (BLOCK * 16)[:byte_size]
    put(store, key, content)
    assert await store.size(key) == byte_size
    assert await get(store, key, length=byte_size) == content


async def test_joins_many_writes_of_bytes_and_views(store: ArtifactStore) -> None:
    key = new_key()
    pieces: list[bytes | memoryview] = [BLOCK[:1], memoryview(BLOCK)[1:70_000], b"", BLOCK[70_000:]]
    with store.writer(key) as writer:
        for piece in pieces:
            writer.write(piece)
        writer.commit()
    assert await get(store, key, length=MEBIBYTE) == BLOCK


@pytest.mark.parametrize(
    ("offset", "length", "chunk_bytes"),
    [
        (0, 1, 1),
        (0, 4096, 4096),
        (4095, 2, 1),
        (0, 3 * MEBIBYTE, 1_000_003),
        (2 * MEBIBYTE - 1, MEBIBYTE + 1, MEBIBYTE),
        (1, 2 * MEBIBYTE + 1, 8 * MEBIBYTE),
    ],
)
async def test_reads_a_range_in_bounded_chunks(
    store: ArtifactStore, offset: int, length: int, chunk_bytes: int
) -> None:
    key, content = new_key(), BLOCK + BLOCK[::-1] + BLOCK
    put(store, key, content)
    chunks = [chunk async for chunk in store.read(key, offset=offset, length=length, chunk_bytes=chunk_bytes)]
    assert b"".join(chunks) == content[offset : offset + length]
    assert max(map(len, chunks)) <= chunk_bytes


@pytest.mark.parametrize("length", [0, 1])
async def test_says_that_an_artifact_is_missing(store: ArtifactStore, length: int) -> None:
    key = new_key()
    assert await store.size(key) is None
    with pytest.raises(ArtifactMissing, match=key):
        await get(store, key, length=length)


@pytest.mark.parametrize(("offset", "length"), [(0, 101), (50, 51), (100, 1), (5000, 1)])
async def test_never_ends_short_of_the_range(store: ArtifactStore, offset: int, length: int) -> None:
    key = new_key()
    put(store, key, BLOCK[:100])
    with pytest.raises(ArtifactTruncated):
        await get(store, key, offset=offset, length=length)


async def test_replaces_an_artifact_as_a_whole(store: ArtifactStore) -> None:
    key = new_key()
    put(store, key, b"the first, longer one")
    put(store, key, b"the second")
    assert await store.size(key) == len(b"the second")
    assert await get(store, key, length=10) == b"the second"


@pytest.mark.parametrize("byte_size", [0, 100, TWO_PARTS_AND_MORE])
async def test_leaves_nothing_without_a_commit(store: ArtifactStore, byte_size: int) -> None:
    with store.writer(new_key()) as writer:
        writer.write((BLOCK * 20)[:byte_size])
    assert await everything_left(store) == (set(), 0)


async def test_leaves_nothing_when_the_writer_fails(store: ArtifactStore) -> None:
    with pytest.raises(ZeroDivisionError), store.writer(new_key()) as writer:
        writer.write(BLOCK * 20)
        raise ZeroDivisionError
    assert await everything_left(store) == (set(), 0)


async def test_an_uncommitted_rewrite_keeps_what_was_there(store: ArtifactStore) -> None:
    key = new_key()
    put(store, key, b"committed")
    with store.writer(key) as writer:
        writer.write(BLOCK * 9)
    assert await get(store, key, length=9) == b"committed"


async def test_deletes_once_and_again(store: ArtifactStore) -> None:
    key = new_key()
    put(store, key, BLOCK)
    await store.delete(key)
    await store.delete(key)
    assert await store.size(key) is None
    assert await everything_left(store) == (set(), 0)


async def test_lists_what_is_committed(store: ArtifactStore) -> None:
    before = datetime.now(UTC) - timedelta(seconds=5)
    written = {new_key(): size for size in (0, 1, 5000)}
    for key, size in written.items():
        put(store, key, BLOCK[:size])
    put(store, "others/1.ndjson", b"")
    listed = [artifact async for artifact in store.list("exports/")]
    assert {artifact.key: artifact.byte_size for artifact in listed} == written
    assert all(before < artifact.modified_at < before + timedelta(minutes=5) for artifact in listed)
    assert await keys(store) == {*written, "others/1.ndjson"}
    assert await keys(store, "exports/none/") == set()


async def test_lists_more_than_one_page(store: ArtifactStore) -> None:
    written = {f"exports/many/{number:04}.ndjson" for number in range(1_050)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: put(store, key, b""), written))
    assert await keys(store) == written


async def test_a_killed_writer_leaves_only_a_partial_that_is_found(store: ArtifactStore, artifacts_url: str) -> None:
    put(store, committed := new_key(), b"stays")
    write_and_be_killed(artifacts_url)
    assert await keys(store) == {committed}
    assert await store.discard_partials(datetime.now(UTC) - timedelta(minutes=1)) == 0
    assert await everything_left(store) == ({committed}, 1)
    assert await everything_left(store) == ({committed}, 0)


async def test_writers_at_the_same_time_keep_to_themselves(store: ArtifactStore) -> None:
    contents = {new_key(): bytes([number]) * (9 * MEBIBYTE + number) for number in range(6)}
    with ThreadPoolExecutor(len(contents)) as pool:
        list(pool.map(lambda item: put(store, *item), contents.items()))
    for key, content in contents.items():
        assert await get(store, key, length=len(content)) == content
    assert await everything_left(store) == (set(contents), 0)


async def test_a_large_artifact_takes_little_memory(store: ArtifactStore) -> None:
    key, process = new_key(), psutil.Process()
    put(store, new_key(), BLOCK * 10)
    before = peak = process.memory_info().rss
    with store.writer(key) as writer:
        for _ in range(64):
            writer.write(BLOCK)
            peak = max(peak, process.memory_info().rss)
        writer.commit()
    async for chunk in store.read(key, length=64 * MEBIBYTE):
        assert len(chunk) == MEBIBYTE
        peak = max(peak, process.memory_info().rss)
    assert peak - before < 48 * MEBIBYTE


async def test_cancelled_reads_let_go_of_everything(store: ArtifactStore) -> None:
    key = new_key()
    put(store, key, BLOCK)
    process = psutil.Process()

    async def read_on() -> None:
        async with aclosing(store.read(key, length=MEBIBYTE, chunk_bytes=1024)) as chunks:
            async for _ in chunks:
                await asyncio.sleep(0)

    async def cancel_some(count: int) -> None:
        readers = [asyncio.create_task(read_on()) for _ in range(count)]
        await asyncio.sleep(0.002)
        for reader in readers:
            reader.cancel()
        results = await asyncio.gather(*readers, return_exceptions=True)
        assert any(isinstance(result, asyncio.CancelledError) for result in results)

    await cancel_some(50)
    await store.size(key)
    open_before = process.num_fds()
    for _ in range(20):
        await cancel_some(50)
    for _ in range(32):
        await store.size(key)
    store.close()
    pooled_connections = STORE_READ_THREADS + STORE_OTHER_THREADS
    assert process.num_fds() <= open_before + pooled_connections


async def test_a_read_left_early_ends(store: ArtifactStore) -> None:
    key = new_key()
    put(store, key, BLOCK)
    async with aclosing(store.read(key, length=MEBIBYTE, chunk_bytes=1000)) as chunks:
        assert await anext(chunks) == BLOCK[:1000]
    assert await get(store, key, length=MEBIBYTE) == BLOCK


async def test_a_deleted_artifact_is_not_read_as_shorter(store: ArtifactStore) -> None:
    key, content = new_key(), BLOCK * 8
    put(store, key, content)
    received = b""
    try:
        async for chunk in store.read(key, length=len(content)):
            received += chunk
            await store.delete(key)
    except ArtifactMissing:
        assert len(received) < len(content)
    else:
        assert received == content


async def test_is_healthy_and_leaves_no_trace_of_the_check(store: ArtifactStore) -> None:
    await store.check()
    assert await everything_left(store) == (set(), 0)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "1.ndjson",
        "exports/1",
        "/exports/1.ndjson",
        "exports/../1.ndjson",
        "../exports/1.ndjson",
        "exports//1.ndjson",
        ".partial/1.ndjson",
        "exports/1.ndjson\n",
        "exports/1.ndjson/..",
        "exports/\x00.ndjson",
        "exports/%2e%2e/1.ndjson",
        "exports\\..\\1.ndjson",
        "Exports/1.ndjson",
        "exports/" + "a" * 65 + ".ndjson",
    ],
)
async def test_refuses_a_key_of_another_shape(store: ArtifactStore, key: str) -> None:
    with pytest.raises(InvalidArtifactKey):
        store.writer(key)
    with pytest.raises(InvalidArtifactKey):
        await get(store, key, length=1)
    with pytest.raises(InvalidArtifactKey):
        await get(store, key, length=0)
    with pytest.raises(InvalidArtifactKey):
        await store.size(key)
    with pytest.raises(InvalidArtifactKey):
        await store.delete(key)


async def test_refuses_a_prefix_of_another_shape(store: ArtifactStore, tmp_path: Path) -> None:
    for prefix in ("..", "../", "/", "exports", "exports/../", ".partial/", str(tmp_path) + "/"):
        with pytest.raises(InvalidArtifactKey):
            await keys(store, prefix)


def put_summed(store: ArtifactStore, key: str, content: bytes) -> Checksums:
    with store.writer(key) as writer:
        writer.write(content)
        return writer.commit()


async def get_verified(
    store: ArtifactStore, key: str, checksums: Checksums, offset: int, length: int, *, proof: Proof | None = None
) -> bytes:
    chunks = store.read_verified(key, checksums, offset=offset, length=length, proof=proof)
    return b"".join([chunk async for chunk in chunks])


@pytest.mark.parametrize("length", [1, MEBIBYTE - 1, MEBIBYTE])
async def test_a_part_is_verified_by_its_own_sha256(store: ArtifactStore, length: int) -> None:
    key, content, offset = new_key(), BLOCK * 3, 100
    checksums = put_summed(store, key, content)
    part = content[offset : offset + length]
    proof = Proof(hashlib.sha256(part).hexdigest(), None)
    assert await get_verified(store, key, checksums, offset, length, proof=proof) == part
    for altered_at, is_within in ((offset, True), (offset + length - 1, True), (offset - 1, False)):
        changed = bytearray(content)
        changed[altered_at] ^= 1
        put(store, key, bytes(changed))
        reading = get_verified(store, key, checksums, offset, length, proof=proof)
        if is_within:
            with pytest.raises(ArtifactAltered):
                await reading
        else:
            assert await reading == part


@pytest.fixture
def sealing(artifacts_url: str) -> Iterator[ArtifactStore]:
    with closing(open_store(artifacts_url, signing_key=b"the deployment's")) as store:
        yield store


def other_digests(checksums: Checksums) -> Checksums:
    return replace(checksums, pieces=bytes(len(checksums.pieces)))


async def test_a_seal_proves_a_piece_without_its_sha256(sealing: ArtifactStore) -> None:
    key = new_key()
    checksums = put_summed(sealing, key, BLOCK * 2)
    assert await get_verified(sealing, key, other_digests(checksums), 5, MEBIBYTE) == (BLOCK * 2)[5 : 5 + MEBIBYTE]
    section = Section(resource_type="Patient", offset=0, byte_size=10, records=1, sha256="", seal=None)
    sealed = Sectioning("Patient", 0, Sealer(b"the deployment's", key))
    sealed.update(BLOCK[:10])
    proof = replace(section, seal=sealed.section.seal).proof
    assert await get_verified(sealing, key, other_digests(checksums), 0, 10, proof=proof) == BLOCK[:10]


@pytest.mark.parametrize("altered_at", [0, MEBIBYTE - 1, MEBIBYTE])
async def test_what_was_altered_has_no_seal(sealing: ArtifactStore, altered_at: int) -> None:
    key, content = new_key(), bytearray(BLOCK * 2)
    checksums = put_summed(sealing, key, bytes(content))
    content[altered_at] ^= 1
    put(sealing, key, bytes(content))
    with pytest.raises(ArtifactAltered):
        await get_verified(sealing, key, checksums, 0, 2 * MEBIBYTE)


async def test_after_a_change_of_the_signing_key_sha256_decides(sealing: ArtifactStore, artifacts_url: str) -> None:
    key, content = new_key(), BLOCK * 2
    checksums = put_summed(sealing, key, content)
    with closing(open_store(artifacts_url, signing_key=b"a newer one")) as store:
        assert await get_verified(store, key, checksums, 0, len(content)) == content
        with pytest.raises(ArtifactAltered):
            await get_verified(store, key, other_digests(checksums), 0, len(content))


async def test_a_part_of_an_artifact_of_another_size_is_refused(store: ArtifactStore) -> None:
    key = new_key()
    checksums = put_summed(store, key, BLOCK)
    put(store, key, BLOCK + b"more")
    with pytest.raises(ArtifactAltered):
        await get_verified(store, key, checksums, 0, 10, proof=Proof(hashlib.sha256(BLOCK[:10]).hexdigest(), None))


@pytest.mark.parametrize(
    ("offset", "length"),
    [
        (0, 3 * MEBIBYTE + 7),
        (0, 1),
        (3 * MEBIBYTE + 6, 1),
        (MEBIBYTE - 1, 2),
        (MEBIBYTE, MEBIBYTE),
        (300_000, 5),
        (262_143, 262_146),
        (2 * MEBIBYTE + 1, MEBIBYTE + 6),
        (3 * MEBIBYTE + 7, 0),
    ],
)
async def test_gives_any_part_verified(store: ArtifactStore, offset: int, length: int) -> None:
    key, content = new_key(), BLOCK + BLOCK[::-1] + BLOCK + b"the end"
    checksums = put_summed(store, key, content)
    assert await store.checksums(key, len(content)) == checksums
    assert await get_verified(store, key, checksums, offset, length) == content[offset : offset + length]


async def test_gives_no_byte_of_an_altered_piece(store: ArtifactStore) -> None:
    key = new_key()
    checksums = put_summed(store, key, BLOCK * 3)
    put(store, key, BLOCK + BLOCK[:-1] + bytes([BLOCK[-1] ^ 1]) + BLOCK)
    assert await get_verified(store, key, checksums, 0, MEBIBYTE) == BLOCK
    assert await get_verified(store, key, checksums, 2 * MEBIBYTE, MEBIBYTE) == BLOCK
    for offset, length in ((0, MEBIBYTE + 1), (MEBIBYTE, 1), (2 * MEBIBYTE - 1, 2)):
        with pytest.raises(ArtifactAltered):
            await get_verified(store, key, checksums, offset, length)


@pytest.mark.parametrize("byte_size", [0, 99, 101, 2 * MEBIBYTE])
@pytest.mark.parametrize("length", [0, 1, 100])
async def test_gives_no_byte_of_an_artifact_of_another_size(store: ArtifactStore, byte_size: int, length: int) -> None:
    key = new_key()
    checksums = put_summed(store, key, BLOCK[:100])
    put(store, key, (BLOCK * 2)[:byte_size])
    with pytest.raises(ArtifactAltered):
        await get_verified(store, key, checksums, 0, length)
