"""Traces: one from Envoy to the worker where they are on, and nothing at all where they are off."""

import subprocess
import sys
import uuid
from pathlib import Path

import httpx
import pytest

from server.envoy.launch import find_envoy
from server.envoy.render import render
from server.envoy.settings import Address, DoorSettings
from server.otlp import TracesMisconfigured, read_collector
from server.rpc.interceptors import interceptors
from tests.observe.conftest import Observed

EXPORTS = "/api/sdk/v1/records/exports"
ALL = {"curae-envoy", "curae-server", "curae-worker"}


def traced(observed: Observed, flags: str = "01") -> tuple[str, dict[str, str]]:
    trace_id = uuid.uuid4().hex
    return trace_id, {"traceparent": f"00-{trace_id}-00f067aa0ba902b7-{flags}", "idempotency-key": trace_id}


def queue(observed: Observed, headers: dict[str, str]) -> str:
    with observed.client() as app:
        queued = app.post(EXPORTS, json={"connectionId": observed.run["connectionId"]}, headers=headers)
    assert queued.status_code == 202
    return str(queued.json()["export"]["id"])


def test_one_export_over_rest_is_one_trace_from_envoy_to_the_worker(observed: Observed) -> None:
    trace_id, headers = traced(observed)
    export_id = queue(observed, headers | {"x-request-id": f"request-{trace_id}"})
    spans = {span.service: span for span in observed.collector.wait_for(ALL, trace_id)}
    envoy, server, worker = (spans[name] for name in ("curae-envoy", "curae-server", "curae-worker"))
    assert envoy.parent_id == "00f067aa0ba902b7"
    assert (server.parent_id, worker.parent_id) == (envoy.span_id, server.span_id)
    assert server.name == "curae.sdk.v1.RecordsService/ExportRecords"
    assert worker.attributes["curae.export_id"] == export_id
    assert worker.attributes["curae.outcome"] == "completed"
    assert (
        envoy.attributes["guid:x-request-id"]
        == server.attributes["curae.request_id"]
        == worker.attributes["curae.request_id"]
        == f"request-{trace_id}"
    )


def test_a_call_without_a_trace_begins_one(observed: Observed) -> None:
    request_id = uuid.uuid4().hex
    with observed.client() as app:
        app.get(EXPORTS, headers={"x-request-id": request_id})
        trace_id, headers = traced(observed)
        app.get(EXPORTS, headers=headers)
    observed.collector.wait_for({"curae-envoy", "curae-server"}, trace_id)  # what came before has arrived too
    begun = {span.trace_id for span in observed.collector.spans if request_id in span.attributes.values()}
    assert len(begun) == 1
    observed.collector.wait_for({"curae-envoy", "curae-server"}, begun.pop())


def test_what_a_caller_has_not_sampled_stays_so_up_to_the_worker(observed: Observed) -> None:
    silent, headers = traced(observed, "00")
    queue(observed, headers)
    loud, headers = traced(observed)
    queue(observed, headers)
    observed.collector.wait_for(ALL, loud)
    assert not [span for span in observed.collector.spans if span.trace_id == silent]


@pytest.mark.parametrize(
    "header", ["garbage", f"00-{'0' * 32}-{'0' * 16}-01", f"ff-{'a' * 32}-{'b' * 16}-01", "x" * 5000]
)
def test_a_traceparent_that_is_none_harms_no_call(observed: Observed, header: str) -> None:
    with observed.client() as app:
        assert app.get(EXPORTS, headers={"traceparent": header, "tracestate": header}).status_code == 200


def test_a_signed_links_token_is_in_no_span(observed: Observed) -> None:
    trace_id, headers = traced(observed)
    export_id = queue(observed, headers)
    observed.collector.wait_for(ALL, trace_id)
    trace_id, headers = traced(observed)
    with observed.client() as app:
        url = app.get(f"{EXPORTS}/{export_id}/download").json()["download"]["url"]
    assert httpx.get(url, headers=headers).status_code == 200
    envoy, *_ = (
        span
        for span in observed.collector.wait_for({"curae-envoy", "curae-server"}, trace_id)
        if "envoy" in span.service
    )
    token = httpx.URL(url).params["token"]
    assert envoy.attributes["http.url"] == f"{EXPORTS}/{export_id}/artifact"
    assert not [span for span in observed.collector.spans if token in span.text or observed.run["apiKey"] in span.text]


def test_off_means_that_nothing_of_opentelemetry_is_loaded() -> None:
    """By importing all that a server and a worker do, with no OTEL_* variable set."""
    script = (
        "import sys, server.app.server, server.app.worker\n"
        "from server.tracing import tracing_of\n"
        "assert tracing_of('x') is None\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], env={"PATH": "/usr/bin"}, capture_output=True, text=True, timeout=60, check=True
    )
    assert ran.stdout == "[]\n"


def test_off_means_no_work_a_call() -> None:
    off, on = (interceptors(None, None, None, None, traces) for traces in (None, object()))  # type: ignore[arg-type]
    assert len(on) == len(off) + 1
    assert "tracing" in str(on)
    assert "tracing" not in str(off)


def test_off_leaves_envoys_configuration_without_a_tracer(tmp_path: Path) -> None:
    assert "opentelemetry" not in rendered(tmp_path)


@pytest.mark.parametrize("url", ["http://127.0.0.1:4317", "https://collector.example", "https://[::1]:4317"])
def test_envoy_takes_the_collector_as_it_is_given(tmp_path: Path, url: str) -> None:
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": url, "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20x,a=b"}
    path = tmp_path / "envoy.yaml"
    path.write_text(rendered(tmp_path, environment))
    checked = subprocess.run(
        [str(find_envoy()), "--mode", "validate", "-c", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr[-2000:]


def rendered(folder: Path, environment: dict[str, str] | None = None) -> str:
    here = Address(host="127.0.0.1", port=1)
    return render(
        DoorSettings(listen=here, upstreams=(here,), folder=folder, collector=read_collector(environment or {}))
    )


def test_the_usual_variables_are_read() -> None:
    assert read_collector({}) is None
    assert read_collector({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://a", "OTEL_SDK_DISABLED": "true"}) is None
    assert read_collector({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://a", "OTEL_TRACES_EXPORTER": "none"}) is None
    collector = read_collector(
        {
            "OTEL_EXPORTER_OTLP_ENDPOINT": "https://all.example",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "https://traces.example:443",
            "OTEL_EXPORTER_OTLP_HEADERS": "Authorization=Bearer%20secret",
            "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
            "OTEL_TRACES_SAMPLER_ARG": "0.25",
            "OTEL_SERVICE_NAME": "mine",
        }
    )
    assert collector is not None
    assert (collector.url, collector.ratio, collector.service_name) == ("https://traces.example:443", 0.25, "mine")
    assert collector.headers == {"authorization": "Bearer secret"}
    assert "secret" not in repr(collector)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://x"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_TRACES_SAMPLER", "sometimes"),
        ("OTEL_TRACES_SAMPLER_ARG", "2"),
    ],
)
def test_a_wrong_variable_is_named(name: str, text: str) -> None:
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://a", "OTEL_TRACES_SAMPLER": "traceidratio"} | {name: text}
    with pytest.raises(TracesMisconfigured, match=name):
        read_collector(environment)
