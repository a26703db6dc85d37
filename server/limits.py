"""Every limit of bytes, counts and seconds that more than one part keeps, in one place. Each name ends in its unit.

`make gen` writes those that Envoy's Lua needs into `gen/rest_rules.lua`; `server/envoy/limits.py` fills the others into
`envoy.yaml`. What an operator has to fit to a machine is a setting (`server/config.py`) with its default here.
"""

KIB = 1 << 10
MIB = 1 << 20

# Messages, as encoded: a number in a Struct takes 12 bytes where compact JSON takes two, so a payload of 64 KiB can be
# 400 KB.
MAX_MESSAGE_BYTES = 1 * MIB
MAX_BATCH_BYTES = 8 * MIB  # twice the body of a batch over REST; only one of short numbers becomes larger
MAX_BATCH_ITEMS = 500
# gRPC itself refuses a larger message by its length, unread and without our details.
MAX_RECEIVED_BYTES = MAX_BATCH_BYTES + 256 * KIB

# Headers. Envoy takes more than Lua does, because over HTTP/2 Envoy resets the stream unanswered.
MAX_METADATA_BYTES = 32 * KIB  # the gRPC server
MAX_REST_HEADER_BYTES = 16 * KIB  # a REST caller, the path included
MAX_ENVOY_HEADER_BYTES = 256 * KIB
MAX_ENVOY_HEADERS = 4096

# Bodies of REST calls.
MAX_SIGNAL_BODY_BYTES = 512 * KIB  # a payload of 64 KiB, all escaped
# A batch: a thread of Envoy transcodes a body in one turn, and nothing else runs there meanwhile. Envoy reads a larger
# one that does not say its length, and refuses it with an answer that arrives.
MAX_BATCH_BODY_BYTES = 4 * MIB
MAX_DRAINED_BATCH_BYTES = 36 * MIB
MAX_SMALL_BODY_BYTES = 128 * KIB
MAX_DRAINED_BODY_BYTES = 2 * MIB  # a body that is read although the call is refused, so that the answer arrives
MAX_KEYLESS_DRAINED_BYTES = 16 * KIB  # the same without a key
MAX_NO_BODY_BYTES = 16 * KIB  # buffered where a call takes no body
MAX_REPLACED_LITERALS = 4_000  # in a batch: numbers and characters that are refused with their signal alone
MAX_DISTINCT_KEYS = 20_000  # in a body, of objects with many members; a payload of 64 KiB has room for 11,000
MAX_CLOSE_NUMBERS = 4_000  # in a body: numbers so close to a double's limits that they are read as text
MAX_CONSOLE_BODY_BYTES = 4 * KIB
MAX_CONSOLE_DRAINED_BYTES = 64 * KIB

# Bodies that one thread of Envoy buffers at once, from their first byte to the answer, and the share of one key, or of
# an address whose key no server has accepted yet. Envoy holds a body several times over while it transcodes it.
MAX_BODIES_BYTES = 96 * MIB
MAX_BODIES_OF_ONE_BYTES = 40 * MIB
LARGE_BODY_BYTES = MIB  # a key rests after a larger one, before its next: see server/envoy/lua/rests.lua
# Calls of one key or address that a thread of Envoy passes on at once: a server looks at calls in the order of arrival,
# so many of one key are a wait for all others.
MAX_CALLS_OF_A_SENDER = 384
MAX_CALLS_BESIDE_OTHERS = 128  # while others have calls under way at the same thread
# Downloads of one key or address that a thread of Envoy passes on; the server's own bound is below.
MAX_DOWNLOADS_OF_A_SENDER = 32
MAX_DOWNLOAD_CONNECTIONS = 128  # of one Envoy to each server
MAX_PENDING_DOWNLOADS = 256  # that wait for one

# Pages, which Envoy serves without a key.
MAX_PAGES = 32  # under way
MAX_PAGES_A_MINUTE = 60  # of one address

# Streams of one server, and the share of them that one key may have. A download holds about 3.5 MiB of the server, on a
# bucket 5.5 MiB; a watch holds about 60 KiB.
MAX_DOWNLOADS = 64
MAX_DOWNLOADS_OF_A_KEY = 16
MAX_WATCHES = 4000
MAX_WATCHES_OF_A_KEY = 1000
STREAM_STALL_SECONDS = 60  # how long a reader may take nothing

# Lists and figures of signals of one server, which may have to look at many rows. They are read one at a time.
MAX_SIGNAL_READINGS = 16
MAX_SIGNAL_READINGS_OF_A_KEY = 4

# Imports over the network of one server, each on a thread. What of a body the server has read and the thread has not.
MAX_IMPORTS = 4
MAX_IMPORTS_OF_A_KEY = 2
MAX_IMPORT_MESSAGE_BYTES = 1 * MIB
# In so many seconds that a server waits for the body of an import so many bytes have to come, else the import is ended
# and its key rests for as long: a body of a byte now and then would keep one of few places.
SLOW_STREAM_SECONDS = 60.0
SLOW_STREAM_BYTES = 64 * KIB
MAX_IMPORT_PIECES = 16
# Documents that span lines, and long lines, are held whole: so many bytes of all imports of a server together, beyond
# what each may hold freely. It has to take the largest document.
MAX_IMPORT_DOCUMENTS_BYTES = 512 * MIB
FREE_IMPORT_DOCUMENT_BYTES = 8 * MIB
# How long after its last request the progress of an import, and its answer to a repeat, are known.
IMPORT_KEPT_SECONDS = 30 * 24 * 3600

