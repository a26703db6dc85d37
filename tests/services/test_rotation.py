"""A rotated key and its successor, while both work and afterwards."""

from datetime import timedelta

import pytest

from server.clock import uuid7
from server.domain.audit import NOWHERE
from server.domain.caller import Environment, Scope
from server.errors import Unauthenticated
from server.services.accounts import Accounts, NewKey
from server.services.actors import this_server
from server.services.authentication import Authentication
from server.services.key_uses import KeyUses
from server.services.refusals import Refusals
from server.store.engine import Database
from tests.parts.in_process import TestClock


async def test_both_keys_work_until_the_overlap_is_over(database: Database, clock: TestClock) -> None:
    accounts = Accounts(database, clock, uuid7)
    tenant = accounts.create_tenant("app")
    old = accounts.create_key(tenant.id, name="n", environment=Environment.LIVE, scopes=frozenset({Scope.RECORDS_READ}))
    new = accounts.rotate_key(old.key.id, overlap=timedelta(hours=24))
    door = Authentication(
        database, clock, Environment.LIVE, Refusals(database, clock, this_server()), KeyUses(database)
    )

    async def key_of(presented: NewKey) -> str:
        caller = await door.authenticate(f"Bearer {presented.presented.text}", NOWHERE, "GetExport")
        assert caller.scopes == {Scope.RECORDS_READ}
        return caller.key_id

    clock.advance(hours=23, minutes=59)
    assert (await key_of(old), await key_of(new)) == (old.key.id, new.key.id)
    clock.advance(minutes=1)
    with pytest.raises(Unauthenticated, match="expired"):
        await key_of(old)
    assert await key_of(new) == new.key.id
