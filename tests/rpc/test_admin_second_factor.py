"""A second factor over a real channel, once on each database: added, asked for, used once, lost."""

import asyncio
from base64 import b32decode
from datetime import timedelta
from typing import Any

import pytest
import zxingcpp
from grpc import StatusCode
from grpc.aio import AioRpcError
from PIL import Image
from sqlalchemy import select

from server.clock import utc_now, uuid7
from server.domain.operator import Role
from server.domain.second_factor import code_at
from server.services.operators import Operators
from server.store.audit import read_rows
from server.store.operator_tables import operator_recovery_codes, operators
from tests.parts.in_process import Stack
from tests.rpc.operators import LoggedIn, log_in, refused


def code_of(secret: str, steps: int = 0) -> str:
    return code_at(b32decode(secret), utc_now() + timedelta(seconds=30 * steps))


async def enrolled(ada: LoggedIn) -> tuple[str, list[str]]:
    """The secret, and the recovery codes."""
    secret: str = (await ada("BeginSecondFactor")).secret
    codes = [*(await ada("ConfirmSecondFactor", code=code_of(secret, -1))).recovery_codes]
    return secret, codes


async def test_a_login_then_needs_a_code_which_works_once(stack: Stack, ada: LoggedIn) -> None:
    secret, _ = await enrolled(ada)
    assert (await ada("GetSession")).session.second_factor
    admin, password = ada.door, ada.operator.password
    assert await log_in(admin, "ada", password) is None
    code = code_of(secret)
    tries = await asyncio.gather(*(log_in(admin, "ada", password, code=code) for _ in range(2)), return_exceptions=True)
    assert sorted(isinstance(each, AioRpcError) for each in tries) == [False, True]
    assert await refused(log_in(admin, "ada", "wrong", code=code_of(secret, 1))) is StatusCode.UNAUTHENTICATED
    rows = stack.database.read_now(lambda database: list(read_rows(database)))
    assert sorted(row.action for row in rows[-3:]) == ["session.begun", "session.refused", "session.refused"]


async def test_a_recovery_code_stands_in_once_and_removing_needs_a_code(ada: LoggedIn) -> None:
    _, codes = await enrolled(ada)
    assert await log_in(ada.door, "ada", ada.operator.password, code=codes[0].upper()) is not None
    assert await refused(log_in(ada.door, "ada", ada.operator.password, code=codes[0])) is StatusCode.UNAUTHENTICATED
    assert await refused(ada("RemoveSecondFactor", code="000000")) is StatusCode.UNAUTHENTICATED
    await ada("RemoveSecondFactor", code=codes[1])
    assert await log_in(ada.door, "ada", ada.operator.password) is not None


async def test_a_factor_counts_only_once_it_is_confirmed(ada: LoggedIn) -> None:
    secret = (await ada("BeginSecondFactor")).secret
    assert await log_in(ada.door, "ada", ada.operator.password) is not None
    again = (await ada("BeginSecondFactor")).secret
    assert again != secret
    assert await refused(ada("ConfirmSecondFactor", code=code_of(secret))) is StatusCode.INVALID_ARGUMENT
    await ada("ConfirmSecondFactor", code=code_of(again))
    assert await refused(ada("BeginSecondFactor")) is StatusCode.INVALID_ARGUMENT


async def test_codes_of_a_session_are_tried_a_few_times_only(ada: LoggedIn) -> None:
    await enrolled(ada)  # one try
    for _ in range(4):
        assert await refused(ada("RemoveSecondFactor", code="000000")) is StatusCode.UNAUTHENTICATED
    assert await refused(ada("RemoveSecondFactor", code="000000")) is StatusCode.RESOURCE_EXHAUSTED


async def test_the_database_alone_is_no_second_factor(stack: Stack, ada: LoggedIn) -> None:
    secret, codes = await enrolled(ada)

    def dump(database: Any) -> bytes:
        rows = [*database.execute(select(operators)), *database.execute(select(operator_recovery_codes))]
        return b"|".join(each if isinstance(each, bytes) else str(each).encode() for row in rows for each in row)

    kept = stack.database.read_now(dump)
    assert b32decode(secret) not in kept and secret.encode() not in kept
    assert not any(code.encode() in kept or code.replace("-", "").encode() in kept for code in codes)
    assert secret not in repr(stack.database.read_now(lambda database: list(read_rows(database))))


async def test_an_admin_resets_a_lost_factor_of_another(stack: Stack, ada: LoggedIn) -> None:
    new = Operators(stack.database, utc_now, uuid7).create("grace", Role.VIEWER)
    grace = LoggedIn(door=ada.door, operator=new, metadata=await log_in(ada.door, "grace", new.password))
    await enrolled(grace)
    assert await refused(ada("ResetSecondFactor", name="ada")) is StatusCode.INVALID_ARGUMENT
    await ada("ResetSecondFactor", name="grace")
    assert await refused(grace("GetOverview")) is StatusCode.UNAUTHENTICATED
    assert await log_in(ada.door, "grace", new.password) is not None


@pytest.mark.parametrize("code", ["12345", "x" * 41])
async def test_what_cannot_be_a_code_is_refused(ada: LoggedIn, code: str) -> None:
    assert await refused(ada("ConfirmSecondFactor", code=code)) is StatusCode.INVALID_ARGUMENT


async def test_sessions_that_were_begun_without_the_factor_end(ada: LoggedIn) -> None:
    before = await log_in(ada.door, "ada", ada.operator.password)
    other = LoggedIn(door=ada.door, operator=ada.operator, metadata=before)
    await enrolled(ada)
    await ada("GetOverview")
    assert await refused(other("GetOverview")) is StatusCode.UNAUTHENTICATED


async def test_the_qr_code_holds_what_an_app_is_given(ada: LoggedIn) -> None:
    begun = await ada("BeginSecondFactor")
    assert {len(row) for row in begun.qr_rows} == {len(begun.qr_rows)}
    modules = Image.new("L", (len(begun.qr_rows), len(begun.qr_rows)))
    modules.putdata([0 if module == "1" else 255 for row in begun.qr_rows for module in row])
    (read,) = zxingcpp.read_barcodes(modules.resize([4 * side for side in modules.size], Image.Resampling.NEAREST))
    assert read.text == begun.uri
