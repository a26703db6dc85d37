"""Fixtures of the whole suite, by the module that owns them."""

pytest_plugins = ["tests.parts.fixtures", "tests.parts.curae_up", "tests.parts.in_process"]
