"""Reads by key that many callers wait for: what is asked while one is under way is read together by the next.

Where a read is a trip to a lane's thread and a message to PostgreSQL and back, it costs more than the call around it.
"""

import asyncio
from collections.abc import Callable, Collection, Hashable, Mapping
from functools import partial
from typing import Generic, TypeVar

from sqlalchemy import Connection

from server.errors import CuraeError, Unavailable
from server.store.engine import Database
from server.store.lanes import MAX_WAITING
from server.store.options import POSTGRES_LANES

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

PATIENCE_SECONDS = 0.05  # then another read begins: a connection that is slow, or silent, holds nobody up
MAX_KEYS = 256  # of one read


class Gathering(Generic[K, T]):
    """Belongs to one event loop. `find` gives what there is of the keys, by `Prepared` alone."""

    def __init__(self, database: Database, find: Callable[[Connection, Collection[K]], Mapping[K, T]]) -> None:
        self._database = database
        self._find = find
        self._waiting: list[tuple[K, asyncio.Future[T | None]]] = []
        self._under_way = 0
        self._departure: asyncio.Handle | None = None

    async def read(self, key: K) -> T | None:
        """On a state that holds every write that was answered before the call. Raises Unavailable."""
        if self._database.is_sqlite:
            return (await self._database.look(lambda connection: self._find(connection, (key,)))).get(key)
        if len(self._waiting) >= MAX_WAITING:
            raise Unavailable("too much is waiting for the database; try again")
        answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((key, answer))
        if self._departure is None:
            self._depart_later()
        return await answer

    def _depart_later(self) -> None:
        """At the end of this pass of the loop, or once the read that is under way has taken too long."""
        loop = asyncio.get_running_loop()
        if self._under_way == 0:
            self._departure = loop.call_soon(self._depart)
        elif self._under_way < POSTGRES_LANES:
            self._departure = loop.call_later(PATIENCE_SECONDS, self._depart)

    def _depart(self) -> None:
        self._departure = None
        asked, self._waiting = self._waiting[:MAX_KEYS], self._waiting[MAX_KEYS:]
        keys = {key for key, answer in asked if not answer.done()}  # else its caller went away
        if keys:
            self._under_way += 1
            try:
                reading = self._database.reading(lambda connection: self._find(connection, keys))
            except CuraeError as refused:
                reading = asyncio.get_running_loop().create_future()
                reading.set_exception(refused)
            reading.add_done_callback(partial(self._arrive, asked))
        if self._waiting:
            self._depart_later()

    def _arrive(
        self, asked: list[tuple[K, asyncio.Future[T | None]]], reading: "asyncio.Future[Mapping[K, T]]"
    ) -> None:
        self._under_way -= 1
        fault = reading.exception()
        for key, answer in asked:
            if answer.done():
                continue
            if fault is not None:
                answer.set_exception(fault)
            else:
                answer.set_result(reading.result().get(key))
        if self._departure is not None:
            self._departure.cancel()
            self._departure = None
        if self._waiting:
            self._depart_later()
