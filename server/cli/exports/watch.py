"""Following an export until it ends."""

import time
from collections.abc import Callable
from typing import Any

import grpc
from curae.sdk.v1 import records_pb2

from server.cli.exports.client import Api
from server.cli.exports.retry import pause_after
from server.cli.faults import CommandFailed
from server.cli.progress import bar_of_things
from server.cli.terminal import say

_ENDED = frozenset({"READY", "FAILED", "CANCELLED", "EXPIRED"})
_CUT_OFF_SECONDS = 0.5  # before a watch that ended early is begun again


def status_of(export: Any) -> str:
    return str(records_pb2.Export.Status.Name(export.status))


def watch(api: Api, export_id: str, on_change: Callable[[Any], None]) -> Any:
    """The export once it has ended; `on_change` gets each state on the way. It waits for a server that restarts.

    Raises grpc.RpcError.
    """
    failures = 0
    while True:
        try:
            last = None
            for change in api.records.WatchExport(
                records_pb2.WatchExportRequest(export_id=export_id), metadata=api.metadata
            ):
                failures, last = 0, change.export
                on_change(last)
            if last is not None and status_of(last) in _ENDED:
                return last
            pause = _CUT_OFF_SECONDS
        except grpc.RpcError as fault:
            failures += 1
            pause = pause_after(fault, failures, had_answers=True)
        time.sleep(pause)


def watch_on_terminal(api: Api, export_id: str) -> Any:
    """`watch` with a progress bar, or a line for each state where there is no terminal."""
    with bar_of_things("records") as progress:
        task = progress.add_task("exporting", total=None)
        seen = ""

        def on_change(export: Any) -> None:
            nonlocal seen
            if progress.disable and status_of(export) != seen:
                say(status_of(export))
            seen = status_of(export)
            total = export.progress.records_total if export.HasField("progress") else None
            progress.update(task, description=seen, total=total, completed=export.progress.records_exported)

        return watch(api, export_id, on_change)


def require_ready(export: Any) -> None:
    """Raises CommandFailed for an export that ended in another state."""
    status = status_of(export)
    if status != "READY":
        reason = f" ({export.error_code})" if export.error_code else ""
        raise CommandFailed(f"the export {export.id} is {status}{reason}; create another: curae exports create --help")
