"""Fixtures of the SDKs' tests: the real stack, a proxy that breaks, and both Python clients behind one face."""

import asyncio
import inspect
import json
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest
from curae_sdk import AsyncCurae, Curae, RetryPolicy

from tests.clients.typescript import TypescriptClient, node
from tests.parts.curae_up import CURAE
from tests.parts.tcp_proxy import TcpProxy, proxied

QUICK = RetryPolicy(max_retries=6, first_delay=0.05, longest_delay=0.2)
MakeClient = Callable[..., Any]


@pytest.fixture
def proxy(live_stack: dict[str, Any]) -> Iterator[TcpProxy]:
    where = urlsplit(live_stack["restUrl"])
    with proxied((str(where.hostname), int(where.port or 0))) as made:
        yield made


@pytest.fixture
def own(live_stack: dict[str, Any]) -> dict[str, Any]:
    """The stack with a connection of this test alone: other tests use the demo's at the same time."""
    options = ["--tenant", "Demo app", "--package", "all", "--signal", "activity.workout"]
    command = [*CURAE, "connections", "create", "--data", live_stack["data"], *options, "--json"]
    made = subprocess.run(command, capture_output=True, check=True, text=True)
    return live_stack | {"connectionId": json.loads(made.stdout)["id"]}


@pytest.fixture(params=["sync", "async", "typescript"])
def make_client(request: pytest.FixtureRequest, live_stack: dict[str, Any]) -> Iterator[MakeClient]:
    """Makes a client of the stack; the asynchronous one and the one in Node are driven to the same calls."""
    made: list[Any] = []
    with asyncio.Runner() as runner, ExitStack() as parts:
        process = parts.enter_context(node()) if request.param == "typescript" else None

        def make(**settings: Any) -> Any:
            given = {"api_key": live_stack["apiKey"], "base_url": live_stack["restUrl"], "retries": QUICK} | settings
            if process is not None:
                made.append(TypescriptClient(process, **given))
            else:
                made.append(Curae(**given) if request.param == "sync" else Driven(AsyncCurae(**given), runner))
            return made[-1]

        yield make
        for each in made:
            each.close()


@pytest.fixture
def client(make_client: MakeClient) -> Any:
    return make_client()


class Driven:
    """An asynchronous object as a synchronous one: it runs each call, and each step of an iteration, to its end."""

    def __init__(self, target: Any, runner: asyncio.Runner) -> None:
        self._target = target
        self._runner = runner

    def close(self) -> None:
        self._runner.run(self._target.aclose())

    def __iter__(self) -> Iterator[Any]:
        steps: AsyncIterator[Any] = aiter(self._target)

        async def step() -> Any:
            return await anext(steps)

        while True:
            try:
                yield self._runner.run(step())
            except StopAsyncIteration:
                return

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._target, name)
        if inspect.iscoroutinefunction(found):
            return lambda *given, **named: self._wrapped(self._runner.run(found(*given, **named)))
        if callable(found):
            return lambda *given, **named: self._wrapped(found(*given, **named))
        return self._wrapped(found)

    def _wrapped(self, value: Any) -> Any:
        asynchronous = hasattr(value, "__aiter__") or type(value).__name__.startswith("Async")
        return Driven(value, self._runner) if asynchronous else value
