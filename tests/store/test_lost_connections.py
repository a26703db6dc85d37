"""Connections that PostgreSQL ended while they lay idle."""

import psycopg
import pytest
from sqlalchemy import text

from server.errors import Unavailable
from server.store import postgres
from server.store.engine import Database


def _ask(database: Database) -> int:
    return database.read_now(lambda connection: connection.execute(text("SELECT 1")).scalar_one())


def _end_all(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_connection_that_was_ended_in_a_pause_is_replaced(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "PING_AFTER_SECONDS", 0.0)
    database = Database(postgres_url)
    try:
        for _ in range(3):
            assert _ask(database) == 1
            _end_all(postgres_url)
        assert _ask(database) == 1
    finally:
        database.close()


def test_one_that_was_ended_under_way_costs_one_answer(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "PING_AFTER_SECONDS", 3600.0)
    database = Database(postgres_url)
    try:
        assert _ask(database) == 1
        _end_all(postgres_url)
        with pytest.raises(Unavailable):
            _ask(database)
        assert _ask(database) == 1
    finally:
        database.close()
