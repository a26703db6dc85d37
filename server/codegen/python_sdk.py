"""The generated part of the Python SDK: models and one error class a code from OpenAPI, and the synchronous client.

The asynchronous client is written by hand; `unasync` makes the synchronous one of it, token by token.
"""

import keyword
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import unasync

from server.codegen.descriptors import ROOT
from server.problems import PROBLEMS

PACKAGE = ROOT / "clients" / "python" / "src" / "curae_sdk"
_HEADER = '"""{summary} Generated from the OpenAPI document by `make gen`; do not edit."""\n\n'
# What callers of the SDK meet, in the order in which each may name those before it.
_MODELS = (
    "Artifact",
    "Progress",
    "Export",
    "Download",
    "Watch",
    "Signal",
    "PayloadSchema",
    "SignalNamespace",
    "Problem",
    "SignalResult",
    "SignalRecord",
    "SignalTombstone",
    "SignalFigures",
)
_ENUMS = ("ExportStatus", "ExportFormat")
_SYNC_NAMES = {
    "AsyncCurae": "Curae",
    "AsyncClient": "Client",
    "AsyncExports": "Exports",
    "AsyncSignals": "Signals",
    "AsyncPage": "Page",
    "AsyncTransport": "Transport",
    "AsyncSignalQueue": "SignalQueue",
    "aclose": "close",
    "aclosing": "closing",
    "aiter_lines": "iter_lines",
    "aiter_raw": "iter_raw",
    "aread": "read",
    "_async": "_sync",
    "async_sleep": "sleep",
    "async_offload": "offload",
}

Schemas = Mapping[str, Any]


def generate(openapi: Mapping[str, Any]) -> Mapping[Path, Mapping[Path, bytes]]:
    """The content of each generated folder of the package."""
    schemas = openapi["components"]["schemas"]
    texts = {
        "__init__.py": '"""Made from the OpenAPI document by `make gen`; do not edit."""\n',
        "models.py": _models(schemas),
        "problems.py": _problems(schemas),
    }
    return {
        PACKAGE / "_generated": {Path(name): _formatted(text) for name, text in texts.items()},
        PACKAGE / "_sync": _synchronous(),
    }


def _models(schemas: Schemas) -> str:
    lines = [
        _HEADER.format(summary="What the service answers with."),
        "from __future__ import annotations\n\n",
        "from collections.abc import Mapping\n",
        "from dataclasses import dataclass\n",
        "from datetime import datetime\n",
        "from typing import Any, Literal, TypeAlias\n\n",
        "from curae_sdk._reading import moment\n\n",
    ]
    for name in _ENUMS:
        values = ", ".join(repr(value) for value in schemas[name]["enum"])
        lines.append(f"{name}: TypeAlias = Literal[{values}]\n")
    lines += [_model(name, schemas) for name in _MODELS]
    return "".join(lines)


def _model(name: str, schemas: Schemas) -> str:
    schema = schemas[name]
    required = set(schema.get("required", ()))
    fields = sorted(schema["properties"].items(), key=lambda each: each[0] not in required)
    body = [f'\n\n@dataclass(frozen=True, kw_only=True)\nclass {name}:\n    """{_plain(schema["description"])}"""\n\n']
    for json_name, field in fields:
        optional = json_name not in required
        annotation = _type(field, schemas) + (" | None = None" if optional else "")
        body.append(f'    {_snake(json_name)}: {annotation}\n    """{_plain(field["description"])}"""\n')
    body.append(
        f"\n    @classmethod\n    def from_json(cls, data: Mapping[str, Any]) -> {name}:\n"
        '        """Fields that this version does not know are left out."""\n        return cls(\n'
    )
    for json_name, field in fields:
        body.append(f"            {_snake(json_name)}={_read(json_name, field, schemas, json_name in required)},\n")
    return "".join([*body, "        )\n"])


def _type(field: Mapping[str, Any], schemas: Schemas) -> str:
    if "$ref" in field:
        return _referred(field)
    if field["type"] == "array":
        item = _type(field["items"], schemas)
        return f"tuple[{'str' if item == 'FhirResourceType' else item}, ...]"
    if field.get("format") == "date-time":
        return "datetime"
    if field.get("format") == "int64":
        return "int"
    return {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "object": "Mapping[str, Any]"}[
        field["type"]
    ]


def _read(json_name: str, field: Mapping[str, Any], schemas: Schemas, required: bool) -> str:
    value = f'data["{json_name}"]'
    given = f'data.get("{json_name}")'
    read = _conversion(field, value, schemas)
    if required:
        return read
    return given if read == value else f'{read} if "{json_name}" in data else None'


def _conversion(field: Mapping[str, Any], value: str, schemas: Schemas) -> str:
    if "$ref" in field:
        return f"{_referred(field)}.from_json({value})" if _referred(field) in _MODELS else value
    if field["type"] == "array":
        item = _conversion(field["items"], "each", schemas)
        return f"tuple({value})" if item == "each" else f"tuple({item} for each in {value})"
    if field.get("format") == "date-time":
        return f"moment({value})"
    return f"int({value})" if field.get("format") == "int64" else value


def _problems(schemas: Schemas) -> str:
    codes = schemas["Problem"]["properties"]["code"]["enum"]
    classes = [f'class {_camel(code)}(ApiError):\n    """{PROBLEMS[code].title}."""\n\n\n' for code in codes]
    table = "".join(f'    "{code}": {_camel(code)},\n' for code in codes)
    return (
        _HEADER.format(summary="One class for each error code.")
        + "from collections.abc import Mapping\n\nfrom curae_sdk.errors import ApiError\n\n\n"
        + "".join(classes)
        + f"BY_CODE: Mapping[str, type[ApiError]] = {{\n{table}}}\n"
    )


def _synchronous() -> Mapping[Path, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        written = Path(shutil.copytree(PACKAGE / "_async", Path(folder) / "_async"))
        rule = unasync.Rule("/_async/", "/_sync/", additional_replacements=_SYNC_NAMES)
        unasync.unasync_files([str(path) for path in sorted(written.glob("*.py"))], [rule])
        header = "# Made from _async by `make gen`; do not edit.\n"
        made = sorted((Path(folder) / "_sync").iterdir())
        return {Path(path.name): _formatted(header + path.read_text()) for path in made}


def _formatted(text: str) -> bytes:
    for command in (["check", "--select", "I", "--fix-only", "--quiet"], ["format", "--quiet"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--config", str(ROOT / "clients" / "python" / "pyproject.toml")]
        text = subprocess.run(  # noqa: S603 - our own linter
            [*ruff, "--stdin-filename", "clients/python/src/curae_sdk/made.py", "-"],
            input=text,
            text=True,
            check=True,
            capture_output=True,
        ).stdout
    return text.encode()


def _referred(field: Mapping[str, Any]) -> str:
    return str(field["$ref"]).rpartition("/")[2]


def _snake(name: str) -> str:
    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "_" + found[1].lower(), name)
    return snake + "_" if keyword.iskeyword(snake) else snake


def _camel(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("_"))


def _plain(description: str) -> str:
    return description.split("\n", 1)[0].replace('"', "'")
