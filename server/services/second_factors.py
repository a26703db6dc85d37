"""Second factors of operators: adding one, asking for it, and removing it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain import second_factor
from server.domain.audit import Action, Entry
from server.domain.operator import Acting, Role, hash_token
from server.domain.sealed_factor import SealedFactor
from server.domain.throttle import Throttle
from server.errors import BadRequest, RateLimited, Unauthenticated
from server.services.permission import require_role
from server.store import audit, operators
from server.store.engine import Database

_WRONG = "the code is wrong, or was used before; wait for the next one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What an authenticator app is given, once: `secret` by hand, or `uri` as a link."""

    secret: str
    uri: str

    def __repr__(self) -> str:
        return "Enrolment()"


class SecondFactors:
    """`by` is the operator whose second factor it is."""

    def __init__(self, database: Database, clock: Clock, *, signing_key: bytes) -> None:
        self._database = database
        self._clock = clock
        self._signing_key = signing_key
        self._tries = Throttle(burst=5, interval=timedelta(seconds=30))

    async def begin(self, by: Acting) -> Enrolment:
        """A new secret, which does not count before it is confirmed. Raises BadRequest where there is one that does."""
        secret = second_factor.generate_secret()

        def work(database: DatabaseConnection) -> Enrolment:
            operator = require_role(database, by, Role.VIEWER)
            known = operators.factor_of(database, operator.id)
            if known is not None and known.confirmed_at is not None:
                raise BadRequest("there is a second factor; remove it first")
            sealed = second_factor.seal(secret, self._signing_key, operator.id)
            operators.set_factor(database, operator.id, sealed)
            uri = second_factor.provisioning_uri(secret, operator.name)
            return Enrolment(secret=second_factor.shown(secret), uri=uri)

        return await self._database.write_locking(work)

    async def confirm(self, by: Acting, code: str, token: str) -> list[str]:
        """From now on the factor is asked for. Gives recovery codes, of which only hashes are kept.

        Every session but that of `token` ends: it was begun without the factor.

        Raises BadRequest for a wrong code, or where none was begun, and RateLimited.
        """
        now = self._count_try(by)
        codes = second_factor.generate_recovery_codes()

        def work(database: DatabaseConnection) -> list[str]:
            operator = require_role(database, by, Role.VIEWER)
            known = operators.factor_of(database, operator.id)
            if known is None or known.confirmed_at is not None:
                raise BadRequest("there is no second factor to confirm; add one first")
            step = self._step(operator.id, known, code, now)
            if step is None:
                raise BadRequest.of("code", "is wrong; look at the clock of the telephone")
            hashes = [second_factor.hash_recovery_code(each) for each in codes]
            operators.confirm_factor(database, operator.id, step, hashes, now)
            operators.end_sessions(database, operator.id, but=hash_token(token))
            self._record(database, by, operator.name, "added")
            return codes

        return await self._database.write_locking(work)

    async def remove(self, by: Acting, code: str) -> None:
        """Raises Unauthenticated for a wrong code, and RateLimited."""
        now = self._count_try(by)

        def work(database: DatabaseConnection) -> None:
            operator = require_role(database, by, Role.VIEWER)
            self.require(database, operator.id, code, now)
            operators.clear_factor(database, operator.id)
            self._record(database, by, operator.name, "removed")

        await self._database.write_locking(work)

    def require(self, database: DatabaseConnection, operator_id: str, code: str, now: datetime) -> None:
        """Takes a code of the confirmed factor, or a recovery code, so that neither is taken again.

        Raises Unauthenticated where it is none.
        """
        if operators.use_recovery_code(database, operator_id, second_factor.hash_recovery_code(code)):
            return
        known = operators.factor_of(database, operator_id)
        step = None if known is None else self._step(operator_id, known, code, now)
        if step is None or not operators.use_step(database, operator_id, step):
            raise Unauthenticated(_WRONG)

    def _step(self, operator_id: str, known: SealedFactor, code: str, now: datetime) -> int | None:
        secret = second_factor.unseal(known.sealed, self._signing_key, operator_id)
        return second_factor.step_of(secret, code.replace(" ", ""), now, known.step)

    def _count_try(self, by: Acting) -> datetime:
        """Raises RateLimited."""
        now = self._clock()
        wait = self._tries.wait_of(by.operator_id, now)
        if wait > timedelta(0):
            seconds = ceil(wait.total_seconds())
            raise RateLimited(f"too many codes were tried; wait {seconds} s", retry_after_seconds=seconds)
        self._tries.note(by.operator_id, now)
        return now

    def _record(self, database: DatabaseConnection, by: Acting, name: str, change: str) -> None:
        details = {"operator": name, "secondFactor": change}
        entry = Entry(at=self._clock(), action=Action.OPERATOR_CHANGED, actor=by.actor, details=details)
        audit.record(database, entry)
