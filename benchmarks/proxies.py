"""TCP proxies in a process of their own, so that callers do not wait for what passes through them."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.managers import BaseManager, NamespaceProxy
from pathlib import Path
from typing import cast

from tests.parts.processes import die_with_parent
from tests.parts.tcp_proxy import TcpProxy


class _Manager(BaseManager):
    pass


class _Handle(NamespaceProxy):
    """Stands for a TcpProxy of the other process."""

    _exposed_ = ("__getattribute__", "silence", "stall", "resume", "cut_silent", "close")

    def silence(self) -> int:
        return cast(int, self._callmethod("silence"))

    def stall(self) -> None:
        self._callmethod("stall")

    def resume(self) -> None:
        self._callmethod("resume")

    def cut_silent(self) -> None:
        self._callmethod("cut_silent")

    def close(self) -> None:
        self._callmethod("close")


_Manager.register("TcpProxy", TcpProxy, proxytype=_Handle)


@contextmanager
def proxied_apart(*upstreams: tuple[str, int] | Path) -> Iterator[tuple[list[TcpProxy], int]]:
    """A proxy before each, and their process's id."""
    manager = _Manager(ctx=multiprocessing.get_context("spawn"))
    manager.start(die_with_parent)
    try:
        made = [cast(TcpProxy, manager.TcpProxy(upstream)) for upstream in upstreams]  # type: ignore[attr-defined]
        yield made, manager._process.pid  # type: ignore[attr-defined]
        for each in made:
            each.close()
    finally:
        manager.shutdown()
