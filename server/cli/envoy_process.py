"""Envoy as a child that is drained before it ends: on SIGTERM Envoy itself would cut every request off."""

import asyncio
import contextlib
import os
import signal

from server.cli.faults import CommandFailed
from server.cli.up.part import die_with
from server.envoy.launch import AdminUnreachable, active_requests, drain
from server.envoy.settings import DoorSettings
from server.stop_signals import stop_signals

_POLL_SECONDS = 0.05
_ENDS_WITHIN_SECONDS = 5.0


async def run_envoy(command: list[str], environment: dict[str, str], door: DoorSettings, grace_seconds: float) -> None:
    """Runs Envoy until SIGTERM or SIGINT, then drains and ends it; a second signal ends it at once.

    Envoy is stopped when this process stops. Raises CommandFailed if Envoy ends before a signal asks for it.
    """
    with stop_signals() as stopping:
        parent = os.getpid()
        envoy = await asyncio.create_subprocess_exec(
            *command,
            env=environment,
            start_new_session=True,  # Ctrl-C is for us: we drain first
            preexec_fn=lambda: die_with(parent),
        )
        ended, stop = asyncio.create_task(envoy.wait()), asyncio.create_task(stopping.get())
        await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
        if not stop.done():
            stop.cancel()
            raise CommandFailed(f"Envoy ended by itself with exit code {ended.result()}; its reason is above")
        await _first(ended, asyncio.create_task(drained(door, grace_seconds)), asyncio.create_task(stopping.get()))
        await _end(envoy.pid, ended)


async def drained(door: DoorSettings, grace_seconds: float) -> None:
    """Envoy takes nothing new; returns once nothing runs any more, or after the grace."""
    with contextlib.suppress(AdminUnreachable):
        await asyncio.to_thread(drain, door)
        for _ in range(int(grace_seconds / _POLL_SECONDS)):
            if not await asyncio.to_thread(active_requests, door):
                return
            await asyncio.sleep(_POLL_SECONDS)


async def _end(pid: int, ended: "asyncio.Task[int]") -> None:
    # Not asyncio's `terminate`: it reaps a child that has just ended, behind the back of asyncio's own watcher.
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    try:
        await asyncio.wait_for(ended, _ENDS_WITHIN_SECONDS)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


async def _first(ended: "asyncio.Task[int]", *others: "asyncio.Task[object]") -> None:
    """Until one of them is over; the others but Envoy's end are no longer waited for."""
    await asyncio.wait({ended, *others}, return_when=asyncio.FIRST_COMPLETED)
    for other in others:
        other.cancel()
