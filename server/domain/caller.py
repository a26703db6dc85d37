"""The caller: an API key with its scopes."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.audit import NOWHERE, Actor, ActorKind, Origin
from server.errors import BadRequest, NotFound, ScopeInsufficient, Unauthenticated, WrongEnvironment


class Environment(StrEnum):
    LIVE = "live"
    TEST = "test"


class Scope(StrEnum):
    RECORDS_EXPORT = "records:export"
    RECORDS_READ = "records:read"
    SIGNAL_WRITE = "signal:write"
    SIGNAL_READ = "signal:read"
    # Of the platform's own connectors: a key that has it has no other, and no app gets such a key.
    RECORDS_IMPORT = "records:import"


APP_SCOPES = frozenset(Scope) - {Scope.RECORDS_IMPORT}


LOOKUP_CHARACTERS = 12
SECRET_CHARACTERS = 40  # 200 bits of base32
SALT_BYTES = 16
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_KEY = re.compile(rf"cae_(live|test)_([{_ALPHABET}]{{{LOOKUP_CHARACTERS}}})([{_ALPHABET}]{{{SECRET_CHARACTERS}}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentedKey:
    """An API key as a caller presents it: `cae_<environment>_<lookup><secret>`. Neither part prints."""

    environment: Environment
    lookup: str
    secret: str

    def __repr__(self) -> str:
        return f"PresentedKey({self.environment})"

    @property
    def text(self) -> str:
        return f"cae_{self.environment}_{self.lookup}{self.secret}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key at rest: found by its public `lookup`, checked by a salted hash of its secret.

    `smart_scope`: the granted SMART scopes, where an access token of a client presents it.
    """

    id: str
    tenant_id: str
    name: str
    environment: Environment
    lookup: str
    salt: bytes
    secret_hash: bytes
    scopes: frozenset[Scope]
    connection_id: str | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    smart_scope: str | None = None

    def is_usable(self, now: datetime) -> bool:
        """Neither revoked nor expired. Revoked is revoked, whatever the clock that it was revoked by."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)

    def require_usable(self, now: datetime) -> None:
        """Raises Unauthenticated."""
        if self.revoked_at is not None:
            raise Unauthenticated("this API key was revoked; use a current one")
        if not self.is_usable(now):
            raise Unauthenticated("this API key has expired; use a current one")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A token at rest: it stands for the key of a client until `expires_at`."""

    lookup: str
    salt: bytes
    secret_hash: bytes
    key_id: str
    scope: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """An authenticated key. It sees the connections of its tenant, or only `connection_id` where it is bound to one.

    `smart_scope`: the granted SMART scopes of an access token, which is for FHIR's methods alone.
    """

    tenant_id: str
    key_id: str
    environment: Environment
    scopes: frozenset[Scope]
    connection_id: str | None = None
    origin: Origin = NOWHERE
    smart_scope: str | None = None

    @property
    def actor(self) -> Actor:
        """The caller as the audit trail names it."""
        return Actor(kind=ActorKind.KEY, id=self.key_id, origin=self.origin)

    def require(self, *any_of: Scope) -> None:
        """Raises ScopeInsufficient unless the key has one of the scopes."""
        if self.scopes.isdisjoint(any_of):
            wanted = " or ".join(any_of)
            raise ScopeInsufficient(
                f"this key lacks the scope {wanted}; use a key that has it", details={"requiredScopes": list(any_of)}
            )

    def require_records(self, *any_of: Scope) -> None:
        """Like `require`, for what reaches records: test keys reach none."""
        if self.environment is Environment.TEST:
            raise ScopeInsufficient("test keys cannot access records; use a cae_live_ key on a live deployment")
        self.require(*any_of)

    def require_connection(self, connection_id: str) -> None:
        """Raises NotFound where the key is bound to another connection."""
        if self.connection_id not in (None, connection_id):
            raise NotFound("no such connection")


def generate_key(environment: Environment) -> PresentedKey:
    def letters(count: int) -> str:
        return "".join(secrets.choice(_ALPHABET) for _ in range(count))

    return PresentedKey(environment=environment, lookup=letters(LOOKUP_CHARACTERS), secret=letters(SECRET_CHARACTERS))


def hash_secret(secret: str, salt: bytes) -> bytes:
    """One SHA-256 is enough: the secret has 200 random bits, so there is nothing to guess."""
    return hashlib.sha256(salt + secret.encode()).digest()


def parse_authorization(header: str | None) -> PresentedKey:
    """Reads `Authorization: Bearer <key>` (RFC 6750, section 2.1). Raises Unauthenticated."""
    if not header:
        raise Unauthenticated("send your API key as 'Authorization: Bearer cae_live_...'")
    scheme, _, credentials = header.strip().partition(" ")
    match = _KEY.fullmatch(credentials.strip())
    if scheme.lower() != "bearer" or match is None:
        raise Unauthenticated("the Authorization header must be 'Bearer ' and an API key that begins with cae_")
    return PresentedKey(environment=Environment(match[1]), lookup=match[2], secret=match[3])


def recognize(key: ApiKey | None, presented: PresentedKey) -> ApiKey:
    """The stored key where the presented one is it, whether or not it may be used now.

    An unknown key costs the same hash and comparison as a wrong one. Raises Unauthenticated.
    """
    salt, expected = (key.salt, key.secret_hash) if key else (bytes(SALT_BYTES), bytes(32))
    same = hmac.compare_digest(hash_secret(presented.secret, salt), expected)
    if key is None or not same or key.environment is not presented.environment:
        raise Unauthenticated("this API key is not known; check that it was copied whole")
    return key


def admit(key: ApiKey, now: datetime, environment: Environment, origin: Origin = NOWHERE) -> Caller:
    """The caller behind a recognized key. Raises Unauthenticated or WrongEnvironment where it may not be used now."""
    key.require_usable(now)
    if key.environment is not environment:
        raise WrongEnvironment(f"this is a {environment} deployment; use a cae_{environment}_ key")
    return Caller(
        tenant_id=key.tenant_id,
        key_id=key.id,
        environment=key.environment,
        scopes=key.scopes,
        connection_id=key.connection_id,
        origin=origin,
        smart_scope=key.smart_scope,
    )


def parse_scopes(names: list[str]) -> frozenset[Scope]:
    """Raises BadRequest naming the known scopes."""
    try:
        return frozenset(Scope(name) for name in names)
    except ValueError as unknown:
        raise BadRequest.of("scope", f"must be one of {', '.join(Scope)}") from unknown
