"""Finding the classes of records that are stored without them, or by an older version of the codes.

A record without classes is in no export. So that none is missing, an export begins only after all records of its
connection were looked at: the worker that claimed it does that first.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import orjson
from sqlalchemy import Connection as DatabaseConnection

from server.domain.data_packages import catalogue
from server.domain.fhir.classes import UNREADABLE, classes_of
from server.domain.fhir.scan import Malformed
from server.errors import Unavailable
from server.services.attempts import Turns
from server.store.connections import hold_connection
from server.store.engine import Database
from server.store.record_classes import (
    BEFORE_ALL,
    Key,
    Unclassified,
    codes_version_of,
    connections_to_classify,
    count_to_classify,
    has_unclassified,
    note_classified,
    records_after,
    set_classes,
)
from server.store.record_clocks import next_moment
from server.store.withdrawals import add_withdrawals

STEP_RECORDS = 500
STEP_BYTES = 8 << 20
CONNECTIONS_AT_ONCE = 20


class Classification:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns = Turns(database.clock)

    def finish(self, connection_id: str, check: Callable[[], None]) -> None:
        """Looks at all records of a connection, where that is not done yet. `check` is called between steps, and what
        it raises ends the work; what is done stays done."""
        wanted = partial(needs_classification, connection_id=connection_id)
        if self._database.read_now(wanted):
            self._look_at_all(connection_id, check)

    async def work(self) -> int:
        """Looks at the records of some connections that wait; gives of how many it did. Call again while > 0.

        Raises ExceptionGroup once only connections are left that fail.
        """
        version = catalogue().codes_version
        limit = CONNECTIONS_AT_ONCE + self._turns.pausing
        ids = await self._database.read(partial(connections_to_classify, codes_version=version, limit=limit))
        attempts = await self._turns.try_each(
            ids, CONNECTIONS_AT_ONCE, lambda each: asyncio.to_thread(self._look_at_all, each, lambda: None)
        )
        if not attempts.done:
            attempts.require_all()
        return len(attempts.done)

    def _look_at_all(self, connection_id: str, check: Callable[[], None]) -> None:
        after: Key | None = BEFORE_ALL
        while after is not None:
            check()
            after = self._database.write_alone_now(self._step(connection_id, after))

    def _step(self, connection_id: str, after: Key) -> Callable[[DatabaseConnection], Key | None]:
        return partial(_step, connection_id=connection_id, after=after, now=self._database.clock())

    def waiting(self) -> int:
        """How many connections have records that were not looked at."""
        version = catalogue().codes_version
        return self._database.read_now(lambda database: count_to_classify(database, version))


def needs_classification(database: DatabaseConnection, connection_id: str) -> bool:
    done = codes_version_of(database, connection_id) >= catalogue().codes_version
    return not done or has_unclassified(database, connection_id, catalogue().granted_types)


def require_classified(database: DatabaseConnection, connection_id: str) -> None:
    """Raises Unavailable where a record came in without classes meanwhile: a server of the version before runs."""
    if needs_classification(database, connection_id):
        raise Unavailable("records came in that were not looked at yet")


def _step(database: DatabaseConnection, connection_id: str, after: Key, now: datetime) -> Key | None:
    """The last key that was looked at; None where all were. No import changes a record meanwhile: it holds the
    connection. Exports by `since` then hold what is granted now and was not, and tell of what is granted no longer."""
    if hold_connection(database, connection_id) is None:
        return None
    found = records_after(database, connection_id, after, count=STEP_RECORDS, size=STEP_BYTES)
    if not found:
        note_classified(database, connection_id, catalogue().codes_version)
        return None
    if changed := _changed(found):
        moment = next_moment(database, connection_id, now)
        set_classes(database, connection_id, changed, moment)
        changes = ((each.key, each.classes, changed[each.key]) for each in found if each.key in changed)
        add_withdrawals(database, connection_id, changes, moment)
    return found[-1].key


def _changed(found: Sequence[Unclassified]) -> Mapping[Key, int]:
    judged = {each.key: _classes(each.content) for each in found}
    return {each.key: judged[each.key] for each in found if each.classes != judged[each.key]}


def _classes(content: bytes) -> int:
    try:
        return classes_of(orjson.loads(content))
    except (Malformed, orjson.JSONDecodeError):
        return UNREADABLE
