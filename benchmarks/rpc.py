"""IngestSignal and GetExport over gRPC and over REST, against a no-op RPC of the same server in the same run."""

import json
from pathlib import Path
from statistics import median

from benchmarks.load import measure
from benchmarks.stack import Stack

ROUNDS = 3
SECONDS = 3.0
STREAMS = 64
_EXAMPLES = Path(__file__).parent.parent / "server" / "demo" / "payloads" / "activity"


def run(stack: Stack, export_id: str) -> list[tuple[str, str]]:
    """Rows of (what, figure). Rounds are interleaved, so that a slow moment hits every load."""
    payload = json.loads((_EXAMPLES / "daily_summary.json").read_text())
    common = {
        "key": stack.api_key,
        "connection": stack.connection_id,
        "export": export_id,
        "payload": payload,
        "seconds": SECONDS,
        "streams": STREAMS,
    }
    loads = {
        "no-op (health check), gRPC": {"door": "grpc", "target": stack.grpc_target, "call": "no_op"},
        "GetExport, gRPC": {"door": "grpc", "target": stack.grpc_target, "call": "get"},
        "IngestSignal, gRPC": {"door": "grpc", "target": stack.grpc_target, "call": "ingest"},
        "GetExport, REST": {"door": "rest", "target": stack.rest_url, "call": "get"},
        "IngestSignal, REST": {"door": "rest", "target": stack.rest_url, "call": "ingest"},
    }
    rates: dict[str, list[float]] = {name: [] for name in loads}
    for _ in range(ROUNDS):
        for name, load in loads.items():
            rates[name].append(measure(common | load))
    baseline = rates["no-op (health check), gRPC"]
    return [(name, _figure(rates[name], baseline)) for name in loads]


def _figure(rates: list[float], baseline: list[float]) -> str:
    ratio = median(rate / base for rate, base in zip(rates, baseline, strict=True))
    return f"{median(rates):8,.0f} calls/s   {ratio:5.0%} of the no-op"
