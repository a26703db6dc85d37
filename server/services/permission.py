"""What the role of an operator of the console allows, asked in the transaction of the act."""

from sqlalchemy import Connection as DatabaseConnection

from server.domain.operator import Acting, Operator, Role
from server.errors import Unauthenticated
from server.store.operators import hold_operator


def require_role(database: DatabaseConnection, by: Acting, needed: Role) -> Operator:
    """The operator, whose role stays as it is until the transaction commits.

    Raises Unauthenticated where the operator was revoked, and RoleInsufficient.
    """
    operator = hold_operator(database, by.operator_id)
    if operator is None:
        raise Unauthenticated("the session has ended; log in again")
    operator.role.require(needed)
    return operator
