"""Traces, where OTEL_EXPORTER_OTLP_ENDPOINT asks for them. Otherwise nothing of OpenTelemetry is even imported.

A span holds the method, the outcome and ids; never a payload, a key, a token or a record.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from server.otlp import Collector, TracesMisconfigured, read_collector


class SpanKind(StrEnum):
    SERVER = "SERVER"
    CONSUMER = "CONSUMER"


class Span:
    """One piece of work that is being traced."""

    def __init__(self, span: Any) -> None:
        self._span = span

    @property
    def traceparent(self) -> str:
        """What makes other work a part of this (W3C Trace Context, section 3.2)."""
        context = self._span.get_span_context()
        return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"

    def set(self, **attributes: str | int | bool) -> None:
        """Attributes of `curae.`."""
        for name, value in attributes.items():
            self._span.set_attribute(f"curae.{name}", value)

    def set_failed(self, code: str) -> None:
        from opentelemetry.trace import Status, StatusCode  # noqa: PLC0415 - only where traces are on

        self._span.set_status(Status(StatusCode.ERROR, code))


class Tracing:
    """Makes the spans of one process and sends them in batches from a thread of its own.

    The sampler is the SDK's (OTEL_TRACES_SAMPLER): by default what began a trace decides, and a trace that begins here
    is sampled.
    """

    def __init__(self, collector: Collector, service: str) -> None:
        try:
            from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
            from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
            from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
            from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
            from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415
        except ImportError:
            raise TracesMisconfigured(
                "OTEL_EXPORTER_OTLP_ENDPOINT asks for traces, which need OpenTelemetry; run: "
                "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-grpc"
            ) from None
        resource = Resource.create({"service.name": collector.service_name or service})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=collector.url)))
        self._tracer = self._provider.get_tracer("curae")
        self._propagator = TraceContextTextMapPropagator()

    @contextmanager
    def span(self, name: str, kind: SpanKind, carrier: Mapping[str, str], **attributes: str | int) -> Iterator[Span]:
        """A span from here to the end of the block, part of the trace that `carrier`'s `traceparent` names."""
        from opentelemetry import trace  # noqa: PLC0415
        from opentelemetry.context import Context  # noqa: PLC0415

        span = self._tracer.start_span(
            name,
            context=self._propagator.extract(carrier, context=Context()),
            kind=trace.SpanKind[kind],
            attributes=attributes,
            record_exception=False,  # its message may quote a value
            set_status_on_exception=False,
        )
        try:
            yield Span(span)
        finally:
            span.end()

    def close(self) -> None:
        """Sends the remaining spans, within a bounded time."""
        self._provider.shutdown()


def tracing_of(service: str) -> Tracing | None:
    """What the environment asks for: None where it asks for nothing. Raises TracesMisconfigured."""
    collector = read_collector()
    return None if collector is None else Tracing(collector, service)
