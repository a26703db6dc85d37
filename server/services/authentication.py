"""From an Authorization header to a Caller."""

from collections import OrderedDict
from datetime import datetime, timedelta
from math import ceil

from server.clock import Clock
from server.domain.audit import Actor, ActorKind, Origin
from server.domain.caller import ApiKey, Caller, Environment, admit, parse_authorization, recognize
from server.domain.throttle import Throttle, subscriber_of
from server.errors import CuraeError, RateLimited, Unauthenticated
from server.limits import UNKNOWN_KEY_INTERVAL_SECONDS, UNKNOWN_KEYS_AT_ONCE
from server.services.key_uses import KeyUses
from server.services.refusals import Refusal, Refusals
from server.store.api_keys import find_key
from server.store.engine import Database
from server.store.smart_clients import find_key_of_token

# How long a revoked key may still work: the contract's "within seconds".
REMEMBERED_FOR = timedelta(seconds=1)
MAX_REMEMBERED = 10_000


class Authentication:
    """Looks keys up, and remembers each for a second so that a busy caller costs no query a call.

    Keys that are not known are counted by their address, and beyond a bound not looked up: neither the database nor the
    cached keys are not delayed by guesses.
    """

    def __init__(
        self, database: Database, clock: Clock, environment: Environment, refusals: Refusals, uses: KeyUses
    ) -> None:
        self._uses = uses
        self._refusals = refusals
        self._database = database
        self._clock = clock
        self._environment = environment
        self._remembered: OrderedDict[str, tuple[datetime, ApiKey]] = OrderedDict()
        self._guesses = Throttle(burst=UNKNOWN_KEYS_AT_ONCE, interval=timedelta(seconds=UNKNOWN_KEY_INTERVAL_SECONDS))

    async def authenticate(self, authorization: str | None, origin: Origin, method: str) -> Caller:
        """Raises Unauthenticated or WrongEnvironment, and has that in the audit trail; RateLimited where too many keys
        of this address were not known."""
        now = self._clock()
        try:
            presented = parse_authorization(authorization)
            key = recognize(await self._find(presented.lookup, now, origin), presented)
        except (Unauthenticated, RateLimited):
            self._refusals.note_unknown()
            raise
        try:
            caller = admit(key, now, self._environment, origin)
        except CuraeError as refused:
            actor = Actor(kind=ActorKind.KEY, id=key.id, origin=origin)
            self._refusals.note(Refusal(actor=actor, tenant_id=key.tenant_id, code=refused.code, method=method))
            raise
        self._uses.note(key.id, now)
        return caller

    async def _find(self, lookup: str, now: datetime, origin: Origin) -> ApiKey | None:
        known = self._remembered.get(lookup)
        if known is None:
            return await self._find_unknown(lookup, now, subscriber_of(origin.address))
        if abs(now - known[0]) < REMEMBERED_FOR:
            return known[1]
        return await self._look_up(lookup, now)

    async def _find_unknown(self, lookup: str, now: datetime, subscriber: str) -> ApiKey | None:
        """Counted before it is looked up, so that many at once are counted too."""
        wait = self._guesses.wait_of(subscriber, now)
        if wait > timedelta(0):
            seconds = ceil(wait.total_seconds())
            raise RateLimited("too many unknown API keys came from your address", retry_after_seconds=seconds)
        self._guesses.note(subscriber, now)
        key = await self._look_up(lookup, now)
        if key is not None:
            self._guesses.take_back(subscriber)
        return key

    async def _look_up(self, lookup: str, now: datetime) -> ApiKey | None:
        key = await self._database.read(
            lambda connection: find_key(connection, lookup) or find_key_of_token(connection, lookup)
        )
        if key is None:
            self._remembered.pop(lookup, None)
            return None
        self._remembered[lookup] = (now, key)
        self._remembered.move_to_end(lookup)
        if len(self._remembered) > MAX_REMEMBERED:
            self._remembered.popitem(last=False)
        return key
