"""What every gRPC server of ours is set to: its bounds of a connection and of a message."""

from server.limits import MAX_METADATA_BYTES, MAX_PENDING_CALLS, MAX_UNREAD_BYTES

_AGAINST_ABUSE = (
    # Of a message that the server has not asked for gRPC takes one window. It would make that window larger by itself.
    ("grpc.http2.lookahead_bytes", MAX_UNREAD_BYTES),
    ("grpc.http2.bdp_probe", 0),
    # Of one connection; Envoy opens more where it needs them.
    ("grpc.max_concurrent_streams", 1000),
    # Beyond these gRPC refuses calls, whoever makes them; by itself it begins with 1,000, at random.
    ("grpc.server.max_pending_requests", MAX_PENDING_CALLS),
    ("grpc.server.max_pending_requests_hard_limit", MAX_PENDING_CALLS),
    # Two pings too soon and the connection ends with ENHANCE_YOUR_CALM.
    ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
    ("grpc.http2.max_ping_strikes", 2),
    # A new connection has to finish its TLS handshake, if any, and begin HTTP/2 within this time.
    ("grpc.server_handshake_timeout_ms", 10_000),
    # Peers that vanished without a word are found; idle connections end. There is no maximal age: it would cut long
    # downloads, and a revoked key ends with its next call anyway.
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    ("grpc.max_connection_idle_ms", 15 * 60_000),
)


def channel_options(*, message_bytes: int, shares_ports: bool) -> list[tuple[str, int]]:
    """`message_bytes`: the largest message; gRPC refuses more without our details, before it is read."""
    return [
        ("grpc.max_receive_message_length", message_bytes),
        # Hard limits on both, or gRPC refuses at random from 8 KiB on; Envoy takes 16 KiB from REST callers.
        ("grpc.max_metadata_size", MAX_METADATA_BYTES),
        ("grpc.absolute_max_metadata_size", MAX_METADATA_BYTES),
        ("grpc.so_reuseport", int(shares_ports)),
        *_AGAINST_ABUSE,
    ]
