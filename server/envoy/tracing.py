"""Envoy's part of a trace: it begins one, or goes on with that of the caller's `traceparent`."""

from ipaddress import ip_address
from pathlib import Path
from typing import Any

from server.otlp import Collector

_EXTENSIONS = "type.googleapis.com/envoy.extensions"
_CLUSTER = "otlp"

Config = dict[str, Any]


def tracing(collector: Collector) -> Config:
    """For the connection manager. What a caller has sampled, or has not, stays so; the rest is sampled by `ratio`."""
    headers = [{"key": name, "value": value} for name, value in collector.headers.items()]
    return {
        "provider": {
            "name": "envoy.tracers.opentelemetry",
            "typed_config": {
                "@type": "type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig",
                "service_name": collector.service_name or "curae-envoy",
                "grpc_service": {
                    "envoy_grpc": {"cluster_name": _CLUSTER},
                    "timeout": "5s",
                    "initial_metadata": headers,
                },
            },
        },
        "random_sampling": {"value": collector.ratio * 100},
        # Over the tag of the same name, which has the query too: a signed URL's token is there.
        "custom_tags": [{"tag": "http.url", "value": "%PATH(NQ:ORIG_OR_PATH)%"}],
    }


def collector_cluster(collector: Collector) -> Config:
    address = {"socket_address": {"address": collector.host, "port_value": collector.port}}
    cluster: Config = {
        "name": _CLUSTER,
        "type": "STRICT_DNS",
        "connect_timeout": "1s",
        "load_assignment": {
            "cluster_name": _CLUSTER,
            "endpoints": [{"lb_endpoints": [{"endpoint": {"address": address}}]}],
        },
        "typed_extension_protocol_options": {
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
                "@type": f"{_EXTENSIONS}.upstreams.http.v3.HttpProtocolOptions",
                "explicit_http_config": {"http2_protocol_options": {}},
            }
        },
    }
    if collector.certificates is not None:
        cluster["transport_socket"] = _tls(collector.host, collector.certificates)
    return cluster


def _tls(host: str, certificates: Path) -> Config:
    """The collector has to show a certificate of its name."""
    name = {"san_type": "IP_ADDRESS" if _is_address(host) else "DNS", "matcher": {"exact": host}}
    validation = {"trusted_ca": {"filename": str(certificates)}, "match_typed_subject_alt_names": [name]}
    return {
        "name": "envoy.transport_sockets.tls",
        "typed_config": {
            "@type": f"{_EXTENSIONS}.transport_sockets.tls.v3.UpstreamTlsContext",
            "sni": host,
            "common_tls_context": {"validation_context": validation},
        },
    }


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False
