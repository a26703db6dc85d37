"""IngestSignal and GetExport over gRPC and over REST, against a no-op RPC of the same server in the same run.

`python -m benchmarks rpc`. The edge rows say what Envoy adds to a call's latency, at a fifth of the load.
"""

from statistics import median

from benchmarks.calls import export
from benchmarks.load import Load, Result, measure
from benchmarks.stack import Stack

ROUNDS = 5
LOADS = {
    "no-op (health check), gRPC": ("grpc", "no_op"),
    "GetExport, gRPC": ("grpc", "get"),
    "IngestSignal, gRPC": ("grpc", "ingest"),
    "GetExport, REST": ("rest", "get"),
    "IngestSignal, REST": ("rest", "ingest"),
}
EDGE_STREAMS = 4
EDGE_RATE = 200.0


def run(stack: Stack) -> list[tuple[str, str]]:
    """Rows of (what, figure). Rounds are interleaved, so that a slow moment hits every load."""
    export_id = export(stack, stack.demo, resource_types=("Immunization",)).id
    rates: dict[str, list[float]] = {name: [] for name in LOADS}
    for _ in range(ROUNDS):
        for name, (door, call) in LOADS.items():
            rates[name].append(measure(load(stack, export_id, door, call)).rate)
    baseline = rates["no-op (health check), gRPC"]
    return [*((name, _figure(rates[name], baseline)) for name in LOADS), *_edge(stack, export_id)]


def load(stack: Stack, export_id: str, door: str, call: str, **more: float) -> Load:
    return Load(
        door=door,
        target=stack.grpc_target if door == "grpc" else stack.rest_url,
        call=call,
        key=stack.api_key,
        connection=stack.connection_id,
        export=export_id,
        payload=stack.payload,
        **more,  # type: ignore[arg-type]
    )


def _edge(stack: Stack, export_id: str) -> list[tuple[str, str]]:
    """Latency of GetExport by both doors, interleaved, at a rate that neither feels."""
    results: dict[str, list[Result]] = {"grpc": [], "rest": []}
    for _ in range(ROUNDS):
        for door, seen in results.items():
            seen.append(measure(load(stack, export_id, door, "get", streams=EDGE_STREAMS, rate=EDGE_RATE)))

    def milliseconds(door: str, q: float) -> float:
        return median(result.quantile(q) for result in results[door]) * 1000

    return [
        (
            f"GetExport latency, {name}",
            f"direct {milliseconds('grpc', q):6.2f} ms   through Envoy {milliseconds('rest', q):6.2f} ms   "
            f"Envoy adds {milliseconds('rest', q) - milliseconds('grpc', q):5.2f} ms",
        )
        for name, q in (("p50", 0.5), ("p99", 0.99))
    ]


def _figure(rates: list[float], baseline: list[float]) -> str:
    ratio = median(rate / base for rate, base in zip(rates, baseline, strict=True))
    return f"{median(rates):8,.0f} calls/s   {ratio:5.0%} of the no-op"
