"""Records to measure with: the demo's synthetic people, again and again under ids of their own.

`python -m benchmarks.dataset COUNT` prints them as NDJSON, to load another server with.
"""

import sys
from collections.abc import Iterator
from functools import cache
from itertools import count as numbers
from itertools import islice

from server.demo.content import patient_files
from server.domain.data_packages import granted_by, package_names
from server.domain.fhir.parse import read_resources
from server.domain.records.record import Record

MEAN_BYTES = 1536  # what other systems' resources come to, which have narratives
AUTHORIZED = granted_by(package_names()).types.keys()
_NARRATIVE = b',"text":{"status":"generated","div":"%b"}}'
_TEXT = b'"text":{"status"'


def records(count: int, *, mean_bytes: int = 0) -> Iterator[Record]:
    """Of about 1 KB each, as Synthea writes them; with a larger `mean_bytes`, with narratives that make up for it."""
    return islice((_copy(original, number, mean_bytes) for number in numbers() for original in _originals()), count)


def ndjson(count: int, *, mean_bytes: int = 0) -> Iterator[bytes]:
    """The same records as lines."""
    return (record.content + b"\n" for record in records(count, mean_bytes=mean_bytes))


def large_records(count: int, *, record_bytes: int) -> Iterator[Record]:
    return (_padded(_copy(_plain(), number, 0), record_bytes) for number in range(count))


@cache
def _originals() -> tuple[Record, ...]:
    found = {}
    for path in patient_files():
        with path.open("rb") as stream:
            for each in read_resources(stream, path.name):
                if isinstance(each, Record) and each.resource_type in AUTHORIZED:
                    found[each.resource_type, each.resource_id] = each
    return tuple(found.values())


def _plain() -> Record:
    return next(each for each in _originals() if each.resource_type == "Observation" and _TEXT not in each.content)


def _copy(original: Record, number: int, mean_bytes: int) -> Record:
    resource_id = f"{original.resource_id}-{number}"
    record = Record(
        resource_type=original.resource_type,
        resource_id=resource_id,
        version_id=original.version_id,
        last_updated=original.last_updated,
        content=original.content.replace(original.resource_id.encode(), resource_id.encode(), 1),
        classes=original.classes,
    )
    return _padded(record, mean_bytes)


def _padded(record: Record, to_bytes: int) -> Record:
    missing = to_bytes - len(record.content) - len(_NARRATIVE)
    if missing <= 0 or _TEXT in record.content:
        return record
    return record._replace(content=record.content[:-1] + _NARRATIVE % (b"x" * missing))


if __name__ == "__main__":
    sys.stdout.buffer.writelines(ndjson(int(sys.argv[1]), mean_bytes=MEAN_BYTES))
