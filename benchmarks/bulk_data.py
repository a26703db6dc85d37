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
FILES_A_CALL = 100
CONNECTIONS = 5  # as many as smart-fetch takes files by


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkExport:
    records: int
    byte_size: int
    seconds: float


def bulk_export(kick_off_url: str, headers: dict[str, str]) -> BulkExport:
    """One export, from the kick-off to its last byte. Raises SystemExit where the server does not play its part."""
    began = time.perf_counter()
    with httpx.Client(headers=headers, timeout=60) as client:
        status_url = _kicked_off(client, kick_off_url)
        manifest = _awaited(client, status_url)
        urls = [urljoin(status_url, output["url"]) for output in manifest.get("output", [])]
        records, size = _downloaded(urls, headers)
        took = time.perf_counter() - began
        client.delete(status_url)
    return BulkExport(records=records, byte_size=size, seconds=took)


def _kicked_off(client: httpx.Client, url: str) -> str:
    asked = client.get(url, headers={"accept": "application/fhir+json", "prefer": "respond-async"})
    if asked.status_code != httpx.codes.ACCEPTED or "content-location" not in asked.headers:
        raise SystemExit(f"{url} answers {asked.status_code}, not 202 with Content-Location: is it a kick-off URL?")
    return urljoin(url, asked.headers["content-location"])


def _awaited(client: httpx.Client, url: str) -> dict[str, list[dict[str, str]]]:
    deadline = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < deadline:
        status = client.get(url, headers={"accept": "application/json"})
        if status.status_code == httpx.codes.OK:
            manifest: dict[str, list[dict[str, str]]] = status.json()
            return manifest
        if status.status_code != httpx.codes.ACCEPTED:
            raise SystemExit(f"the export failed: {url} answers {status.status_code}")
        time.sleep(float(status.headers.get("retry-after", POLL_SECONDS)))
    raise SystemExit(f"the export was not complete within {WITHIN_SECONDS:.0f} s")


def _downloaded(urls: Sequence[str], headers: dict[str, str]) -> tuple[int, int]:
    """Lines and bytes of all files. By curl, many in one process, so that the client is not what is measured."""
    records = size = 0
    fields = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    with tempfile.TemporaryDirectory(prefix="curae-bulk-") as folder:
        target = Path(folder, "part")
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
            with target.open("wb") as file:
                subprocess.run(command, check=True, stdout=file)
            with target.open("rb") as file:
                while block := file.read(1 << 20):
                    records += block.count(b"\n")
                    size += len(block)
    return records, size
