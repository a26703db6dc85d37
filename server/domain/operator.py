"""Operators: people who may open the console, their passwords and their sessions."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.audit import Actor, ActorKind, Origin
from server.errors import BadRequest, RoleInsufficient, Unauthenticated

SALT_BYTES = 16
SESSION_LIFE = timedelta(hours=8)
# 32 MiB and some 80 ms a guess (OWASP's password storage cheat sheet).
_SCRYPT_COST, _SCRYPT_BLOCK, _SCRYPT_MEMORY_BYTES = 1 << 15, 8, 64 << 20
_HASH_BYTES = 32
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_GROUPS, _GROUP_CHARACTERS = 4, 5  # 100 bits
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits


class Role(StrEnum):
    """What an operator may do. Each includes the one before it."""

    VIEWER = "viewer"  # reads
    OPERATOR = "operator"  # retries, cancels, replays and revokes
    ADMIN = "admin"  # makes apps and keys, and manages operators

    def require(self, needed: "Role") -> None:
        """Raises RoleInsufficient."""
        ranks = list(Role)
        if ranks.index(self) < ranks.index(needed):
            raise RoleInsufficient(
                f"your role is {self}; this needs the role {needed}; ask an admin",
                details={"requiredRole": str(needed)},
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One person. The password is kept as a salted hash that is slow to make; neither prints."""

    id: str
    name: str
    salt: bytes
    password_hash: bytes
    created_at: datetime
    revoked_at: datetime | None
    role: Role = Role.VIEWER
    last_login_at: datetime | None = None
    has_second_factor: bool = False

    def __repr__(self) -> str:
        return f"Operator({self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An operator who is logged in, until `expires_at`."""

    operator_id: str
    operator_name: str
    expires_at: datetime
    role: Role = Role.VIEWER
    has_second_factor: bool = False

    def actor(self, origin: Origin) -> Actor:
        """The operator as the audit trail names who acts."""
        return Actor(kind=ActorKind.CONSOLE, id=self.operator_name, origin=origin)

    def acting(self, origin: Origin) -> "Acting":
        return Acting(operator_id=self.operator_id, actor=self.actor(origin))


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """An operator of the console who does something. The role is asked for in the transaction of the act."""

    operator_id: str
    actor: Actor


def parse_name(text: str) -> str:
    """Gives the lower-case form. Raises BadRequest."""
    name = text.strip().lower()
    if not _NAME.fullmatch(name):
        raise BadRequest.of("name", "must be 1 to 64 of a-z, 0-9 and . _ @ -, beginning with a letter or a digit")
    return name


def generate_password() -> str:
    """Four groups of five characters: easy to type, not to guess."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_CHARACTERS)) for _ in range(_GROUPS))
    return "-".join(groups)


def hash_password(password: str, salt: bytes) -> bytes:
    """scrypt (RFC 7914)."""
    return hashlib.scrypt(
        password.encode(),
        salt=salt,
        n=_SCRYPT_COST,
        r=_SCRYPT_BLOCK,
        p=1,
        maxmem=_SCRYPT_MEMORY_BYTES,
        dklen=_HASH_BYTES,
    )


def admit(operator: Operator | None, password: str) -> Operator:
    """Decides whether the password is this operator's. An unknown name costs the same hash as a wrong password.

    Raises Unauthenticated, in one text for every reason.
    """
    salt, expected = (operator.salt, operator.password_hash) if operator else (bytes(SALT_BYTES), bytes(_HASH_BYTES))
    same = hmac.compare_digest(hash_password(password, salt), expected)
    if operator is None or not same or operator.revoked_at is not None:
        raise Unauthenticated("the name or the password is wrong")
    return operator


def generate_token() -> str:
    """What a session's cookie holds."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """One SHA-256 is enough: the token has 256 random bits. Looking it up by its hash tells no timing of the token.

    Raises Unauthenticated if the text does not have the form of a token.
    """
    if not _TOKEN.fullmatch(token):
        raise Unauthenticated("log in first")
    return hashlib.sha256(token.encode()).digest()
