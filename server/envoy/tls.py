"""TLS in Envoy's configuration: towards clients, and towards the servers where they are on another machine."""

from ipaddress import ip_address
from typing import Any

from server.envoy.settings import Tls, UpstreamTls

_SOCKETS = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3"


def tls_for_clients(tls: Tls) -> dict[str, Any]:
    common = {
        "alpn_protocols": ["h2", "http/1.1"],
        "tls_params": {"tls_minimum_protocol_version": "TLSv1_2"},
        "tls_certificates": [_certificate(tls)],
    }
    return _socket("DownstreamTlsContext", common)


def tls_to_servers(tls: UpstreamTls) -> dict[str, Any]:
    """A server has to show a certificate of our authority that holds one of the names; both ends speak TLS 1.3."""
    validation = {
        "trusted_ca": {"filename": str(tls.authority)},
        "match_typed_subject_alt_names": [
            {"san_type": _san_type(name), "matcher": {"exact": name}} for name in tls.names
        ],
    }
    common = {
        "alpn_protocols": ["h2"],
        "tls_params": {"tls_minimum_protocol_version": "TLSv1_3", "tls_maximum_protocol_version": "TLSv1_3"},
        "validation_context": validation,
        "tls_certificates": [_certificate(tls.client)] if tls.client else [],
    }
    return _socket("UpstreamTlsContext", common)


def _certificate(tls: Tls) -> dict[str, Any]:
    return {"certificate_chain": {"filename": str(tls.certificate)}, "private_key": {"filename": str(tls.key)}}


def _socket(kind: str, common: dict[str, Any]) -> dict[str, Any]:
    config = {"@type": f"{_SOCKETS}.{kind}", "common_tls_context": common}
    return {"name": "envoy.transport_sockets.tls", "typed_config": config}


def _san_type(name: str) -> str:
    try:
        ip_address(name)
    except ValueError:
        return "DNS"
    return "IP_ADDRESS"
