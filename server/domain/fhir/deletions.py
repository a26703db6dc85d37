"""Which records were deleted, as the Bulk Data Access IG has it (2.0.0, the manifest's `deleted`): one Bundle of type
transaction a line, each entry a DELETE."""

from collections.abc import Iterable, Iterator
from itertools import islice

import orjson

from server.domain.records.record import Key

ENTRIES_A_BUNDLE = 500


def deletion_bundles(keys: Iterable[Key]) -> Iterator[bytes]:
    """Lines without their newline; the same keys in the same order give the same bytes."""
    entries = ({"request": {"method": "DELETE", "url": f"{kind}/{name}"}} for kind, name in keys)
    while some := list(islice(entries, ENTRIES_A_BUNDLE)):
        yield orjson.dumps({"resourceType": "Bundle", "type": "transaction", "entry": some})
