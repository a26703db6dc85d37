"""Who may open the console, and what each may do: on the command line, and by admins in the console."""

import secrets
from dataclasses import dataclass, replace

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.audit import Action, Detail, Entry
from server.domain.operator import SALT_BYTES, Acting, Operator, Role, generate_password, hash_password, parse_name
from server.errors import BadRequest, NotFound
from server.services.actors import operator as user
from server.services.permission import require_role
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
    """`by` is an operator of the console, who has to be an admin by the transaction that changes something, and changes
    others only. Without `by` it is the user of this process, who has the machine.
    """

    def __init__(self, database: Database, clock: Clock, new_id: NewId, by: Acting | None = None) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._by = by

    def create(self, name: str, role: Role = Role.VIEWER) -> NewOperator:
        """Raises BadRequest where the name is taken, or is none, and RoleInsufficient."""
        password, salt = generate_password(), secrets.token_bytes(SALT_BYTES)
        operator = Operator(
            id=self._new_id(),
            name=parse_name(name),
            salt=salt,
            password_hash=hash_password(password, salt),
            created_at=self._clock(),
            revoked_at=None,
            role=role,
        )

        def work(database: DatabaseConnection) -> None:
            self._require_admin(database)
            if operators.find_operator(database, operator.name) is not None:
                raise BadRequest.of("name", "is taken; revoke that operator first, or choose another name")
            operators.insert_operator(database, operator)
            self._record(database, Action.OPERATOR_CREATED, operator.name, role=str(role))

        self._database.write_now(work)
        return NewOperator(operator=operator, password=password)

    def list_all(self) -> list[Operator]:
        return self._database.read_now(operators.all_operators)

    def set_role(self, name: str, role: Role) -> Operator:
        """Holds from the operator's next act on. Raises NotFound, BadRequest for oneself, and RoleInsufficient."""

        def work(database: DatabaseConnection) -> Operator:
            before = self._other(database, parse_name(name))
            if before.role is not role:
                operators.set_role(database, before.id, role)
                self._record(
                    database, Action.OPERATOR_CHANGED, before.name, role=str(role), roleBefore=str(before.role)
                )
            return replace(before, role=role)

        return self._database.write_alone_now(work)

    def reset_second_factor(self, name: str) -> None:
        """For who has lost it: the password alone opens the console again. The sessions end.

        Raises NotFound, BadRequest for oneself, and RoleInsufficient.
        """

        def work(database: DatabaseConnection) -> None:
            operator = self._other(database, parse_name(name))
            operators.clear_factor(database, operator.id)
            operators.end_sessions(database, operator.id)
            self._record(database, Action.OPERATOR_CHANGED, operator.name, secondFactor="reset")

        self._database.write_alone_now(work)

    def revoke(self, name: str) -> None:
        """Ends the operator's sessions at once. Raises NotFound, BadRequest for oneself, and RoleInsufficient."""

        def work(database: DatabaseConnection) -> None:
            operator = self._other(database, parse_name(name))
            operators.revoke_operator(database, operator.id, self._clock())
            self._record(database, Action.OPERATOR_REVOKED, operator.name)

        self._database.write_alone_now(work)

    def _require_admin(self, database: DatabaseConnection) -> None:
        if self._by is not None:
            require_role(database, self._by, Role.ADMIN)

    def _other(self, database: DatabaseConnection, name: str) -> Operator:
        """The operator of that name, whom `by` may change."""
        self._require_admin(database)
        operator = operators.find_operator(database, name)
        if operator is None:
            raise NotFound("no operator has this name; see: curae operators list")
        if self._by is not None and operator.id == self._by.operator_id:
            raise BadRequest.of("name", "is yours; another admin, or the command line, has to change it")
        return operator

    def _record(self, database: DatabaseConnection, action: Action, name: str, **facts: Detail) -> None:
        actor = user() if self._by is None else self._by.actor
        audit.record(database, Entry(at=self._clock(), action=action, actor=actor, details={"operator": name, **facts}))
