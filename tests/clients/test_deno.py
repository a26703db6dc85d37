"""The TypeScript SDK in Deno: the first export, the first signal and a queue."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.clients.test_signals import WORKOUT
from tests.clients.typescript import DISTRIBUTION

_TIMEOUT_SECONDS = 120
_PROGRAM = """
import { Curae } from "%s";
const curae = new Curae();
const connectionId = Deno.env.get("CONNECTION");
const ready = await curae.exports.createAndWait({ connectionId, resourceTypes: ["Observation"] });
await curae.exports.download(ready, "records.ndjson");
const payload = JSON.parse(Deno.env.get("PAYLOAD"));
const signal = { connectionId, namespace: "activity", signalType: "workout", payload };
await curae.signals.send(signal);
const queue = await curae.signals.queue("signals.jsonl");
await queue.put(signal);
const flushed = await queue.flush();
await queue.close();
console.log(JSON.stringify({ artifact: ready.artifact, flushed }));
"""


def test_it_runs_in_deno(live_stack: dict[str, Any], tmp_path: Path) -> None:
    program = tmp_path / "program.mjs"
    program.write_text(_PROGRAM % DISTRIBUTION.as_uri())
    ran = subprocess.run(
        [Path(sys.executable).parent / "deno", "run", "--allow-all", "--node-modules-dir=manual", program],
        cwd=tmp_path,
        env=os.environ
        | {
            "DENO_DIR": str(tmp_path / "deno"),
            "DENO_NO_UPDATE_CHECK": "1",
            "CURAE_API_KEY": live_stack["apiKey"],
            "CURAE_BASE_URL": live_stack["restUrl"],
            "CONNECTION": live_stack["connectionId"],
            "PAYLOAD": json.dumps(WORKOUT.payload),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=_TIMEOUT_SECONDS,
    )
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    assert answer["flushed"] == {"stored": 1, "refused": 0, "waiting": 0}
    content = (tmp_path / "records.ndjson").read_bytes()
    assert hashlib.sha256(content).hexdigest() == answer["artifact"]["sha256"]
