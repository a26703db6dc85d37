"""A well-behaved client: it sends again what was not answered, and waits as long as an answer asks for."""

import asyncio
import hashlib
import time
from contextlib import AsyncExitStack
from typing import Any

import httpx

from benchmarks.soak.calls import Calls, Outcome
from benchmarks.soak.ledger import Ledger
from benchmarks.stack import Stack

TIMEOUT_SECONDS = 30.0
AGAIN_AFTER_SECONDS = 0.2


class Client:
    """Through Envoy, with the demo app's key. Every call is noted in `calls`."""

    def __init__(self, stack: Stack, ledger: Ledger, calls: Calls) -> None:
        self._stack = stack
        self._ledger = ledger
        self._calls = calls
        self._open = AsyncExitStack()
        self.http: httpx.AsyncClient

    async def __aenter__(self) -> "Client":
        client = httpx.AsyncClient(
            base_url=self._stack.rest_url,
            headers=dict(self._stack.metadata),
            timeout=TIMEOUT_SECONDS,
            limits=httpx.Limits(max_connections=200),
        )
        self.http = await self._open.enter_async_context(client)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def until_answered(self, kind: str, method: str, path: str, **request: Any) -> httpx.Response:
        """Sends again after a broken connection and after a problem that says it is worth it."""
        attempts = _Attempts(self._calls, kind)
        while True:
            try:
                answer = await self.http.request(method, path, **request)
            except httpx.TransportError as broken:
                pause = attempts.failed(type(broken).__name__)
            else:
                if not _is_retryable(answer):
                    attempts.answered()
                    return answer
                pause = attempts.refused(answer)
            self._ledger.counts["calls sent again"] += 1
            await asyncio.sleep(pause)

    async def download(self, path: str, size: int) -> str:
        """The sha256 of `size` bytes. Resumed from where it breaks off, as often as it does."""
        attempts, digest, received = _Attempts(self._calls, "download"), hashlib.sha256(), 0
        while received < size:
            pause = AGAIN_AFTER_SECONDS
            try:
                async with self.http.stream("GET", path, headers={"range": f"bytes={received}-"}) as answer:
                    if answer.status_code == httpx.codes.PARTIAL_CONTENT:
                        async for chunk in answer.aiter_raw():
                            digest.update(chunk)
                            received += len(chunk)
                    else:
                        await answer.aread()
                        pause = attempts.refused(answer)
            except httpx.HTTPError as broken:
                pause = attempts.failed(type(broken).__name__)
            if received < size:
                self._ledger.counts["downloads resumed"] += 1
                await asyncio.sleep(pause)
        attempts.answered()
        return digest.hexdigest()


class _Attempts:
    """The attempts of one call."""

    def __init__(self, calls: Calls, kind: str) -> None:
        self._calls = calls
        self._kind = kind
        self._phase = calls.begin(kind)
        self._began = time.monotonic()
        self._retries = 0
        self._asked_to_retry = True

    def answered(self) -> None:
        within_policy = Outcome.AFTER_ONE_RETRY if self._retries == 1 and self._asked_to_retry else Outcome.LATER
        outcome = within_policy if self._retries else Outcome.AT_ONCE
        self._calls.note(self._phase, self._kind, time.monotonic() - self._began, outcome)

    def failed(self, what: str) -> float:
        """Gives the seconds to wait."""
        self._asked_to_retry = False
        return self._again(what)

    def refused(self, answer: httpx.Response) -> float:
        """Gives the seconds to wait, as the answer asks."""
        asked = answer.headers.get("retry-after")
        self._asked_to_retry &= asked is not None
        pause = self._again(_refusal(answer))
        return pause if asked is None else float(asked)

    def _again(self, what: str) -> float:
        self._calls.note_failure(self._phase, f"{self._kind}: {what}")
        self._retries += 1
        return AGAIN_AFTER_SECONDS


def _refusal(answer: httpx.Response) -> str:
    """Who refused, by the words of the problem: the server's and Envoy's differ."""
    detail = (
        answer.json()["detail"] if answer.headers.get("content-type") == "application/problem+json" else "no problem"
    )
    return f"{answer.status_code} {detail}"


def _is_retryable(answer: httpx.Response) -> bool:
    return answer.is_error and bool(answer.json()["retryable"])
