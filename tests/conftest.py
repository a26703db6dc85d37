"""Fixtures of the whole suite, by the module that owns them."""

import inspect
import os

import httpx

# Before gRPC is first imported: its fork handlers may abort the child while other threads are in gRPC, as they are in
# tests that serve in this process and start others.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"

# httpx gives up after 5 s by default, which an answer takes on a busy machine. A call that names its time keeps it.
_CALLS_WAIT_SECONDS = 120.0
_default = inspect.signature(httpx.Client).parameters["timeout"].default
_default.connect = _default.read = _default.write = _default.pool = _CALLS_WAIT_SECONDS

pytest_plugins = ["tests.parts.fixtures", "tests.parts.curae_up", "tests.parts.in_process", "tests.parts.order"]
