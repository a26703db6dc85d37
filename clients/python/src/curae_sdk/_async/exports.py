"""Exports: create, follow, download."""

import json
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

import httpx

from curae_sdk._async.artifact import chunks, fill, lines
from curae_sdk._async.transport import AsyncTransport
from curae_sdk._deadline import NEVER, Deadline
from curae_sdk._events import EventDecoder
from curae_sdk._generated.models import Artifact, Download, Export
from curae_sdk._partial import holds_already, partial_file
from curae_sdk._reading import moment_text
from curae_sdk._waiting import async_offload, async_sleep
from curae_sdk.errors import ApiConnectionError, ApiError, CuraeError, ExportEnded, WaitTimeout

FINAL = frozenset({"READY", "FAILED", "CANCELLED", "EXPIRED"})
POLL_SECONDS = 2.0
# The service sends a comment at least every 15 s, so silence beyond this is a broken connection.
_LONGEST_SILENCE = 45.0
_PATH = "/records/exports"

OnChange = Callable[[Export], object]
OnBytes = Callable[[int, int], object]


class AsyncPage:
    """One page of exports, newest first. Iterate over it for the exports of this page and of all that follow."""

    def __init__(self, exports: Sequence[Export], next_cursor: str | None, following: Callable[[str], Any]) -> None:
        self.exports = tuple(exports)
        self.next_cursor = next_cursor
        self._following = following

    async def __aiter__(self) -> AsyncGenerator[Export, None]:
        page = self
        while True:
            for export in page.exports:
                yield export
            if page.next_cursor is None:
                return
            page = await self._following(page.next_cursor)


