"""Every attack on the listeners by its name."""

from tests.parts.attackers import frame_floods, slow_senders
from tests.parts.attackers.attack import Attack
from tests.parts.attackers.busy_app import (
    ArtifactFlood,
    CallFlood,
    CostlySignals,
    ExportOrders,
    ListFlood,
    SignalFlood,
    WithdrawalFlood,
)
from tests.parts.attackers.connection_flood import ConnectionFlood
from tests.parts.attackers.console_logins import ConsoleLogins
from tests.parts.attackers.gzip_bombs import GzipBombs
from tests.parts.attackers.health_watches import HealthWatches
from tests.parts.attackers.keyless_bodies import (
    BodiesWithAKey,
    BodiesWithAMadeUpKey,
    HeldBodies,
    HeldBodiesWithAKey,
    KeylessBodies,
)
from tests.parts.attackers.link_guesses import LinkGuesses
from tests.parts.attackers.native_batches import NativeBatches, NativeBatchesWithAKey
from tests.parts.attackers.open_calls import OpenCalls, OpenCallsWithAKey
from tests.parts.attackers.random_keys import RandomKeys
from tests.parts.attackers.reflection_streams import ReflectionStreams
from tests.parts.attackers.request_flood import PipelinedRequests, RequestFlood
from tests.parts.attackers.request_trailers import RequestTrailers
from tests.parts.attackers.unknown_paths import UnknownPaths
from tests.parts.attackers.unread_downloads import UnreadDownloads, UnreadDownloadsOverHttp2
from tests.parts.attackers.unread_pages import UnreadPages, UnreadRefusals
from tests.parts.attackers.unread_watches import UnreadWatches

ATTACKS: dict[str, type[Attack]] = {
    "health watches": HealthWatches,
    "reflection streams": ReflectionStreams,
    "open calls": OpenCalls,
    "open calls with a key": OpenCallsWithAKey,
    "bodies": KeylessBodies,
    "bodies with a key": BodiesWithAKey,
    "bodies with a made-up key": BodiesWithAMadeUpKey,
    "held bodies": HeldBodies,
    "held bodies with a key": HeldBodiesWithAKey,
    "native batches": NativeBatches,
    "native batches with a key": NativeBatchesWithAKey,
    "gzip bombs": GzipBombs,
    "random keys": RandomKeys,
    "link guesses": LinkGuesses,
    "unknown paths": UnknownPaths,
    "unread downloads": UnreadDownloads,
    "unread downloads over HTTP/2": UnreadDownloadsOverHttp2,
    "unread watches": UnreadWatches,
    "unread pages": UnreadPages,
    "unread refusals": UnreadRefusals,
    "request trailers": RequestTrailers,
    "slow headers": slow_senders.SlowHeaders,
    "slow bodies": slow_senders.SlowBodies,
    "slow bodies with a key": slow_senders.SlowBodiesWithAKey,
    "silent connections": slow_senders.SilentConnections,
    "many connections": slow_senders.ManyConnections,
    "connection flood": ConnectionFlood,
    "pipelined requests": PipelinedRequests,
    "request flood": RequestFlood,
    "export orders": ExportOrders,
    "artifact flood": ArtifactFlood,
    "call flood": CallFlood,
    "withdrawal flood": WithdrawalFlood,
    "list flood": ListFlood,
    "costly signals": CostlySignals,
    "signal flood": SignalFlood,
    "rapid reset": frame_floods.RapidReset,
    "rapid reset with a key": frame_floods.RapidResetWithAKey,
    "ping flood": frame_floods.PingFlood,
    "settings flood": frame_floods.SettingsFlood,
    "empty data flood": frame_floods.EmptyDataFlood,
    "continuation flood": frame_floods.ContinuationFlood,
    "header bomb": frame_floods.HeaderBomb,
    "console logins": ConsoleLogins,
}
