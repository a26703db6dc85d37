"""The settings that are the same for all parts of a deployment."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from server.store.tables import deployment_settings
from server.store.upsert import upsert_into


def read_settings(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(deployment_settings.c.name, deployment_settings.c.value))
    return {row.name: row.value for row in rows}


def add_settings(connection: Connection, settings: Mapping[str, str]) -> None:
    """Adds those that are not there: of two that do so at once, the first one's stay."""
    if not settings:
        return
    rows = [{"name": name, "value": value} for name, value in sorted(settings.items())]
    connection.execute(upsert_into(connection, deployment_settings).values(rows).on_conflict_do_nothing())


def replace_settings(connection: Connection, settings: Mapping[str, str]) -> None:
    connection.execute(delete(deployment_settings).where(deployment_settings.c.name.in_(settings)))
    connection.execute(insert(deployment_settings), [{"name": name, "value": settings[name]} for name in settings])
