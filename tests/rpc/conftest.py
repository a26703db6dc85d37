"""The native door of a deployment in this process, once on each database."""

from collections.abc import AsyncIterator

import pytest

from server.clock import utc_now, uuid7
from server.domain.operator import Role
from server.services.operators import NewOperator, Operators
from tests.parts.in_process import AdminDoor, App, Door, Stack, observation, served, served_to_operators
from tests.rpc.operators import LoggedIn, log_in


@pytest.fixture
async def door(stack: Stack) -> AsyncIterator[Door]:
    async with served(stack) as opened:
        yield opened


@pytest.fixture
async def sqlite_door(sqlite_stack: Stack) -> AsyncIterator[Door]:
    """For what the database has no part in."""
    async with served(sqlite_stack) as opened:
        yield opened


@pytest.fixture
def caller(stack: Stack) -> App:
    """An app whose person has two observations."""
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number) for number in range(2)])
    return app


@pytest.fixture
async def admin(stack: Stack) -> AsyncIterator[AdminDoor]:
    async with served_to_operators(stack) as opened:
        yield opened


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password's hash takes 0.1 s by design, and most tests here have an operator who logs in."""
    monkeypatch.setattr("server.domain.operator._SCRYPT_COST", 1 << 4)


@pytest.fixture
def operator(stack: Stack) -> NewOperator:
    return Operators(stack.database, utc_now, uuid7).create("Ada", Role.ADMIN)


@pytest.fixture
async def ada(admin: AdminDoor, operator: NewOperator) -> LoggedIn:
    return LoggedIn(door=admin, operator=operator, metadata=await log_in(admin, "ada", operator.password))
