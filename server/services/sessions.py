"""Logging in to the console, and staying logged in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, ActorKind, Entry, Origin, Outcome
from server.domain.operator import SESSION_LIFE, Acting, Operator, Session, admit, generate_token, hash_token
from server.domain.throttle import Throttle, subscriber_of
from server.errors import RateLimited, Unauthenticated
from server.limits import LOGIN_PROCESSOR_SHARE, MAX_WAITING_LOGINS
from server.services.second_factors import SecondFactors
from server.store import audit, operators
from server.store.engine import Database

# A hash takes 32 MiB and a processor for 0.1 s: strangers who try to log in get no more memory at a time.
_HASHES_AT_ONCE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session just begun. `token` is what the cookie is to hold."""

    session: Session
    token: str

    def __repr__(self) -> str:
        return f"NewSession({self.session.operator_name})"


class Sessions:
    """Tries are counted by account and by address, whether or not the account exists, before anything is hashed."""

    def __init__(self, database: Database, clock: Clock, factors: SecondFactors) -> None:
        self._factors = factors
        self._database = database
        self._clock = clock
        self._hashing = asyncio.Semaphore(_HASHES_AT_ONCE)
        self._waiting = 0
        self._hash_not_before = 0.0  # by the event loop's clock
        self._by_account = Throttle(burst=5, interval=timedelta(seconds=30))
        self._by_address = Throttle(burst=20, interval=timedelta(seconds=5))

    async def begin(self, name: str, password: str, code: str | None, origin: Origin) -> NewSession | None:
        """None where the password is right and a code of the second factor is needed besides.

        Raises Unauthenticated for a wrong name or password alike, and for a wrong code; and RateLimited.
        """
        known = name.strip().lower()
        self._require_room()
        self._count_try(known, subscriber_of(origin.address))
        operator = await self._database.read(lambda database: operators.find_operator(database, known))
        token = generate_token()
        try:
            admitted = await self._admitted(operator, password)
            if admitted.has_second_factor and code is None:
                return None
            session = await self._database.write_locking(
                lambda database: self._insert(database, admitted, code, token, origin)
            )
        except Unauthenticated:
            await self._record_refused(operator, origin)
            raise
        self._by_account.forget(known)
        return NewSession(session=session, token=token)

    async def begin_trusted(
        self, name: str, prove: Callable[[DatabaseConnection, str], None], origin: Origin
    ) -> NewSession:
        """For whom an identity provider vouches. `prove` runs in the transaction, with the operator's id, and raises
        where it is not that operator. Raises Unauthenticated for a name that no operator has."""
        token = generate_token()
        operator = await self._database.read(lambda database: operators.find_operator(database, name))

        def work(database: DatabaseConnection) -> Session:
            current = operators.find_operator(database, name)
            if current is None:
                raise Unauthenticated("no operator has the name that the identity provider sent; ask an admin")
            prove(database, current.id)
            return self._begun(database, current, token, origin)

        try:
            session = await self._database.write_locking(work)
        except Unauthenticated:
            await self._record_refused(operator, origin)
            raise
        return NewSession(session=session, token=token)

    async def _admitted(self, operator: Operator | None, password: str) -> Operator:
        self._waiting += 1
        try:
            async with self._hashing, self._resting():
                return await asyncio.to_thread(admit, operator, password)
        finally:
            self._waiting -= 1

    @asynccontextmanager
    async def _resting(self) -> AsyncIterator[None]:
        """Waits first, in proportion to the time that the block before took: all blocks together take
        LOGIN_PROCESSOR_SHARE of a processor, however many wait."""
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(self._hash_not_before - clock())
        began = clock()
        try:
            yield
        finally:
            self._hash_not_before = clock() + (clock() - began) * (1 / LOGIN_PROCESSOR_SHARE - 1)

    def _require_room(self) -> None:
        """Raises RateLimited: a try that is not looked at is not counted."""
        if self._waiting >= MAX_WAITING_LOGINS:
            raise RateLimited("too many logins are under way; try again in a moment")

    async def find(self, token: str) -> Session:
        """Raises Unauthenticated where it is none, has ended, or its operator was revoked."""
        digest = hash_token(token)
        now = self._clock()
        session = await self._database.read(lambda database: operators.find_session(database, digest, now))
        if session is None:
            raise Unauthenticated("the session has ended; log in again")
        return session

    async def end(self, token: str, actor: Actor) -> None:
        digest = hash_token(token)

        def work(database: DatabaseConnection) -> None:
            operators.delete_session(database, digest)
            audit.record(database, Entry(at=self._clock(), action=Action.SESSION_ENDED, actor=actor))

        await self._database.write(work)

    async def end_all(self, by: Acting) -> int:
        """Every session of the operator, wherever it was begun; gives how many."""

        def work(database: DatabaseConnection) -> int:
            ended = operators.end_sessions(database, by.operator_id)
            entry = Entry(at=self._clock(), action=Action.SESSION_ENDED, actor=by.actor, details={"sessions": ended})
            audit.record(database, entry)
            return ended

        return await self._database.write_locking(work)

    async def _record_refused(self, operator: Operator | None, origin: Origin) -> None:
        """Of a name that is none not even the name: people type passwords into the wrong field."""
        actor = Actor(kind=ActorKind.CONSOLE, id=operator.name if operator else "unknown", origin=origin)
        refused = Entry(at=self._clock(), action=Action.SESSION_REFUSED, actor=actor, outcome=Outcome.REFUSED)
        await self._database.write(lambda database: audit.record(database, refused))

    def _count_try(self, name: str, address: str) -> None:
        now = self._clock()
        wait = max(self._by_account.wait_of(name, now), self._by_address.wait_of(address, now))
        if wait > timedelta(0):
            seconds = ceil(wait.total_seconds())
            raise RateLimited(f"too many tries to log in; wait {seconds} s", retry_after_seconds=seconds)
        self._by_account.note(name, now)
        self._by_address.note(address, now)

    def _insert(
        self, database: DatabaseConnection, operator: Operator, code: str | None, token: str, origin: Origin
    ) -> Session:
        now: datetime = self._clock()
        # Revoked while the password was hashed: the session would outlive it.
        current = operators.find_operator(database, operator.name)
        if current is None or (current.id, current.password_hash) != (operator.id, operator.password_hash):
            raise Unauthenticated("the name or the password is wrong")
        if current.has_second_factor:  # by now: it may have been added meanwhile
            self._factors.require(database, current.id, code or "", now)
        return self._begun(database, current, token, origin)

    def _begun(self, database: DatabaseConnection, operator: Operator, token: str, origin: Origin) -> Session:
        now = self._clock()
        session = Session(
            operator_id=operator.id,
            operator_name=operator.name,
            expires_at=now + SESSION_LIFE,
            role=operator.role,
            has_second_factor=operator.has_second_factor,
        )
        operators.note_login(database, operator.id, now)
        operators.discard_ended_sessions(database, now)
        operators.insert_session(database, hash_token(token), session, now)
        audit.record(database, Entry(at=now, action=Action.SESSION_BEGUN, actor=session.actor(origin)))
        return session
