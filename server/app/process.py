"""What server and worker stand on: database and artifacts, the endpoint of metrics, traces."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from server.artifacts.store import ArtifactStore, open_store
from server.config import Settings
from server.databases import database_of
from server.envoy.settings import Address
from server.metrics import MetricsEndpoint, watch_lanes
from server.store.engine import Database
from server.store.revision import require_current
from server.tracing import Tracing, tracing_of
from server.vitals import Vitals

# Called once a part can be reached, with its ports by name: `grpc`, and `metrics` where there is such an endpoint.
Ready = Callable[[dict[str, int]], None]


@contextmanager
def storage(settings: Settings) -> Iterator[tuple[Database, ArtifactStore]]:
    database = database_of(settings)
    try:
        require_current(database)
        database.clock()  # measured before anything rests on it
        artifacts = open_store(settings.artifacts_url, signing_key=settings.signing_key_bytes)
        try:
            yield database, artifacts
        finally:
            artifacts.close()
    finally:
        database.close()


@contextmanager
def metrics(settings: Settings, database: Database, vitals: Vitals) -> Iterator[dict[str, int]]:
    """The port of the endpoint by its name, where the settings ask for one. Raises OSError."""
    if settings.metrics_address is None:
        yield {}
        return
    watch_lanes(database.waiting)
    address = Address.parse(settings.metrics_address)
    endpoint = MetricsEndpoint(address.host, address.port, vitals)
    try:
        yield {"metrics": endpoint.port}
    finally:
        endpoint.close()


@contextmanager
def opened_traces(service: str) -> Iterator[Tracing | None]:
    """None where no environment variable asks for traces. Raises TracesMisconfigured."""
    traces = tracing_of(service)
    try:
        yield traces
    finally:
        if traces is not None:
            traces.close()
