"""A REST caller of a running stack, as plain as an app's would be."""

import http.client
import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from server.cli.faults import CommandFailed

_TIMEOUT_SECONDS = 20
_EVENT_PREFIX = b"data:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`body` is the JSON that came."""

    status: int
    headers: Mapping[str, str]
    body: Any


class RestCaller:
    """Calls `url` with an API key."""

    def __init__(self, url: str, api_key: str) -> None:
        self._address = urlsplit(url).netloc
        self._authorization = {"Authorization": f"Bearer {api_key}"}

    def get(self, path: str) -> Answer:
        with self._response("GET", path) as response:
            return _answer(response)

    def post(self, path: str, body: object, *, idempotency_key: str | None = None) -> Answer:
        headers = {"Content-Type": "application/json", "Idempotency-Key": idempotency_key or str(uuid.uuid4())}
        with self._response("POST", path, headers, json.dumps(body)) as response:
            return _answer(response)

    def events(self, path: str) -> Iterator[Any]:
        """The JSON of each server-sent event, until the server ends the stream."""
        with self._response("GET", path, {"Accept": "text/event-stream"}) as response:
            require(response.status == http.client.OK, f"the events answered {response.status}")
            for line in response:
                if line.startswith(_EVENT_PREFIX):
                    yield json.loads(line.removeprefix(_EVENT_PREFIX))

    def stream(self, path: str, chunk_bytes: int) -> Iterator[bytes]:
        with self._response("GET", path) as response:
            require(response.status == http.client.OK, f"the download answered {response.status}")
            while chunk := response.read(chunk_bytes):
                yield chunk

    @contextmanager
    def _response(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: str | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        with closing(http.client.HTTPConnection(self._address, timeout=_TIMEOUT_SECONDS)) as connection:
            try:
                connection.request(method, path, body, {**self._authorization, **(headers or {})})
                yield connection.getresponse()
            except (OSError, http.client.HTTPException) as fault:
                raise CommandFailed(f"{method} {path} broke off: {fault!r}") from fault


def require(condition: object, fault: str) -> None:
    """Raises CommandFailed."""
    if not condition:
        raise CommandFailed(fault)


def _answer(response: http.client.HTTPResponse) -> Answer:
    text = response.read()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(status=response.status, headers=headers, body=json.loads(text) if text else None)
