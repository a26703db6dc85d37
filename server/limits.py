"""Every limit of bytes, counts and seconds that more than one part keeps, in one place. Each name ends in its unit.

`make gen` writes those that Envoy's Lua needs into `gen/rest_rules.lua`; `server/envoy/limits.py` fills the others into
`envoy.yaml`. What an operator has to fit to a machine is a setting (`server/config.py`) with its default here.
"""

KIB = 1 << 10
MIB = 1 << 20

# Messages, as encoded: a number in a Struct takes 12 bytes where compact JSON takes two, so a payload of 64 KiB can be
# 400 KB.
MAX_MESSAGE_BYTES = 1 * MIB
MAX_BATCH_BYTES = 36 * MIB  # 500 signals of 64 KiB, and room for escapes
MAX_BATCH_ITEMS = 500
# gRPC itself refuses a larger message, without our details; `validation` refuses well below.
MAX_RECEIVED_BYTES = MAX_BATCH_BYTES + 4 * MIB

# Headers. Envoy takes more than Lua does, because over HTTP/2 Envoy resets the stream unanswered.
MAX_METADATA_BYTES = 32 * KIB  # the gRPC server
MAX_REST_HEADER_BYTES = 16 * KIB  # a REST caller, the path included
MAX_ENVOY_HEADER_BYTES = 256 * KIB
MAX_ENVOY_HEADERS = 4096

# Bodies of REST calls.
MAX_SIGNAL_BODY_BYTES = 512 * KIB  # a payload of 64 KiB, all escaped
MAX_SMALL_BODY_BYTES = 128 * KIB
MAX_DRAINED_BODY_BYTES = 2 * MIB  # a body that is read although the call is refused, so that the answer arrives
MAX_CONSOLE_BODY_BYTES = 4 * KIB
MAX_CONSOLE_DRAINED_BYTES = 64 * KIB

# Envoy as a whole.
MAX_ENVOY_HEAP_BYTES = 1024 * MIB
MAX_ENVOY_CONNECTIONS = 10_000
MAX_STREAMS_A_CONNECTION = 128
