"""How commands print: results to stdout, all else to stderr, and JSON where asked for."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_LINE_BREAKS = re.compile(r"[\n\t\u2028\u2029]")  # a name is one field of one line

Value = str | int | float | bool | None | Sequence[str] | datetime


def out() -> Console:
    return Console(highlight=False, soft_wrap=True)


def err() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line to stderr, for people; never markup, and no control character of a file's name or a server's answer."""
    err().print(without_control_characters(text), markup=False)


def without_control_characters(text: str) -> str:
    return _CONTROL_CHARACTERS.sub("?", text)


def fail(text: str) -> None:
    say(f"curae: {text}")


def print_json(value: object) -> None:
    print(json.dumps(value, indent=2, default=_plain))


def print_record(record: Mapping[str, Value], *, as_json: bool) -> None:
    """One thing, as `name  value` lines."""
    if as_json:
        print_json({name: value for name, value in record.items() if value is not None})
        return
    width = max(map(len, record))
    for name, value in record.items():
        if value is not None:
            print(f"{_words(name):<{width + 2}}{_text(value)}")


def print_list(records: Sequence[Mapping[str, Value]], *, as_json: bool, empty: str) -> None:
    """Many things, as a table. `empty` says how to make the first."""
    if as_json:
        print_json([{name: value for name, value in record.items() if value is not None} for record in records])
    elif not records:
        say(empty)
    elif out().is_terminal:
        out().print(_table(records))
    else:
        for line in [records[0].keys(), *([_text(value) for value in record.values()] for record in records)]:
            print("\t".join(line))


def _table(records: Sequence[Mapping[str, Value]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in records[0]:
        table.add_column(_words(name), no_wrap=name.lower().endswith("id"), overflow="fold")
    for record in records:
        table.add_row(*(Text(_text(value)) for value in record.values()))  # a name is no markup
    return table


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda upper: f" {upper[0].lower()}", name)


def _text(value: Value) -> str:
    if value is None:
        return "-"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}Z"
    text = value if isinstance(value, str) else ", ".join(value) if isinstance(value, Sequence) else str(value)
    return _LINE_BREAKS.sub("?", without_control_characters(text))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(type(value).__name__)