# Exports that are QUEUED or RUNNING at once, and those that are READY: beyond that the oldest READY ones expire.
MAX_PENDING_EXPORTS_OF_A_CONNECTION = 50
MAX_PENDING_EXPORTS_OF_A_TENANT = 5_000
MAX_READY_EXPORTS_OF_A_CONNECTION = 1_000
PENDING_EXPORTS_RETRY_SECONDS = 5

# FHIR bulk data exports. A status is polled a few times at once, then once in an interval: half of what is asked for.
MAX_CONNECTIONS_OF_A_BULK_EXPORT = 1_000
MAX_BULK_VALUES = 1_000  # of a kick-off's parameter: types, elements, patients, and values of filters
MAX_BULK_FILTERS = 100
BULK_SAME_REQUEST_SECONDS = 60  # how long the same request again is a retry
BULK_POLLS_AT_ONCE = 20
BULK_POLL_SECONDS = 0.5
# How long the answer to a poll waits for the end: as long as the client prefers, at most; and, of a client that has
# polled no sooner than it was asked to, until so long after the kick-off. Many exports end before the next poll.
MAX_BULK_WAIT_SECONDS = 10
BULK_HOLD_SECONDS = 3.0
MAX_HELD_BULK_POLLS = 64  # of a server; others are answered at once

# How far back an export by `since` may reach: deletions are known as long.
SINCE_MAX_AGE_SECONDS = 90 * 24 * 3600

# Access tokens of registered clients, and the keys that they publish.
ACCESS_TOKEN_SECONDS = 300
TOKENS_AT_ONCE = 200  # of one client: a suite of tests asks for one with each of its 162
TOKEN_INTERVAL_SECONDS = 1.0  # and one more after each interval
REFUSED_TOKENS_AT_ONCE = 100  # requests of one address that end without a token
REFUSED_TOKEN_INTERVAL_SECONDS = 1.0
MIN_JWKS_AGE_SECONDS = 60  # how often a client's URL is asked at most
MAX_JWKS_AGE_SECONDS = 3600  # how long a key that was taken from it works at most
MAX_JWKS_FETCHES = 8  # under way
MAX_JWKS_FETCHES_OF_AN_APP = 2
JWKS_TURN_SECONDS = 5  # how long a fetch waits for others to end
MAX_WAITING_FOR_JWKS = 32  # token requests that wait for a fetch: half of MAX_SMART_CALLS
MAX_WAITING_FOR_JWKS_OF_AN_APP = 8
MAX_REMEMBERED_JWKS = 1_000
JWKS_FETCH_SECONDS = 10

# Logs of `curae up`: one file of each part, and so many before it.
MAX_LOG_FILE_BYTES = 64 * MIB
LOG_FILES_BEFORE = 3

# Files that a process needs to be able to open: Envoy for its connections, a server for 64 downloads of two files each,
# and for connections of native callers.
FILES_OF_A_PART = 16_384

# The artifact store: how long a call on a thread of its own is waited for, and how many run at once.
STORE_CALL_SECONDS = 60
STORE_READ_THREADS = 32
STORE_OTHER_THREADS = 8

# Envoy as a whole.
MAX_ENVOY_HEAP_BYTES = 768 * MIB
ENVOY_KEPT_HEAP_PART = 3  # of the heap: beyond a third of it, pages that are free go back to the system
ENVOY_BESIDE_HEAP_BYTES = 256 * MIB  # what its process takes beside: code, Lua, pages of the heap that are free again
MAX_ENVOY_CONNECTIONS = 10_000
MAX_STREAMS_A_CONNECTION = 128

# Messages on their way into a server (server/rpc/receiving.py). A call without a key counts by its address.
MAX_SMALL_MESSAGE_BYTES = 64 * KIB  # a request of any method but those of signals
MAX_FIELDS = 1_000  # of a message at its top level; 200 resource types are the most that a request needs
MAX_UNREAD_BYTES = 16 * KIB  # HTTP/2 window of a stream: what gRPC takes of a message that the server has not asked for
# All messages together, from the first byte to the last, and large ones until answered.
DEFAULT_RECEIVE_BYTES = 640 * MIB
MIN_RECEIVE_BYTES = 160 * MIB
MAX_WAITING_READS = 4_096  # calls that wait for their turn to be read; a key may have half of them
MAX_WAITING_KEYLESS_READS = 1_024
TURN_SECONDS = 10.0  # how long a call waits for its turn to be read, and for its turn to be answered
SLOW_MESSAGE_SECONDS = 30.0  # how long a message may take that is not there at once
MAX_ADMIN_MESSAGE_BYTES = 64 * KIB
MAX_ADMIN_RECEIVE_BYTES = 4 * MIB

