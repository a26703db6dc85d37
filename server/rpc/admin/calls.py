"""What this process has counted of apps' calls, from the metrics that Prometheus is given too."""

from collections import Counter
from collections.abc import Iterator

from server.domain.latency import Calls
from server.metrics import RPC_SECONDS, RPCS, SIGNALS
from server.problems import PROBLEMS

_APPS = "curae.sdk."
# They last as long as their caller likes.
_LASTING = ("WatchExport", "DownloadExport", "DownloadExportDeletions")
_OURS = {code for code, kind in PROBLEMS.items() if kind.http >= 500}  # noqa: PLR2004 - HTTP's server errors


def calls_of_apps() -> Calls:
    total = errors = 0
    buckets: Counter[float] = Counter()
    for name, labels, value in _samples():
        if name.endswith("_bucket"):
            buckets[float(labels["le"])] += int(value)
        elif name.endswith("_total"):
            total += int(value)
            errors += int(value) if labels["code"] in _OURS else 0
    return Calls(total=total, errors=errors, buckets=tuple(sorted(buckets.items())))


def refused_signals() -> dict[str, int]:
    """How many signals this process refused, by the code of the refusal."""
    counted = {}
    for family in SIGNALS.collect():
        for sample in family.samples:
            outcome = sample.labels.get("outcome", "")
            if sample.name.endswith("_total") and outcome in PROBLEMS:
                counted[outcome] = int(sample.value)
    return counted


def _samples() -> Iterator[tuple[str, dict[str, str], float]]:
    for metric in (RPCS, RPC_SECONDS):
        for family in metric.collect():
            for sample in family.samples:
                method = sample.labels["method"]
                if method.startswith(_APPS) and not method.endswith(_LASTING):
                    yield sample.name, sample.labels, sample.value
