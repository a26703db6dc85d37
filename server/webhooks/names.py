"""Host names to addresses, without holding up the event loop or the end of the process."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable

Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve_host(host: str, port: int) -> list[str]:
    """The host's addresses, in the order to try them. Raises socket.gaierror, and OSError of other kinds."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str], fault: OSError | None) -> None:
        if found.done():
            return  # nobody waits any more
        if fault is None:
            found.set_result(addresses)
        else:
            found.set_exception(fault)

    def look_up() -> None:
        addresses, fault = _look_up(host, port)
        with contextlib.suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, addresses, fault)

    # A daemon, not an executor's thread: the C library may wait for a name server for half a minute, and nothing can
    # interrupt it; a process that stops does not wait for it.
    threading.Thread(target=look_up, name="webhook-name", daemon=True).start()
    return await found


def _look_up(host: str, port: int) -> tuple[list[str], OSError | None]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as fault:
        return [], fault
    except UnicodeError:  # a label that is empty or too long
        return [], socket.gaierror(socket.EAI_NONAME, "not a host name")
    return list(dict.fromkeys(str(address[0]) for *_, address in found)), None
