"""Announces that an export or a webhook may have become claimable. `server.store.wakeups` hears it."""

from sqlalchemy import Connection, text

CHANNEL = "curae_exports"
_SQLITE_COUNTS = 2**31  # the range of the header field


def announce_claimable(connection: Connection) -> None:
    """Said in the transaction that makes an export claimable; heard once it is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})
    else:
        said = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {(said + 1) % _SQLITE_COUNTS}")
