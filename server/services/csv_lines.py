"""Lines of CSV (RFC 4180) that a spreadsheet runs nothing of."""

import csv
import io
import json
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """A value that a spreadsheet would take for a formula begins with `'`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_harmless(plain(value)) for value in row] for row in rows)
    return text.getvalue()


def plain(value: object) -> str:
    """A detail as text: JSON where it is no text."""
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), sort_keys=True)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
