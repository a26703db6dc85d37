"""Operators as tests have them call the console's server."""

from dataclasses import dataclass
from typing import Any

import pytest
from curae.admin.v1 import admin_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError

from server.services.operators import NewOperator
from tests.parts.in_process import AdminDoor

# What Envoy sets, and what the page sends.
REST = (("x-envoy-original-path", "/api/admin/v1"), ("x-forwarded-for", "192.0.2.1"))
PAGE = (*REST, ("x-curae-console", "1"))


@dataclass(frozen=True, kw_only=True)
class LoggedIn:
    """An operator's calls, by the name of the RPC and the fields of its request."""

    door: AdminDoor
    operator: NewOperator
    metadata: tuple[tuple[str, str], ...]

    async def __call__(self, rpc: str, **fields: Any) -> Any:
        method, request = self.door.method(rpc)
        return await method(request(**fields), metadata=self.metadata)


async def log_in(
    admin: AdminDoor, name: str, password: str, *, code: str | None = None, address: str = "192.0.2.1"
) -> Any:
    """The metadata of the session, or None where a code is needed besides."""
    call = admin.admin.LogIn(
        admin_pb2.LogInRequest(operator=name, password=password, code=code),
        metadata=(*PAGE, ("x-forwarded-for", address)),
    )
    if (await call).second_factor_needed:
        return None
    cookie = dict(await call.initial_metadata())["set-cookie"]
    return (*PAGE, ("cookie", f"other=1; {cookie.partition(';')[0]}"))


async def refused(call: Any) -> StatusCode:
    with pytest.raises(AioRpcError) as refusal:
        await call
    return refusal.value.code()
