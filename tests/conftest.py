"""Fixtures of the whole suite, by the module that owns them."""

import inspect
import os
from functools import cache

import httpx
from httpx._transports import default as transports
from hypothesis import HealthCheck, settings

# Before gRPC is first imported: its fork handlers may abort the child while other threads are in gRPC, as they are in
# tests that serve in this process and start others.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"

# httpx gives up after 5 s by default, which an answer takes on a busy machine. A call that names its time keeps it.
_CALLS_WAIT_SECONDS = 120.0
_default = inspect.signature(httpx.Client).parameters["timeout"].default
_default.connect = _default.read = _default.write = _default.pool = _CALLS_WAIT_SECONDS

# A new client reads the authorities' certificates, which takes 16 ms of processor time. They are read once here.
transports.create_ssl_context = cache(httpx.create_ssl_context)  # type: ignore[attr-defined]

# A busy machine makes an example slow, not wrong. What runs as CI keeps Hypothesis' own profile for it beside this.
settings.register_profile(
    "any machine", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

pytest_plugins = ["tests.parts.fixtures", "tests.parts.curae_up", "tests.parts.in_process", "tests.parts.order"]
