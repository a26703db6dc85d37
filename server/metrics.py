"""Every metric of server and worker, and the endpoint that Prometheus scrapes them at.

Names follow Prometheus' conventions: base units, `_total` on what only grows. Labels are few and their values known
beforehand: methods, codes, doors, kinds, states. Never a tenant, an id or anything else that a caller chooses, which
would grow without bound and identify people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    start_http_server,
)

from server.domain.exports import ExportErrorCode, ExportStatus
from server.domain.signals.phi.kinds import PhiKind
from server.vitals import Vitals, with_vitals

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

_CALL_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)
_JOB_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)
_BATCH_ITEMS = (1, 2, 5, 10, 25, 50, 100, 250, 500)

# The server.
RPCS = Counter(
    "curae_rpcs_total",
    "Calls answered. code is OK, CANCELLED or the error's code; door is rest (through Envoy's transcoder) or grpc.",
    ["method", "code", "door"],
    registry=REGISTRY,
)
RPC_SECONDS = Histogram(
    "curae_rpc_duration_seconds",
    "From a call's first interceptor to its end; of a stream, to the end of the stream.",
    ["method", "door"],
    buckets=_CALL_SECONDS,
    registry=REGISTRY,
)
SIGNALS = Counter(
    "curae_signals_total",
    "Signals offered, each item of a batch by itself. outcome is stored, replayed or the code of the refusal.",
    ["outcome"],
    registry=REGISTRY,
)
SIGNAL_BATCH_ITEMS = Histogram(
    "curae_signal_batch_items", "Signals in one IngestSignals call.", buckets=_BATCH_ITEMS, registry=REGISTRY
)
PHI_REFUSALS = Counter(
    "curae_phi_refusals_total",
    "Signals refused for protected health information, once for each kind found in one.",
    ["kind"],
    registry=REGISTRY,
)
IDEMPOTENT_REPLAYS = Counter(
    "curae_idempotent_replays_total",
    "Requests answered with the stored response of an earlier request with the same Idempotency-Key.",
    ["operation"],
    registry=REGISTRY,
)
SIGNALS_WAITING = Gauge("curae_waiting_signals", "Signals that wait to be checked and stored.", registry=REGISTRY)
INTAKE_DEATHS = Counter(
    "curae_intake_deaths_total",
    "Times that a server's intake process ended by itself; it is started again.",
    registry=REGISTRY,
)
EXPORTS_QUEUED = Counter("curae_exports_queued_total", "Exports queued.", registry=REGISTRY)
DOWNLOAD_BYTES = Counter(
    "curae_download_bytes_total", "Bytes of artifacts handed to callers.", ["door"], registry=REGISTRY
)

# The worker.
EXPORTS_ENDED = Counter(
    "curae_exports_ended_total",
    "Exports that this process brought to a final state. error_code is empty for exports that did not fail.",
    ["status", "error_code"],
    registry=REGISTRY,
)
EXPORT_ATTEMPTS = Counter(
    "curae_export_attempts_total",
    "Attempts at exports: completed, refused, retried, lease_lost, handed_back or failed.",
    ["outcome"],
    registry=REGISTRY,
)
LEASES_LOST = Counter(
    "curae_lease_losses_total", "Exports taken from this worker while it ran them.", registry=REGISTRY
)
EXPORT_BYTES = Counter("curae_export_bytes_total", "Bytes of artifacts committed.", registry=REGISTRY)
EXPORT_RECORDS = Counter("curae_export_records_total", "Records in artifacts committed.", registry=REGISTRY)
EXPORT_SECONDS = Histogram(
    "curae_export_duration_seconds",
    "One attempt that completed an export, from its claim to its commit.",
    buckets=_JOB_SECONDS,
    registry=REGISTRY,
)
EXPORT_WAIT_SECONDS = Histogram(
    "curae_export_wait_seconds",
    "Seconds from queueing an export to its first claim.",
    buckets=_JOB_SECONDS,
    registry=REGISTRY,
)
WORKER_SLOTS = Gauge("curae_worker_slots", "Exports that this worker runs at once.", registry=REGISTRY)
WORKER_JOBS = Gauge("curae_worker_jobs", "Exports that this worker runs now.", registry=REGISTRY)
QUEUE_EXPORTS = Gauge(
    "curae_queue_exports",
    "Exports that wait or run in the whole deployment. Every worker reports the same value.",
    ["status"],
    registry=REGISTRY,
)
QUEUE_OLDEST_SECONDS = Gauge(
    "curae_queue_oldest_seconds",
    "How long the oldest waiting export has been claimable; 0 if none waits.",
    registry=REGISTRY,
)
QUEUE_MEASURED = Gauge(
    "curae_queue_measured_timestamp_seconds", "When the queue was last measured, in Unix time.", registry=REGISTRY
)
ARTIFACT_DELETIONS = Counter(
    "curae_artifact_deletions_total",
    "Artifacts deleted: requested (cancelled, expired, revoked), lease_lost or orphan.",
    ["reason"],
    registry=REGISTRY,
)
ARTIFACT_DELETION_FAILURES = Counter(
    "curae_artifact_deletion_failures_total",
    "Tries to delete an artifact that failed; each is tried again after a pause.",
    registry=REGISTRY,
)
ARTIFACTS_UNDELETED = Gauge(
    "curae_undeleted_artifacts",
    "Artifacts whose deletion was requested and has failed so far, in the whole deployment.",
    registry=REGISTRY,
)
SIGNALS_EXPIRED = Counter(
    "curae_signals_expired_total", "Signals deleted after their namespace's retention.", registry=REGISTRY
)
WEBHOOK_ATTEMPTS = Counter(
    "curae_webhook_attempts_total",
    "Attempts to deliver an event: delivered, retried, given_up or lease_lost. error_code is empty if delivered.",
    ["outcome", "error_code"],
    registry=REGISTRY,
)
WEBHOOK_SECONDS = Histogram(
    "curae_webhook_duration_seconds", "One attempt, to the receiver's status.", buckets=_CALL_SECONDS, registry=REGISTRY
)
STEP_FAILURES = Counter(
    "curae_worker_step_failures_total",
    "Steps of the worker that failed and are tried again.",
    ["step"],
    registry=REGISTRY,
)

# Both.
DATABASE_WAITING = Gauge(
    "curae_database_waiting_jobs", "Pieces of work that wait for a database thread.", ["lane"], registry=REGISTRY
)

# From the start at 0: Prometheus sees no increase in a counter that begins to exist at 1.
for _status, _code in (
    (ExportStatus.READY, ""),
    (ExportStatus.EXPIRED, ""),
    (ExportStatus.CANCELLED, ""),
    *((ExportStatus.FAILED, code) for code in ExportErrorCode),
):
    EXPORTS_ENDED.labels(_status, _code)
for _reason in ("requested", "lease_lost", "orphan"):
    ARTIFACT_DELETIONS.labels(_reason)
for _kind in PhiKind:
    PHI_REFUSALS.labels(_kind)


@dataclass(frozen=True, slots=True)
class _CallMetrics:
    """The series of one method and door, looked up once."""

    seconds: Histogram
    codes: Callable[[str], Counter]


@cache
def _call_metrics(method: str, door: str) -> _CallMetrics:
    return _CallMetrics(RPC_SECONDS.labels(method, door), cache(lambda code: RPCS.labels(method, code, door)))


def count_call(method: str, code: str, door: str, seconds: float) -> None:
    """One call that is over. `method` is gRPC's full name, `/package.Service/Method`, of one that is served."""
    call = _call_metrics(method.lstrip("/"), door)
    call.seconds.observe(seconds)
    call.codes(code).inc()


def watch_lanes(waiting: Callable[[str], int]) -> None:
    """`waiting` tells how much waits for the lanes `read` and `write`; asked at each scrape."""
    for lane in ("read", "write"):
        DATABASE_WAITING.labels(lane).set_function(partial(waiting, lane))


def watch_signals(waiting: Callable[[], int]) -> None:
    """`waiting` tells how many signals wait; asked at each scrape."""
    SIGNALS_WAITING.set_function(waiting)


class MetricsEndpoint:
    """Answers `GET /metrics`, `/healthz` and `/readyz` from a thread of its own until it is closed."""

    def __init__(self, host: str, port: int, vitals: Vitals) -> None:
        """Port 0 takes a free one. Raises OSError where the address cannot be had."""
        try:
            self._server, self._thread = start_http_server(port, host, registry=REGISTRY)
        except OSError as fault:
            raise OSError(f"no metrics at {host}:{port}: {fault.strerror}; choose another --metrics-address") from fault
        self._server.set_app(with_vitals(self._server.get_app(), vitals))
        self.port: int = self._server.server_port

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
