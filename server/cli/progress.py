"""Progress bars on standard error, for a terminal alone. rich is imported with the first bar: it is slow to import."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from server.cli.terminal import console

if TYPE_CHECKING:
    from rich.progress import ProgressColumn, TaskID


class Bar(Protocol):
    """As much of `rich.progress.Progress` as commands use. `disable`: nobody sees it."""

    disable: bool

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def add_task(self, description: str, *, total: float | None) -> "TaskID": ...

    def advance(self, task_id: "TaskID", advance: float = 1) -> None: ...

    def update(
        self,
        task_id: "TaskID",
        *,
        total: float | None = None,
        completed: float | None = None,
        description: str | None = None,
    ) -> None: ...


class _NoBar:
    """Where there is no terminal."""

    disable = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def add_task(self, description: str, *, total: float | None) -> "TaskID":
        return 0  # type: ignore[return-value]  # rich's ids are integers

    def advance(self, task_id: "TaskID", advance: float = 1) -> None: ...

    def update(self, task_id: "TaskID", **_: object) -> None: ...


def bar_of_bytes(*, with_time_left: bool = False) -> Bar:
    if not sys.stderr.isatty():
        return _NoBar()
    from rich.progress import DownloadColumn, TimeRemainingColumn, TransferSpeedColumn  # noqa: PLC0415

    return _bar(DownloadColumn(), TransferSpeedColumn(), *([TimeRemainingColumn()] if with_time_left else []))


def bar_of_things(unit: str | None = None) -> Bar:
    """Of things that are counted; with their `unit`, or with the time left."""
    if not sys.stderr.isatty():
        return _NoBar()
    from rich.progress import MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    return _bar(MofNCompleteColumn(), TextColumn(unit) if unit else TimeRemainingColumn())


def _bar(*columns: "ProgressColumn") -> Bar:
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    return Progress(TextColumn("{task.description}"), BarColumn(), *columns, console=console(of_errors=True))
