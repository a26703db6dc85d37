"""From an Authorization header to a Caller."""

from collections import OrderedDict
from datetime import datetime, timedelta

from server.clock import Clock
from server.domain.audit import Actor, ActorKind, Origin
from server.domain.caller import ApiKey, Caller, Environment, admit, parse_authorization, recognize
from server.errors import CuraeError, Unauthenticated
from server.services.refusals import Refusal, Refusals
from server.store.api_keys import find_key
from server.store.engine import Database

# How long a revoked key may still work: the contract's "within seconds".
REMEMBERED_FOR = timedelta(seconds=1)
MAX_REMEMBERED = 10_000


class Authentication:
    """Looks keys up, and remembers each for a second so that a busy caller costs no query a call."""

    def __init__(self, database: Database, clock: Clock, environment: Environment, refusals: Refusals) -> None:
        self._refusals = refusals
        self._database = database
        self._clock = clock
        self._environment = environment
        self._remembered: OrderedDict[str, tuple[datetime, ApiKey | None]] = OrderedDict()

    async def authenticate(self, authorization: str | None, origin: Origin, method: str) -> Caller:
        """Raises Unauthenticated or WrongEnvironment, and has that in the audit trail."""
        now = self._clock()
        try:
            presented = parse_authorization(authorization)
            key = recognize(await self._find(presented.lookup, now), presented)
        except Unauthenticated:
            self._refusals.note_unknown()
            raise
        try:
            return admit(key, now, self._environment, origin)
        except CuraeError as refused:
            actor = Actor(kind=ActorKind.KEY, id=key.id, origin=origin)
            self._refusals.note(Refusal(actor=actor, tenant_id=key.tenant_id, code=refused.code, method=method))
            raise

    async def _find(self, lookup: str, now: datetime) -> ApiKey | None:
        known = self._remembered.get(lookup)
        if known is not None and abs(now - known[0]) < REMEMBERED_FOR:
            return known[1]
        key = await self._database.read(lambda connection: find_key(connection, lookup))
        self._remembered[lookup] = (now, key)
        self._remembered.move_to_end(lookup)
        if len(self._remembered) > MAX_REMEMBERED:
            self._remembered.popitem(last=False)
        return key
