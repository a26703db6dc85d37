"""How commands print: results to standard output, all else to standard error, and JSON for programs.

Text for people is printed without control characters and without marks that change the direction of writing. A
name that an app chose holds whatever the app put there. Text for programs is UTF-8 whatever the locale is.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from server.cli.streams import drop_errors
from server.colours import wants_colour

if TYPE_CHECKING:
    from rich.console import Console

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

# Controls of C0 and C1 but tab and line feed, halves of surrogate pairs, and marks of the direction of writing.
_UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE_CHARACTERS = re.compile(f"[{_UNSAFE}]")
_LINE_BREAKS = re.compile(r"[\n\t\u2028\u2029]")  # a name is one field of one line

Value = str | int | float | bool | None | Sequence[str] | datetime


def console(*, of_errors: bool = False) -> "Console":
    """A rich console for tables and progress bars; lines of text need none."""
    from rich.console import Console  # noqa: PLC0415 - most calls need none, and it is slow to import

    stream = sys.stderr if of_errors else sys.stdout
    is_terminal = stream.isatty()
    colours: Literal["auto", "standard"] | None = None
    if wants_colour(stream):
        colours = "auto" if is_terminal else "standard"
    return Console(file=stream, force_terminal=is_terminal, color_system=colours, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line to standard error, for people. A command does not fail because nobody can read it."""
    try:
        print(without_control_characters(text), file=sys.stderr, flush=True)
    except OSError:
        drop_errors()


def fail(text: str) -> None:
    say(f"curae: {text}")


def print_line(text: str, *, at_once: bool = False) -> None:
    """A line of a result, for people."""
    print(without_control_characters(text), flush=at_once)


def without_control_characters(text: str) -> str:
    return _UNSAFE_CHARACTERS.sub("?", text)


def print_data(text: str, *, at_once: bool = False) -> None:
    """A line of JSON, for programs. On a terminal its unsafe characters are escaped, as JSON allows it."""
    if sys.stdout.isatty():
        text = _UNSAFE_CHARACTERS.sub(lambda unsafe: f"\\u{ord(unsafe[0]):04x}", text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="backslashreplace") + b"\n")
    if at_once:
        sys.stdout.buffer.flush()


def print_json(value: object) -> None:
    print_data(json.dumps(value, indent=2, default=_plain))


def print_record(record: Mapping[str, Value], *, as_json: bool) -> None:
    """One thing, as `name  value` lines."""
    if as_json:
        print_json(_present(record))
        return
    width = max(len(_words(name)) for name in record)
    for name, value in record.items():
        if value is not None:
            print_line(f"{_words(name):<{width + 2}}{_text(value)}")


def print_list(
    records: Sequence[Mapping[str, Value]], *, as_json: bool, empty: str, first: Sequence[str] = ("id",)
) -> None:
    """Many things, as a table. `empty` says how to make the first; `first` names the columns that matter most."""
    if as_json:
        print_json([_present(record) for record in records])
    elif not records:
        say(empty)
    elif sys.stdout.isatty():
        _print_table(records, first)
    else:
        for line in [records[0].keys(), *([_text(value) for value in record.values()] for record in records)]:
            print_line("\t".join(line))


def _print_table(records: Sequence[Mapping[str, Value]], first: Sequence[str]) -> None:
    from server.cli.table import fitted, table_of  # noqa: PLC0415 - as the console

    on = console()
    cells = {name: [_text(record[name]) for record in records] for name in records[0]}
    chosen = fitted({_words(name): texts for name, texts in cells.items()}, [_words(name) for name in first], on.width)
    on.print(table_of(chosen.columns), width=chosen.width, no_wrap=False)
    if chosen.left_out:
        say(f"columns left out: {', '.join(chosen.left_out)}; widen the terminal, or use --json")


def _present(record: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in record.items() if value is not None}


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
