"""Who may open the console: operators are made and revoked on the command line."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.audit import Action, Entry
from server.domain.operator import SALT_BYTES, Operator, generate_password, hash_password, parse_name
from server.errors import BadRequest, NotFound
from server.services.actors import operator as user
from server.store import audit, operators
from server.store.engine import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOperator:
    """An operator just made. `password` is the only time it exists outside the operator's own keeping."""

    operator: Operator
    password: str

    def __repr__(self) -> str:
        return f"NewOperator({self.operator.name})"


class Operators:
    """What it changes is recorded as done by the user of this process."""

    def __init__(self, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def create(self, name: str) -> NewOperator:
        """Raises BadRequest where the name is taken, or is none."""
        password, salt = generate_password(), secrets.token_bytes(SALT_BYTES)
        operator = Operator(
            id=self._new_id(),
            name=parse_name(name),
            salt=salt,
            password_hash=hash_password(password, salt),
            created_at=self._clock(),
            revoked_at=None,
        )

        def work(database: DatabaseConnection) -> None:
            if operators.find_operator(database, operator.name) is not None:
                raise BadRequest.of("name", "is taken; revoke that operator first, or choose another name")
            operators.insert_operator(database, operator)
            self._record(database, Action.OPERATOR_CREATED, operator.name)

        self._database.write_now(work)
        return NewOperator(operator=operator, password=password)

    def list_all(self) -> list[Operator]:
        return self._database.read_now(operators.all_operators)

    def revoke(self, name: str) -> None:
        """Ends the operator's sessions at once. Raises NotFound."""
        known = parse_name(name)

        def work(database: DatabaseConnection) -> None:
            operator = operators.find_operator(database, known)
            if operator is None:
                raise NotFound("no operator has this name; see: curae operators list")
            operators.revoke_operator(database, operator.id, self._clock())
            self._record(database, Action.OPERATOR_REVOKED, known)

        self._database.write_now(work)

    def _record(self, database: DatabaseConnection, action: Action, name: str) -> None:
        audit.record(database, Entry(at=self._clock(), action=action, actor=user(), details={"operator": name}))
