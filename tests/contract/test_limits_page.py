"""docs/limits.md says the numbers that the service keeps."""

import re
from pathlib import Path

import pytest

from server import limits
from server.config import Settings
from server.domain.signals.payload import MAX_PAYLOAD_BYTES

PAGE = (Path(__file__).parents[2] / "docs/limits.md").read_text()
ROWS = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", PAGE, re.MULTILINE))
KIB, MIB = limits.KIB, limits.MIB

NUMBERS = {
    "requests of one address without a valid key": [limits.KEYLESS_REQUESTS_A_MINUTE],
    "`/docs`, `/problems`, `/openapi.json` and the other pages, from one address": [limits.MAX_PAGES_A_MINUTE],
    "headers of a request, the path included": [limits.MAX_REST_HEADER_BYTES // KIB],
    "body of `POST /signals`": [limits.MAX_SIGNAL_BODY_BYTES // KIB, MAX_PAYLOAD_BYTES],
    "body of `POST /signals:batch`": [
        limits.MAX_BATCH_BODY_BYTES // MIB,
        limits.MAX_BATCH_ITEMS,
        limits.MAX_BATCH_BYTES // MIB,
    ],
    "body of an import": [limits.MAX_IMPORT_DOCUMENTS_BYTES // MIB],
    "body of every other request": [limits.MAX_SMALL_BODY_BYTES // KIB],
    "calls of one API key under way at one thread of Envoy; not downloads, event streams and imports": [
        limits.MAX_CALLS_OF_A_SENDER,
        limits.MAX_CALLS_BESIDE_OTHERS,
    ],
    "downloads of one key at one server": [limits.MAX_DOWNLOADS_OF_A_KEY],
    "event streams of one key at one server": [limits.MAX_WATCHES_OF_A_KEY],
    "imports at one server": [limits.MAX_IMPORTS],
    "imports of one key at one server": [limits.MAX_IMPORTS_OF_A_KEY],
    "exports of one connection that are QUEUED or RUNNING": [limits.MAX_PENDING_EXPORTS_OF_A_CONNECTION],
    "exports of one app that are QUEUED or RUNNING": [limits.MAX_PENDING_EXPORTS_OF_A_TENANT],
    "exports of one connection that are READY": [limits.MAX_READY_EXPORTS_OF_A_CONNECTION],
    "signals of one key that wait to be stored, replacements too": [limits.MAX_WAITING_SIGNALS_OF_A_KEY],
    "seconds in which a reader of a download takes nothing": [limits.STREAM_STALL_SECONDS],
}


@pytest.mark.parametrize("row", NUMBERS)
def test_a_limit_is_the_services_own(row: str) -> None:
    assert [int(text.replace(",", "")) for text in re.findall(r"\d[\d,]*", ROWS[row])] == NUMBERS[row]


def test_settings_exist() -> None:
    named = set(re.findall(r"CURAE_(\w+)", PAGE))
    assert len(named) > 2
    assert {name.lower() for name in named} <= set(Settings.model_fields)
