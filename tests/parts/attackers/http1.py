"""HTTP/1.1 by hand."""

import re
from collections.abc import Iterable

from tests.parts.attackers.target import Target
from tests.parts.attackers.wire import Wire

HEAD_ENDS = b"\r\n\r\n"


def head(target: Target, method: str, path: str, fields: Iterable[tuple[str, str]] = ()) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"host: {target.authority}", *(f"{name}: {text}" for name, text in fields)]
    return "\r\n".join(lines).encode() + HEAD_ENDS


async def status(wire: Wire) -> str:
    """The status of the next answer, which is read to its end. Raises ConnectionError where it does not come."""
    said, _ = await response(wire)
    return said


async def response(wire: Wire) -> tuple[str, bytes]:
    """Status and body of the next answer. Raises ConnectionError where it does not come."""
    received = b""
    while HEAD_ENDS not in received:
        received += await _more(wire)
    top, _, body = received.partition(HEAD_ENDS)
    length = re.search(rb"\r\ncontent-length: (\d+)", top.lower())
    while len(body) < (int(length[1]) if length else 0):
        body += await _more(wire)
    return top.split(b" ", 2)[1].decode(), body


async def _more(wire: Wire) -> bytes:
    if not (data := await wire.receive()):
        raise ConnectionError
    return data
