"""The receiver of docs/webhooks.md, as its readers have it: what signatures are verified with here."""

import re
import time
from pathlib import Path
from typing import Any

from tests.parts.receiver import Received

_PAGE = Path(__file__).parents[2] / "docs" / "webhooks.md"


def verifies(secret: str, request: Received, now: float | None = None) -> bool:
    moment = time.time() if now is None else now
    return bool(_receiver()["verified"](secret, request.signature, request.body, moment))


def _receiver() -> dict[str, Any]:
    code = re.search(r"cat > receiver\.py <<'EOF'\n(.*?)^EOF$", _PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert code is not None
    module: dict[str, Any] = {"__name__": "receiver"}
    exec(compile(code[1], "receiver.py", "exec"), module)  # noqa: S102 - our own page
    return module
