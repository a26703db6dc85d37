"""Breaks off a REST download so that no client takes it for complete.

Over HTTP/1.1 Envoy would turn any orderly end of the gRPC stream, an error status included, into a complete response.
So a broken download ends with trailers over `max_response_headers_kb` of Envoy's cluster `downloads` (16 KiB), which
ends the upstream connection, and Envoy resets its client at once: HTTP/1.1 closes short of Content-Length, HTTP/2 gets
RST_STREAM. That cluster gives each download a connection of its own, so no other call is harmed; and no timeout is
involved, so a slow reader is not mistaken for a broken download. Native callers need none of this: they read the
status, and trailers of this size would hide it from them.
"""

import grpc

from server.rpc.call import Context

_TRAILER_KEY = "curae-cut"
_TRAILER_BYTES = 48 * 1024


async def cut_stream(context: Context) -> None:
    """Ends the running REST stream as broken. Raises `grpc.aio.AbortError`, which has to reach gRPC."""
    await context.abort(
        grpc.StatusCode.DATA_LOSS, "the stream broke off", trailing_metadata=((_TRAILER_KEY, "x" * _TRAILER_BYTES),)
    )
