"""Progress bars on standard error, for a terminal alone."""

from rich.progress import Progress, ProgressColumn

from server.cli.terminal import console


def progress_bar(*columns: ProgressColumn) -> Progress:
    on = console(of_errors=True)
    return Progress(*columns, console=on, disable=not on.is_terminal)
