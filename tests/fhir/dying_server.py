"""A server that is killed, as by SIGKILL, once a kick-off is in the database and before it is answered.

Arguments: port, database URL, artifacts URL.
"""

import asyncio
import os
import signal
import sys
from typing import Any

from server.app import server as composition
from server.artifacts.store import open_store
from server.config import read_settings
from server.rpc.intake.client import Intake, environment_of
from server.services.bulk_data import BulkData
from server.store.engine import Database


class DyingBulkData(BulkData):
    async def start(self, *arguments: Any) -> Any:
        await super().start(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)


async def main(port: str, database_url: str, artifacts_url: str) -> None:
    composition.BulkData = DyingBulkData  # type: ignore[misc]
    settings = read_settings(database_url=database_url, artifacts_url=artifacts_url, public_url=None, log_level="error")
    intake = Intake(environment_of(settings))
    server = composition.build_server(settings, Database(database_url), open_store(artifacts_url), intake)
    await server.start(f"127.0.0.1:{port}")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