class AsyncExports:
    """Every method raises ApiError and ApiConnectionError."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def create(
        self,
        *,
        connection_id: str,
        resource_types: Sequence[str] | None = None,
        include_raw_fhir: bool | None = None,
        since: datetime | None = None,
        idempotency_key: str | None = None,
    ) -> Export:
        """Queues an export. Without `idempotency_key` a new one is made, and kept over all retries of this call.

        Give a key of your own to be safe over a restart of your process: the same key and request give the same export.
        """
        body: dict[str, Any] = {"connectionId": connection_id}
        if resource_types is not None:
            body["resourceTypes"] = list(resource_types)
        if include_raw_fhir is not None:
            body["includeRawFhir"] = include_raw_fhir
        if since is not None:
            body["since"] = moment_text(since)
        answer = await self._transport.call("POST", _PATH, body=body, idempotency_key=idempotency_key)
        return Export.from_json(answer["export"])

    async def get(self, export_id: str) -> Export:
        answer = await self._transport.call("GET", f"{_PATH}/{_id(export_id)}")
        return Export.from_json(answer["export"])

    async def list(
        self, *, connection_id: str | None = None, limit: int | None = None, cursor: str | None = None
    ) -> AsyncPage:
        """The newest exports. `limit` is the size of a page; iterate over the page for all of them."""
        query = {"connectionId": connection_id, "limit": None if limit is None else str(limit), "cursor": cursor}
        given = {name: value for name, value in query.items() if value is not None}
        answer = await self._transport.call("GET", _PATH, query=given)

        async def following(next_cursor: str) -> AsyncPage:
            return await self.list(connection_id=connection_id, limit=limit, cursor=next_cursor)

        exports = [Export.from_json(each) for each in answer["exports"]]
        return AsyncPage(exports, answer["pagination"].get("nextCursor"), following)

    async def cancel(self, export_id: str) -> Export:
        """Stops a pending export, or deletes the artifact of a READY one."""
        answer = await self._transport.call("DELETE", f"{_PATH}/{_id(export_id)}")
        return Export.from_json(answer["export"])

    async def signed_url(self, export_id: str) -> Download:
        """A short-lived URL of the artifact that works without a key. Treat it as a secret."""
        answer = await self._transport.call("GET", f"{_PATH}/{_id(export_id)}/download")
        return Download.from_json(answer["download"])

    async def events(self, export_id: str) -> AsyncGenerator[Export, None]:
        """The export now, then at each change, until it has ended.

        A stream that breaks is opened again; where events do not come through at all, the export is polled.
        """
        async with aclosing(self._changes(export_id, NEVER)) as changes:
            async for export in changes:
                yield export

    async def wait(self, export_id: str, *, timeout: float | None = None, on_change: OnChange | None = None) -> Export:
        """The export once it is READY. `timeout` is in seconds; default: as long as it takes.

        Raises ExportEnded where it ends otherwise, and WaitTimeout; the export then goes on.
        """
        async with aclosing(self._changes(export_id, Deadline(timeout))) as changes:
            async for export in changes:
                if on_change is not None:
                    on_change(export)
                if export.status == "READY":
                    return export
                if export.status in FINAL:
                    raise ExportEnded(export)
        raise WaitTimeout(export_id, timeout or 0.0)

    async def create_and_wait(
        self,
        *,
        connection_id: str,
        resource_types: Sequence[str] | None = None,
        include_raw_fhir: bool | None = None,
        since: datetime | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        on_change: OnChange | None = None,
    ) -> Export:
        """`create`, then `wait`."""
        export = await self.create(
            connection_id=connection_id,
            resource_types=resource_types,
            include_raw_fhir=include_raw_fhir,
            since=since,
            idempotency_key=idempotency_key,
        )
        return await self.wait(export.id, timeout=timeout, on_change=on_change)

    async def download(
        self, export: Export | str, path: str | PathLike[str], *, on_progress: OnBytes | None = None
    ) -> Export:
        """Writes the artifact to `path`, which exists only once its size and sha256 are verified.

        PATH.part holds what has arrived; the same call again continues it. `on_progress` gets the bytes so far and the
        bytes in all. Raises ExportEnded, IntegrityError, TargetExists, DownloadInUse and OSError.
        """
        ready = await self._ready(export)
        await self._download(f"{_PATH}/{ready.id}/artifact", _artifact(ready), Path(path), on_progress)
        return ready

    async def download_deletions(
        self, export: Export | str, path: str | PathLike[str], *, on_progress: OnBytes | None = None
    ) -> Export:
        """Like `download`, of the records that were deleted since the export's `since`: FHIR Bundles of DELETE entries.

        Raises CuraeError besides, where the export has no `since`.
        """
        ready = await self._ready(export)
        await self._download(f"{_PATH}/{ready.id}/artifact/deletions", _deletions(ready), Path(path), on_progress)
        return ready

    async def deletions(self, export: Export | str) -> AsyncGenerator[str, None]:
        """`Type/id` of each record that was deleted since the export's `since`; remove these from what you hold.

        Like `records`. Raises CuraeError besides, where the export has no `since`.
        """
        ready = await self._ready(export)
        found = lines(self._transport, f"{_PATH}/{ready.id}/artifact/deletions", _deletions(ready))
        async with aclosing(found):
            async for line in found:
                for entry in json.loads(line)["entry"]:
                    yield entry["request"]["url"]

    async def records(self, export: Export | str) -> AsyncGenerator[dict[str, Any], None]:
        """Each FHIR resource of the artifact, without a file. A stream that breaks is continued where it broke.

        The checksum is verified with the last resource: where IntegrityError is raised, drop what came before.
        """
        ready = await self._ready(export)
        found = lines(self._transport, f"{_PATH}/{ready.id}/artifact", _artifact(ready))
        async with aclosing(found):
            async for line in found:
                yield json.loads(line)

    async def _download(self, path: str, artifact: Artifact, target: Path, on_progress: OnBytes | None) -> None:
        if await async_offload(holds_already, target, artifact):
            return
        with partial_file(target, artifact) as part:
            await fill(part, partial(chunks, self._transport, path, artifact), on_progress)

    async def _ready(self, export: Export | str) -> Export:
        known = await self.get(export) if isinstance(export, str) else export
        if known.status in FINAL and known.status != "READY":
            raise ExportEnded(known)
        return known if known.status == "READY" else await self.wait(known.id)

    async def _changes(self, export_id: str, deadline: Deadline) -> AsyncGenerator[Export, None]:
        """Ends with the export, or at the deadline."""
        retry = 0
        seen: Export | None = None
        while not deadline.has_passed:
            try:
                async with aclosing(self._seen(export_id, deadline)) as changes:
                    async for export in changes:
                        retry = 0
                        if export != seen:
                            seen = export
                            yield export
                        if export.status in FINAL:
                            return
            except (ApiConnectionError, ApiError) as fault:
                retry += 1
                if not deadline.has_passed:
                    await self._transport.pause(retry, fault, deadline)

    async def _seen(self, export_id: str, deadline: Deadline) -> AsyncGenerator[Export, None]:
        """What the events say and, where they end before the export does, what a poll says after a pause."""
        async with aclosing(self._stream(export_id, deadline)) as changes:
            async for export in changes:
                yield export
        await async_sleep(deadline.within(POLL_SECONDS))
        if not deadline.has_passed:
            yield await self.get(export_id)

    async def _stream(self, export_id: str, deadline: Deadline) -> AsyncGenerator[Export, None]:
        decoder = EventDecoder()
        path = f"{_PATH}/{_id(export_id)}/events"
        silence = deadline.within(_LONGEST_SILENCE)
        timeout = httpx.Timeout(silence, connect=min(silence, 10.0))
        async with self._transport.opened("GET", path, timeout=timeout) as response:
            async for line in response.aiter_lines():
                for data in decoder.feed(line):
                    yield Export.from_json(json.loads(data)["export"])
                if deadline.has_passed:
                    return


def _id(export_id: str) -> str:
    """Ids go into a path as they are, so they hold nothing that a path gives a meaning."""
    if not export_id or not all(each.isascii() and (each.isalnum() or each == "-") for each in export_id):
        raise ValueError("an export's id is a UUID")
    return export_id


def _artifact(export: Export) -> Artifact:
    if export.artifact is None:
        raise CuraeError(f"export {export.id} is {export.status} without an artifact")
    return export.artifact


def _deletions(export: Export) -> Artifact:
    if export.deletions is None:
        raise CuraeError(f"export {export.id} has no deletions: only an export with since has them")
    return export.deletions
