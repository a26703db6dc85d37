"""TLS of the gRPC server itself, for where Envoy is on another machine."""

import grpc

from server.config import ConfigurationError, Settings


def server_credentials(settings: Settings) -> grpc.ServerCredentials | None:
    """None: without TLS. With an authority for clients, who shows no certificate of it is refused in the handshake.

    Raises ConfigurationError, also for a file that cannot be read.
    """
    certificate, key, authority = settings.grpc_tls_certificate, settings.grpc_tls_key, settings.grpc_tls_client_ca
    if (certificate is None) != (key is None):
        raise ConfigurationError("CURAE_GRPC_TLS_CERTIFICATE and CURAE_GRPC_TLS_KEY belong together: set both, or none")
    if certificate is None or key is None:
        if authority is not None:
            raise ConfigurationError("CURAE_GRPC_TLS_CLIENT_CA: needs CURAE_GRPC_TLS_CERTIFICATE and its key as well")
        return None
    try:
        return grpc.ssl_server_credentials(
            [(key.read_bytes(), certificate.read_bytes())],
            root_certificates=authority.read_bytes() if authority else None,
            require_client_auth=authority is not None,
        )
    except OSError as fault:
        raise ConfigurationError(f"CURAE_GRPC_TLS_*: {fault.filename} cannot be read: {fault.strerror}") from fault
