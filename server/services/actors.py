"""Who acts in this process, as the audit trail names it."""

import os
import pwd
import re
import socket

from server.domain.audit import Actor, ActorKind, Origin

MAX_CHARACTERS = 128
_UNPRINTABLE = re.compile(r"[^\x21-\x7e]")


def operator() -> Actor:
    """The user whose process this is, as the system knows it and not as the environment says, on this machine."""
    user = os.getuid()
    try:
        name = pwd.getpwuid(user).pw_name
    except KeyError:  # a container's user without a name
        name = f"uid-{user}"
    return Actor(kind=ActorKind.OPERATOR, id=_printable(name), origin=Origin(address=_host()))


def this_worker() -> Actor:
    return _process(ActorKind.WORKER)


def this_server() -> Actor:
    return _process(ActorKind.SERVER)


def _process(kind: ActorKind) -> Actor:
    return Actor(kind=kind, id=f"{_host()}:{os.getpid()}", origin=Origin(address=_host()))


def _host() -> str:
    return _printable(socket.gethostname())


def _printable(name: str) -> str:
    return _UNPRINTABLE.sub("?", name)[:MAX_CHARACTERS]
