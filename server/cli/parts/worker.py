"""The command `curae worker`."""

import asyncio

from server.app.worker import work as run_worker
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.parts.options import MetricsAddress
from server.cli.parts.running import ReadyFd, addresses_named, running_settings, tell


def worker(data: DataOption = DEFAULT_DATA, metrics_address: MetricsAddress = None, ready_fd: ReadyFd = None) -> None:
    """Run the worker, which writes queued exports, in the foreground.

    SIGTERM and Ctrl-C stop it, and unfinished exports return to the queue. You can run any number of workers.

    Example: curae worker --data ./data
    """
    settings = running_settings(data, metrics_address=metrics_address)
    with addresses_named():
        asyncio.run(run_worker(settings, ready=tell(ready_fd)))
