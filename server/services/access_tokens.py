"""Access tokens for registered clients (SMART Backend Services)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain import idempotency
from server.domain.audit import Action, Actor, ActorKind, Entry, Origin
from server.domain.caller import SALT_BYTES, AccessToken, Environment, PresentedKey, generate_key, hash_secret
from server.domain.data_packages import exportable_types
from server.domain.idempotency import StoredResponse
from server.domain.smart.assertion import Assertion, read_claimed, unknown_client, verify
from server.domain.smart.refusal import TEMPORARILY_UNAVAILABLE, TokenRefused, invalid_client
from server.domain.smart.request import TokenRequest
from server.domain.smart.scopes import grant_scopes
from server.domain.throttle import Throttle, subscriber_of
from server.limits import (
    ACCESS_TOKEN_SECONDS,
    REFUSED_TOKEN_INTERVAL_SECONDS,
    REFUSED_TOKENS_AT_ONCE,
    TOKEN_INTERVAL_SECONDS,
    TOKENS_AT_ONCE,
)
from server.services.client_keys import ClientKeys
from server.store import audit
from server.store.engine import Database
from server.store.idempotency import claim_responses
from server.store.smart_clients import SmartClient, find_client, insert_token

_OPERATION = "IssueToken"
# A used assertion is remembered longer than it lives, so that no clock that is late takes it again.
_REMEMBERED_LONGER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    presented: PresentedKey
    scope: str
    expires_in_seconds: int


class AccessTokens:
    def __init__(self, database: Database, clock: Clock, keys: ClientKeys, environment: Environment) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._environment = environment
        self._refused = Throttle(
            burst=REFUSED_TOKENS_AT_ONCE, interval=timedelta(seconds=REFUSED_TOKEN_INTERVAL_SECONDS)
        )
        self._issued = Throttle(burst=TOKENS_AT_ONCE, interval=timedelta(seconds=TOKEN_INTERVAL_SECONDS))

    async def issue(self, request: TokenRequest, *, audience: str, origin: Origin) -> IssuedToken:
        """Raises TokenRefused; an assertion is used up only by a token."""
        address = subscriber_of(origin.address)
        if self._refused.wait_of(address, self._clock()) > timedelta(0):
            raise TokenRefused(TEMPORARILY_UNAVAILABLE, "too many requests of your address were refused; wait a minute")
        self._refused.note(address, self._clock())
        issued = await self._issue(request, audience, origin)
        self._refused.take_back(address)
        return issued

    async def _issue(self, request: TokenRequest, audience: str, origin: Origin) -> IssuedToken:
        claimed = read_claimed(request.assertion)
        client = await self._database.read(lambda database: find_client(database, claimed.client_id))
        _require_usable(client, self._clock())
        assert client is not None  # noqa: S101 - else it is not usable
        if claimed.jku is not None and claimed.jku != client.jwks_url:
            raise invalid_client("the JWT's jku is not the registered URL")
        jwks = await self._keys.of(client, claimed.kid)
        assertion = verify(claimed, jwks, audience=audience, now=self._clock())
        scope = grant_scopes(request.scope, exportable_types())
        self._count(client.key.id)
        presented, salt = generate_key(self._environment), secrets.token_bytes(SALT_BYTES)

        def work(database: DatabaseConnection) -> None:
            now = self._clock()
            _require_usable(find_client(database, assertion.client_id), now)
            _use_up(database, client, assertion, presented.lookup, now)
            token = AccessToken(
                lookup=presented.lookup,
                salt=salt,
                secret_hash=hash_secret(presented.secret, salt),
                key_id=client.key.id,
                scope=scope,
                expires_at=now + timedelta(seconds=ACCESS_TOKEN_SECONDS),
            )
            insert_token(database, token)
            audit.record(database, _entry(client, scope, origin, now))

        await self._database.write(work)
        return IssuedToken(presented=presented, scope=scope, expires_in_seconds=ACCESS_TOKEN_SECONDS)

    def _count(self, client_id: str) -> None:
        """Raises TokenRefused where one client asks for more tokens than it can need."""
        now = self._clock()
        if self._issued.wait_of(client_id, now) > timedelta(0):
            raise TokenRefused(TEMPORARILY_UNAVAILABLE, "the client asks for too many tokens; use one until it expires")
        self._issued.note(client_id, now)


def _require_usable(client: SmartClient | None, now: datetime) -> None:
    """Raises TokenRefused."""
    if client is None or not client.key.is_usable(now):
        raise unknown_client()


def _use_up(
    database: DatabaseConnection, client: SmartClient, assertion: Assertion, lookup: str, now: datetime
) -> None:
    """The database decides between servers: `lookup`, of the token, says whose the assertion is.

    Raises TokenRefused where the assertion was used before.
    """
    used = idempotency.scope_of(
        tenant_id=client.key.tenant_id,
        operation=_OPERATION,
        key=f"{assertion.client_id} {assertion.jti}",
        request={},
    )
    kept = StoredResponse(
        fingerprint=used.fingerprint, response=lookup, expires_at=assertion.expires_at + _REMEMBERED_LONGER
    )
    if not claim_responses(database, {used.digest: kept}, now):
        raise invalid_client("the JWT's jti was used before; make a new JWT for each request")


def _entry(client: SmartClient, scope: str, origin: Origin, now: datetime) -> Entry:
    return Entry(
        at=now,
        action=Action.TOKEN_ISSUED,
        actor=Actor(kind=ActorKind.KEY, id=client.key.id, origin=origin),
        tenant_id=client.key.tenant_id,
        connection_id=client.key.connection_id,
        details={"scope": scope},
    )
