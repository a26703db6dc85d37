"""The code of the Python SDK's README runs as it stands."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server.domain.webhooks.signature import signature_header
from tests.clients.test_pure import BODY, SECRET
from tests.clients.test_signals import WORKOUT

README = Path(__file__).parents[2] / "clients/python/README.md"
# What a reader of the README has of their own.
_READERS = """
import json, os, types
CONNECTION, PAYLOAD, SECRET = os.environ["CONNECTION"], json.loads(os.environ["PAYLOAD"]), os.environ["SECRET"]
request = types.SimpleNamespace(
    body=os.environ["BODY"].encode(), headers={"CuraeAI-Signature": os.environ["SIGNATURE"]})
"""


def test_the_code_of_the_readme_runs(live_stack: dict[str, Any], tmp_path: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    environment = os.environ | {
        "CURAE_API_KEY": live_stack["apiKey"],
        "CURAE_BASE_URL": live_stack["restUrl"],
        "CONNECTION": live_stack["connectionId"],
        "PAYLOAD": json.dumps(WORKOUT.payload),
        "SECRET": SECRET,
        "BODY": BODY.decode(),
        "SIGNATURE": signature_header([SECRET], BODY, datetime.now(UTC)),
    }
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join([_READERS, *blocks])],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(blocks) >= 5
    assert "Flushed(stored=1, refused=0, waiting=0)" in ran.stdout
    assert (tmp_path / "records.ndjson").exists()
