"""`DIR/run.json`: where a running deployment is reached. Written once all is healthy, removed by a clean stop."""

import json
from pathlib import Path
from typing import Any

from server.cli.faults import CommandFailed
from server.cli.folder import write_private

_NAME = "run.json"


def write_run_file(folder: Path, facts: dict[str, Any]) -> None:
    """`restUrl`, `grpcTarget`, `processes`, `metrics`, `adminUrl`, and the demo's keys and login where there is one."""
    write_private(folder / _NAME, json.dumps(facts, indent=2) + "\n", replace=True)


def remove_run_file(folder: Path) -> None:
    (folder / _NAME).unlink(missing_ok=True)


def read_run_file(folder: Path) -> dict[str, Any]:
    """Raises CommandFailed where nothing runs on the folder."""
    try:
        facts: dict[str, Any] = json.loads((folder / _NAME).read_text())
    except (OSError, ValueError):
        raise CommandFailed(
            f"nothing runs on the data folder {folder}; start it with: curae up --data {folder}"
        ) from None
    return facts
