"""Progress bars on standard error, for a terminal alone. rich is imported with the first bar: it is slow to import."""

from typing import TYPE_CHECKING

from server.cli.terminal import console

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


def bar_of_bytes(*, with_time_left: bool = False) -> "Progress":
    from rich.progress import DownloadColumn, TimeRemainingColumn, TransferSpeedColumn  # noqa: PLC0415

    return _bar(DownloadColumn(), TransferSpeedColumn(), *([TimeRemainingColumn()] if with_time_left else []))


def bar_of_things(unit: str | None = None) -> "Progress":
    """Of things that are counted; with their `unit`, or with the time left."""
    from rich.progress import MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    return _bar(MofNCompleteColumn(), TextColumn(unit) if unit else TimeRemainingColumn())


def _bar(*columns: "ProgressColumn") -> "Progress":
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    on = console(of_errors=True)
    return Progress(TextColumn("{task.description}"), BarColumn(), *columns, console=on, disable=not on.is_terminal)
