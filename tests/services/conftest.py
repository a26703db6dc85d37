"""Services of a deployment in this process, on both databases."""

import pytest

from tests.parts.in_process import App, Stack


@pytest.fixture
def app(stack: Stack) -> App:
    return stack.new_app()
