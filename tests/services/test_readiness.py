"""What a server's health says of its database."""

import asyncio
import contextlib

import psycopg
from sqlalchemy import text

from server.limits import DATABASE_PROBE_SECONDS
from server.services.readiness import Readiness
from server.store.engine import Database
from tests.cli.test_database_faults import fill_disk
from tests.parts.eventually import eventually_async


async def test_a_full_disk_is_said_and_its_end_too(postgres_url: str) -> None:
    """Also where it fills up between two tries of a growing file: a transaction that failed makes for another try."""
    database, said = Database(postgres_url), list[bool]()
    following = asyncio.create_task(Readiness(database, said.append).follow())
    await asyncio.sleep(DATABASE_PROBE_SECONDS / 2)  # the first look has passed
    fill_disk(postgres_url)
    with contextlib.suppress(Exception):
        await database.write(lambda connection: connection.execute(text("CREATE TABLE t (n INTEGER)")))
    await eventually_async(lambda: said == [False])
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute("ALTER EVENT TRIGGER full_disk DISABLE")
    await eventually_async(lambda: said == [False, True])
    following.cancel()
    database.close()
