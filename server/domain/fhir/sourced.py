"""A resource of a named source, as it is stored: with its id here, its references, and where it came from.

Everything else stays byte for byte.
"""

import json
from collections.abc import Iterator
from typing import Any

from server.domain.fhir.links import rewrite_links
from server.domain.fhir.scan import Scanner
from server.domain.records.source import Source

# Keeps the `meta.source` that the resource had: FHIR has room for one.
FORMER_SOURCE = "https://curaeai.com/fhir/StructureDefinition/former-meta-source"

# A part of a text by its first character and the one behind it, and what comes in its place.
_Change = tuple[int, int, str]


def sourced(text: str, resource: dict[str, Any], source: Source) -> str:
    """`text`, one strict JSON text whose value is `resource`, an object with a type, an id and an object as its `meta`,
    if any."""
    text = rewrite_links(text, resource, source.target, source.canonical_target)
    resource_type, foreign_id = resource["resourceType"], resource["id"]
    resource_id = json.dumps(source.id_of(resource_type, foreign_id))
    origin = f'"source":{json.dumps(source.origin_of(resource_type, foreign_id))}'
    changes: list[_Change] = []
    scanner = Scanner(text)
    for key in scanner.members():
        start = scanner.at
        scanner.skip()
        if key == "id":
            new_id = resource_id if "meta" in resource else f'{resource_id},"meta":{{{origin}}}'
            changes.append((start, scanner.at, new_id))
        elif key == "meta":
            changes += _in_meta(text, start, origin)
    return _changed(text, changes)


def _in_meta(text: str, start: int, origin: str) -> Iterator[_Change]:
    """`meta.source` becomes where the resource came from; what stood there moves into an extension."""
    scanner = Scanner(text, start)
    former: tuple[int, int] | None = None
    extensions: int | None = None
    first = True
    for key in scanner.members():
        at = scanner.at
        scanner.skip()
        first = False
        if key == "source":
            former = (at, scanner.at)
        elif key == "extension" and text[at] == "[":
            extensions = at
    if former is None:
        yield start + 1, start + 1, origin if first else f"{origin},"
        return
    kept = json.dumps(FORMER_SOURCE)
    kept = f'{{"url":{kept},"valueUri":{text[former[0] : former[1]]}}}'
    yield former[0], former[1], origin.removeprefix('"source":')
    if extensions is None:
        yield start + 1, start + 1, f'"extension":[{kept}],'
    else:
        is_empty = text[extensions + 1 :].lstrip().startswith("]")
        yield extensions + 1, extensions + 1, kept if is_empty else f"{kept},"


def _changed(text: str, changes: list[_Change]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(changes):
        pieces += (text[done:start], new)
        done = end
    return "".join((*pieces, text[done:]))
