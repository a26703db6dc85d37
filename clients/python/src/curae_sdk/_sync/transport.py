# Made from _async by `make gen`; do not edit.
"""One HTTP call: its headers, its retries, and its errors."""

import json
import uuid
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from curae_sdk._answers import error_of, parsed
from curae_sdk._deadline import NEVER, Deadline
from curae_sdk._retry import RetryPolicy, retry_after_seconds
from curae_sdk._settings import API, VERSION, Settings
from curae_sdk._waiting import sleep
from curae_sdk.errors import ApiConnectionError, ApiError, ApiTimeoutError


class Transport:
    """Sends calls with the key of one client. Its text never holds the key."""

    def __init__(self, settings: Settings, client: httpx.Client) -> None:
        self._authorization = settings.authorization()
        self._base = settings.origin() + API
        self._retries = settings.retries
        self._tracing_headers = settings.tracing_headers
        self._client = client

    @property
    def retries(self) -> RetryPolicy:
        return self._retries

    def close(self) -> None:
        self._client.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
    ) -> dict[str, Any]:
        """The JSON answer. One idempotency key serves every try of a POST.

        Raises ApiError and ApiConnectionError.
        """
        headers: dict[str, str] = {}
        content = None
        if body is not None:
            content = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
            headers["content-type"] = "application/json"
        if method == "POST":
            headers["idempotency-key"] = idempotency_key or str(uuid.uuid4())
        retry = 0
        while True:
            try:
                with self.opened(method, path, query=query, content=content, headers=headers) as response:
                    response.read()
                    return parsed(response)
            except (ApiConnectionError, ApiError) as fault:
                retry += 1
                self.pause(retry, fault)

    def pause(self, retry: int, fault: ApiConnectionError | ApiError, deadline: Deadline = NEVER) -> None:
        """Waits before retry number `retry`, from 1. Raises `fault` when it is final, or the policy ends."""
        retry_after = None
        if isinstance(fault, ApiError):
            if not fault.retryable:
                raise fault
            retry_after = fault.retry_after
        delay = self._retries.delay(retry, retry_after)
        if delay is None:
            raise fault
        sleep(deadline.within(delay))

    @contextmanager
    def opened(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: httpx.Timeout | None = None,
    ) -> Generator[httpx.Response, None]:
        """One try, whose successful answer is read in the block. A fault while it is read is an ApiConnectionError too.

        Raises ApiError and ApiConnectionError.
        """
        sent = {
            "authorization": self._authorization,
            "user-agent": f"curae-sdk-python/{VERSION}",
            **self._tracing_headers(),
            **(headers or {}),
        }
        kept = httpx.USE_CLIENT_DEFAULT if timeout is None else timeout
        try:
            with self._client.stream(
                method,
                self._base + path,
                params=query,
                content=content,
                headers=sent,
                timeout=kept,
                follow_redirects=False,  # a redirect would carry the key to another place
            ) as response:
                if not response.is_success:
                    response.read()
                    raise error_of(response, retry_after_seconds(response.headers.get("retry-after")))
                yield response
        except httpx.TimeoutException as fault:
            raise ApiTimeoutError(f"no answer in time from {method} {path} ({type(fault).__name__})") from fault
        except httpx.TransportError as fault:
            raise ApiConnectionError(f"{method} {path} broke off: {type(fault).__name__}: {fault}") from fault
