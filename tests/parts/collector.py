"""An OTLP collector: a process of its own, since gRPC servers do not survive what tests fork.

`python -m tests.parts.collector FOLDER` serves on a free port, told in FOLDER/port; spans become lines of FOLDER/spans.
"""

import json
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.parts.eventually import eventually
from tests.parts.processes import end, spawn, wait_until_ready

_READY_WITHIN_SECONDS = 60
_ARRIVED_WITHIN_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A span and the process it came from. Ids are lower-case hex; `text` is all that the message holds."""

    service: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str
    attributes: dict[str, str]
    text: str


class Collector:
    """What a running collector has received."""

    def __init__(self, folder: Path) -> None:
        self._spans = folder / "spans"
        self.url = f"http://127.0.0.1:{(folder / 'port').read_text()}"

    @property
    def spans(self) -> list[Received]:
        *whole, _half = self._spans.read_text().split("\n")
        return [Received(**json.loads(line)) for line in whole]

    def wait_for(self, services: set[str], trace_id: str) -> list[Received]:
        """The spans of one trace, once each service has sent one."""

        def of_the_trace() -> list[Received]:
            return [span for span in self.spans if span.trace_id == trace_id]

        eventually(lambda: {span.service for span in of_the_trace()} >= services, within=_ARRIVED_WITHIN_SECONDS)
        return of_the_trace()


@contextmanager
def collecting(folder: Path) -> Iterator[Collector]:
    folder.mkdir()
    root = Path(__file__).parents[2]
    command = ["env", f"PYTHONPATH={root}", sys.executable, "-m", "tests.parts.collector", str(folder)]
    process = spawn(command, folder=folder)
    try:
        wait_until_ready(process, folder, (folder / "port").exists, _READY_WITHIN_SECONDS)
        yield Collector(folder)
    finally:
        end(process, by=signal.SIGTERM, seconds=10)


def serve(folder: Path) -> None:
    import grpc  # noqa: PLC0415 - the tests themselves need none of this
    from opentelemetry.proto.collector.trace.v1 import (  # noqa: PLC0415
        trace_service_pb2,
        trace_service_pb2_grpc,
    )

    class Servicer(trace_service_pb2_grpc.TraceServiceServicer):
        def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - the name in the proto
            spans = [
                _received(_attributes(process.resource)["service.name"], span)
                for process in request.resource_spans
                for scope in process.scope_spans
                for span in scope.spans
            ]
            with (folder / "spans").open("a") as file:
                file.write("".join(f"{json.dumps(asdict(span))}\n" for span in spans))
            return trace_service_pb2.ExportTraceServiceResponse()

    server = grpc.server(ThreadPoolExecutor(1))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(Servicer(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    (folder / "spans").touch()
    (folder / "port.draft").write_text(str(port))
    (folder / "port.draft").rename(folder / "port")
    signal.sigwait([signal.SIGTERM])


def _received(service: str, span: Any) -> Received:
    return Received(
        service=service,
        name=span.name,
        trace_id=span.trace_id.hex(),
        span_id=span.span_id.hex(),
        parent_id=span.parent_span_id.hex(),
        attributes=_attributes(span),
        text=str(span),
    )


def _attributes(holder: Any) -> dict[str, str]:
    return {
        each.key: str(getattr(each.value, each.value.WhichOneof("value") or "string_value"))
        for each in holder.attributes
    }


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