# Calls with a key that a server answers at once: a key's share is what others wait for at the database.
CALLS_AT_ONCE = 128
CALLS_A_KEY = 32
MAX_WAITING_CALLS = 4_096  # for their turn, once their messages are read; a key may have half of them

# Calls that gRPC has and a server has not yet looked at: as many as an Envoy passes on.
MAX_PENDING_CALLS = 10_000

# Streams that need no key.
HEALTH_WATCHES = 256
HEALTH_WATCHES_AN_ADDRESS = 32
HEALTH_WATCH_SECONDS = 600.0
REFLECTIONS = 16
REFLECTIONS_AN_ADDRESS = 4
REFLECTION_SECONDS = 60.0
MAX_REFLECTION_REQUESTS = 200

# Keys that the server does not know.
UNKNOWN_KEYS_AT_ONCE = 1_000  # of one address, each a look into the database
UNKNOWN_KEY_INTERVAL_SECONDS = 0.1  # and one more after each interval
MAX_WAITING_LOGINS = 8  # to the console, for one hash of a password at a time
LOGIN_PROCESSOR_SHARE = 0.2  # of one processor, for the hashes of all who try

# The intake process. A signal waits from the moment that it is read until it has an outcome. A key has a share of what
# waits, and so has a tenant with all its keys. A few signals at a time are with the process; keys take turns to send.
MAX_WAITING_SIGNALS = 5_000
MAX_WAITING_SIGNALS_OF_A_KEY = 2_500  # five full batches
MAX_WAITING_SIGNALS_OF_A_TENANT = 4_000
MAX_WAITING_SIGNAL_BYTES = 128 * MIB
MAX_WAITING_SIGNAL_BYTES_OF_A_KEY = 64 * MIB
MAX_WAITING_SIGNAL_BYTES_OF_A_TENANT = 96 * MIB
MAX_SENT_SIGNALS = 256  # to the process, without an outcome: two transactions, so that it is never idle
MAX_SENT_SIGNAL_BYTES = 512 * KIB  # a KiB takes the guard up to 70 us: so long the next signal of another key waits
MAX_SIGNALS_A_TRANSACTION = 128
INTAKE_ANSWER_SECONDS = 10.0  # how long a caller waits for a signal's outcome
INTAKE_STALLED_SECONDS = 60.0  # a process that gives no outcome for so long is killed and started again

# When a signal may have happened, from its receipt; settings. A day ahead takes in the end of a day that is under way.
MAX_SIGNAL_PAST_DAYS = 7_305  # 20 years
MAX_SIGNAL_FUTURE_SECONDS = 86_400

# The database. A server answers UNAVAILABLE within 10 seconds of a database that falls silent: one statement's limit,
# the grace of its answer, and a new connection.
DATABASE_CONNECT_SECONDS = 3  # libpq's own minimum is 2
DATABASE_STATEMENT_SECONDS = 6.0  # PostgreSQL ends a statement of a call after it, lock waits included
DATABASE_ANSWER_GRACE_SECONDS = 1.0  # how much later than that this process stops waiting for the answer
DATABASE_DOUBT_SECONDS = (
    0.4  # without an answer: PostgreSQL is then asked on a new connection whether it hears this one
)
DATABASE_PING_SECONDS = 2.0  # for the answer of a connection that lay idle
DATABASE_IDLE_SECONDS = 5.0  # PostgreSQL ends a transaction whose process says nothing for so long
DATABASE_LONG_SECONDS = 30.0  # silence in a long read: an export's snapshot, the audit trail
DATABASE_MIGRATION_SECONDS = 600.0  # one statement of a migration
DATABASE_POOL_SECONDS = 5.0  # for a connection of a pool that is in use
DATABASE_PROBE_SECONDS = 2.0  # between two looks at whether the database takes writes
DATABASE_LISTENER_SECONDS = 20.0  # between two signs of life of the connection that listens
MAX_SQLITE_JOURNAL_BYTES = 16 * MIB  # of the WAL, once no reader needs more

# Requests without a key that a server has accepted: a small share, separate from that of the keys.
KEYLESS_REQUESTS_A_MINUTE = 600  # of one address; a setting
MAX_KEYLESS_STREAMS_A_MINUTE = 32  # of one address: health Watch and reflection
MAX_KEYLESS_STREAMS = 256  # of all addresses
MAX_KEYLESS_CALLS = 64  # of all addresses: health Check
MAX_SMART_CALLS = 64  # of all addresses: FHIR's discovery and access tokens
MAX_SMART_CALL_SECONDS = 20  # a client's keys may have to be fetched
MAX_KEYLESS_CONNECTIONS = 4  # to each server
MAX_KEYLESS_STREAM_SECONDS = 60
MAX_COUNTED_ADDRESSES = 10_000
MAX_COUNTED_KEYS = 100_000
MAX_REMEMBERED_KEYS = 10_000  # in a generation of two, in each thread of Envoy
MAX_PROOF_SECONDS = 5  # a server's time to say whether it knows a key
