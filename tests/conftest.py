"""Fixtures of the whole suite, by the module that owns them."""

import os

# Before gRPC is first imported: its fork handlers may abort the child while other threads are in gRPC, as they are in
# tests that serve in this process and start others.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"

pytest_plugins = ["tests.parts.fixtures", "tests.parts.curae_up", "tests.parts.in_process"]
