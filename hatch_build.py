"""Puts what is not Python and not below `server/` into the wheel, where `server/shipped.py` looks for it."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SHIPPED = (
    "envoy.yaml",
    "gen/descriptors.binpb",
    "gen/llms.txt",
    "gen/openapi.json",
    "gen/postman.json",
    "gen/problems",
    "gen/rest_rules.lua",
    "gen/admin",
)


class ShippedFiles(BuildHookInterface):  # type: ignore[misc]
    """An editable install needs none of them: it reads the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"] |= {path: f"server/shipped/{path}" for path in _SHIPPED}
