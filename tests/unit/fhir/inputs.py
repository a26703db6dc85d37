"""Makes inputs for the parser, and runs it."""

import io

from server.domain.fhir.lines import Limits
from server.domain.fhir.parse import read_resources
from server.domain.records.record import Record, Rejected


def patient(identifier: str, rest: str = "") -> bytes:
    return f'{{"resourceType":"Patient","id":"{identifier}"{rest}}}'.encode()


def read(raw: bytes, limits: Limits | None = None) -> tuple[list[Record], list[Rejected]]:
    found = list(read_resources(io.BytesIO(raw), "input", limits))
    return (
        [item for item in found if isinstance(item, Record)],
        [item for item in found if isinstance(item, Rejected)],
    )


def contents(raw: bytes) -> list[bytes]:
    """The contents of an input of which nothing may be rejected."""
    imported, rejected = read(raw)
    assert rejected == []
    return [resource.content for resource in imported]


def rejections(raw: bytes, limits: Limits | None = None) -> list[tuple[int, str]]:
    return [(item.line, item.reason) for item in read(raw, limits)[1]]
