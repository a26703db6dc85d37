"""What an orchestrator asks a server or a worker: does it live, and may it be given work."""

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Any

_BEAT_SECONDS = 1.0
# Longer than any pause that a busy machine makes; a loop that stands still for longer is restarted.
_ALIVE_SECONDS = 30.0
_TEXT = [("Content-Type", "text/plain; charset=utf-8")]


class Vitals:
    """`is_alive`: the event loop turns. `is_ready`: the part has started, too, and serves, as its gRPC health says.

    Asked from other threads than the event loop's.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._beat_at = now()
        self._serves: Callable[[], bool] = lambda: False

    async def beat(self) -> None:
        """Until it is cancelled."""
        while True:
            self._beat_at = self._now()
            await asyncio.sleep(_BEAT_SECONDS)

    def started(self, serves: Callable[[], bool]) -> None:
        """`serves` answers `is_ready` from now on."""
        self._serves = serves

    def is_alive(self) -> bool:
        return self._now() - self._beat_at < _ALIVE_SECONDS

    def is_ready(self) -> bool:
        return self.is_alive() and self._serves()


def with_vitals(app: Any, vitals: Vitals) -> Callable[..., Iterable[bytes]]:
    """The WSGI application with `GET /healthz` and `GET /readyz` before it: 200, or 503."""
    checks = {"/healthz": vitals.is_alive, "/readyz": vitals.is_ready}

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        check = checks.get(environ["PATH_INFO"])
        if check is None:
            answered: Iterable[bytes] = app(environ, start_response)
            return answered
        good = check()
        start_response("200 OK" if good else "503 Service Unavailable", _TEXT)
        return [b"ok\n" if good else b"no\n"]

    return answer
