"""OperatorsService: proto to domain, one call, domain to proto."""

import asyncio
from collections.abc import Callable

from curae.admin.v1 import operators_pb2, operators_pb2_grpc

from server.domain.operator import Acting, Operator, Role
from server.domain.qr_code import qr_rows
from server.rpc.admin import session
from server.rpc.admin.answers import send_fresh
from server.rpc.call import Context, current_call
from server.rpc.convert import to_timestamp
from server.services.operators import Operators
from server.services.second_factors import SecondFactors

MAX_OPERATORS = 1_000


class OperatorsServicer(operators_pb2_grpc.OperatorsServiceServicer):
    """`operators` are the operators as one of them may see and change them."""

    def __init__(self, operators: Callable[[Acting], Operators], factors: SecondFactors) -> None:
        self._operators = operators
        self._factors = factors

    async def ListOperators(
        self, request: operators_pb2.ListOperatorsRequest, context: Context
    ) -> operators_pb2.ListOperatorsResponse:
        known = await asyncio.to_thread(self._mine().list_all)
        await send_fresh(context)
        return operators_pb2.ListOperatorsResponse(operators=[_to_operator(each) for each in known[:MAX_OPERATORS]])

    async def CreateOperator(
        self, request: operators_pb2.CreateOperatorRequest, context: Context
    ) -> operators_pb2.CreateOperatorResponse:
        role = Role(request.role) if request.HasField("role") else Role.VIEWER
        new = await asyncio.to_thread(self._mine().create, request.name, role)
        await send_fresh(context)
        return operators_pb2.CreateOperatorResponse(operator=_to_operator(new.operator), password=new.password)

    async def SetOperatorRole(
        self, request: operators_pb2.SetOperatorRoleRequest, context: Context
    ) -> operators_pb2.SetOperatorRoleResponse:
        changed = await asyncio.to_thread(self._mine().set_role, request.name, Role(request.role))
        await send_fresh(context)
        return operators_pb2.SetOperatorRoleResponse(operator=_to_operator(changed))

    async def ResetSecondFactor(
        self, request: operators_pb2.ResetSecondFactorRequest, context: Context
    ) -> operators_pb2.ResetSecondFactorResponse:
        await asyncio.to_thread(self._mine().reset_second_factor, request.name)
        await send_fresh(context)
        return operators_pb2.ResetSecondFactorResponse()

    async def BeginSecondFactor(
        self, request: operators_pb2.BeginSecondFactorRequest, context: Context
    ) -> operators_pb2.BeginSecondFactorResponse:
        enrolment = await self._factors.begin(session.current_operator())
        await send_fresh(context)
        return operators_pb2.BeginSecondFactorResponse(
            secret=enrolment.secret, uri=enrolment.uri, qr_rows=qr_rows(enrolment.uri)
        )

    async def ConfirmSecondFactor(
        self, request: operators_pb2.ConfirmSecondFactorRequest, context: Context
    ) -> operators_pb2.ConfirmSecondFactorResponse:
        by, token = session.current_operator(), session.token_of(current_call())
        codes = await self._factors.confirm(by, request.code, token)
        await send_fresh(context)
        return operators_pb2.ConfirmSecondFactorResponse(recovery_codes=codes)

    async def RemoveSecondFactor(
        self, request: operators_pb2.RemoveSecondFactorRequest, context: Context
    ) -> operators_pb2.RemoveSecondFactorResponse:
        await self._factors.remove(session.current_operator(), request.code)
        await send_fresh(context)
        return operators_pb2.RemoveSecondFactorResponse()

    async def RevokeOperator(
        self, request: operators_pb2.RevokeOperatorRequest, context: Context
    ) -> operators_pb2.RevokeOperatorResponse:
        await asyncio.to_thread(self._mine().revoke, request.name)
        await send_fresh(context)
        return operators_pb2.RevokeOperatorResponse()

    def _mine(self) -> Operators:
        return self._operators(session.current_operator())


def _to_operator(operator: Operator) -> operators_pb2.Operator:
    return operators_pb2.Operator(
        name=operator.name,
        role=str(operator.role),
        created_at=to_timestamp(operator.created_at),
        revoked_at=to_timestamp(operator.revoked_at),
        last_login_at=to_timestamp(operator.last_login_at),
        second_factor=operator.has_second_factor,
    )
