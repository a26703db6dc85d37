"""The native door of a deployment in this process, once on each database."""

from collections.abc import AsyncIterator

import pytest

from tests.parts.in_process import App, Door, Stack, observation, served


@pytest.fixture
async def door(stack: Stack) -> AsyncIterator[Door]:
    async with served(stack) as opened:
        yield opened


@pytest.fixture
def caller(stack: Stack) -> App:
    """An app whose person has two observations."""
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number) for number in range(2)])
    return app
