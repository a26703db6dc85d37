"""Where traces go, by OpenTelemetry's own variables (its specification, "OTLP exporter" and "SDK environment")."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.errors import OperatorError

_DEFAULT_PORT = 4317
_SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_RATIOS = {"always_on": 1.0, "always_off": 0.0}


class TracesMisconfigured(OperatorError):
    """Expected: an OTEL_* variable is wrong. The text names it and the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """An OTLP collector, spoken to over gRPC. `ratio` is the share of traces that begin here which are sampled."""

    host: str
    port: int
    certificates: Path | None  # None: without TLS
    ratio: float
    service_name: str | None
    headers: Mapping[str, str] = field(repr=False)  # they may hold a key

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'http' if self.certificates is None else 'https'}://{host}:{self.port}"


def read_collector(environment: Mapping[str, str] = os.environ) -> Collector | None:
    """None where nothing asks for traces. Raises TracesMisconfigured."""
    url = _of_traces(environment, "ENDPOINT")
    off = environment.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if not url or off or environment.get("OTEL_TRACES_EXPORTER", "otlp") != "otlp":
        return None
    if (protocol := _of_traces(environment, "PROTOCOL") or "grpc") != "grpc":
        raise TracesMisconfigured(f"OTEL_EXPORTER_OTLP_PROTOCOL: {protocol} is not supported; use grpc")
    parts = urlsplit(url if "//" in url else f"//{url}")
    if not parts.hostname or parts.scheme not in ("", "http", "https"):
        raise TracesMisconfigured("OTEL_EXPORTER_OTLP_ENDPOINT: must be a URL, for example http://127.0.0.1:4317")
    certificates = Path(_of_traces(environment, "CERTIFICATE") or _SYSTEM_CERTIFICATES)
    return Collector(
        host=parts.hostname,
        port=parts.port or _DEFAULT_PORT,
        certificates=certificates if parts.scheme == "https" else None,
        ratio=_ratio(environment),
        service_name=environment.get("OTEL_SERVICE_NAME") or None,
        headers=_headers(_of_traces(environment, "HEADERS")),
    )


def _of_traces(environment: Mapping[str, str], name: str) -> str:
    """The variable of traces wins over that of all signals."""
    return environment.get(f"OTEL_EXPORTER_OTLP_TRACES_{name}") or environment.get(f"OTEL_EXPORTER_OTLP_{name}", "")


def _ratio(environment: Mapping[str, str]) -> float:
    sampler = environment.get("OTEL_TRACES_SAMPLER", "").removeprefix("parentbased_") or "always_on"
    if sampler in _RATIOS:
        return _RATIOS[sampler]
    try:
        ratio = float(environment.get("OTEL_TRACES_SAMPLER_ARG") or 1)
    except ValueError:
        ratio = -1.0
    if sampler != "traceidratio" or not 0 <= ratio <= 1:
        raise TracesMisconfigured(
            "OTEL_TRACES_SAMPLER: must be always_on, always_off or traceidratio, also with parentbased_ before it; "
            "OTEL_TRACES_SAMPLER_ARG is the ratio, between 0 and 1"
        )
    return ratio


def _headers(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.split(",") if pair.strip())
    return {name.strip().lower(): unquote(value.strip()) for name, _, value in pairs}
