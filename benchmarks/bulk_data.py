"""A client of the FHIR Bulk Data Access IG (STU 2): kick-off, polling, download of every file of the manifest."""

import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx

POLL_SECONDS = 1.0  # where the server gives no Retry-After
WITHIN_SECONDS = 600.0
WAIT_SECONDS = 10  # what the client prefers to polling again (RFC 7240), where a server knows of it
FILES_A_CALL = 100
CONNECTIONS = 5  # as many as smart-fetch takes files by


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkExport:
    """`stages`: the seconds of the kick-off, of the wait for the manifest, and of the files."""

    records: int
    byte_size: int
    stages: tuple[float, float, float]

    @property
    def seconds(self) -> float:
        return sum(self.stages)


def bulk_export(kick_off_url: str, headers: dict[str, str]) -> BulkExport:
    """One export, from the kick-off to its last byte. Raises SystemExit where the server does not play its part."""
    with httpx.Client(headers=headers, timeout=60) as client, tempfile.TemporaryDirectory(prefix="curae-bulk-") as at:
        began = time.perf_counter()
        status_url = _kicked_off(client, kick_off_url)
        queued = time.perf_counter()
        manifest = _awaited(client, status_url)
        made = time.perf_counter()
        urls = [urljoin(status_url, output["url"]) for output in manifest.get("output", [])]
        files = _downloaded(urls, headers, Path(at))
        done = time.perf_counter()
        client.delete(status_url)
        records, size = _counted(files)
    return BulkExport(records=records, byte_size=size, stages=(queued - began, made - queued, done - made))


def _kicked_off(client: httpx.Client, url: str) -> str:
    asked = client.get(url, headers={"accept": "application/fhir+json", "prefer": "respond-async"})
    if asked.status_code != httpx.codes.ACCEPTED or "content-location" not in asked.headers:
        raise SystemExit(f"{url} answers {asked.status_code}, not 202 with Content-Location: is it a kick-off URL?")
    return urljoin(url, asked.headers["content-location"])


def _awaited(client: httpx.Client, url: str) -> dict[str, list[dict[str, str]]]:
    deadline = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < deadline:
        status = client.get(url, headers={"accept": "application/json", "prefer": f"wait={WAIT_SECONDS}"})
        if status.status_code == httpx.codes.OK:
            manifest: dict[str, list[dict[str, str]]] = status.json()
            return manifest
        if status.status_code != httpx.codes.ACCEPTED:
            raise SystemExit(f"the export failed: {url} answers {status.status_code}")
        time.sleep(float(status.headers.get("retry-after", POLL_SECONDS)))
    raise SystemExit(f"the export was not complete within {WITHIN_SECONDS:.0f} s")


def _downloaded(urls: Sequence[str], headers: dict[str, str], folder: Path) -> list[Path]:
    """Files that hold all bytes. By curl, many in one process, so that the client is not what is measured."""
    fields = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    made = []
    for begin in range(0, len(urls), FILES_A_CALL):
        command = [
            "curl",
            "-sSfZ",
            "--no-progress-meter",
            "--parallel-max",
            str(CONNECTIONS),
            "-H",
            "accept: application/fhir+ndjson",
            *fields,
            *urls[begin : begin + FILES_A_CALL],
        ]
        made.append(folder / str(begin))
        with made[-1].open("wb") as file:
            subprocess.run(command, check=True, stdout=file)
    return made


def _counted(files: Sequence[Path]) -> tuple[int, int]:
    """Lines and bytes."""
    records = size = 0
    for each in files:
        with each.open("rb") as file:
            while block := file.read(1 << 20):
                records += block.count(b"\n")
                size += len(block)
    return records, size
