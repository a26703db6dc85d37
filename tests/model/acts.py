"""What may happen next, and how often. `choose` takes one of several: by a seed, or by Hypothesis."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from tests.model.world import LEASE, TYPES, App, Process, World

T = TypeVar("T")
Choose = Callable[[Sequence[Any]], Any]

SERVERS = ("server", "server two")
WORKERS = ("worker", "worker two", "worker three")


def account(name: str, *arguments: Any) -> Callable[[Process], Coroutine[Any, Any, Any]]:
    async def call(process: Process) -> Any:
        return await asyncio.to_thread(getattr(process.accounts, name), *arguments)

    return call


def queue(world: World, choose: Choose) -> None:
    """An order, or a few copies of it at once; it may go on from the end of an earlier one."""
    app = choose(world.apps)
    chained = [export for export in world.held if world.orders[export].app is app]
    since_of = choose([None, *chained])
    types = choose((TYPES, ("Observation",))) if since_of is None else world.orders[since_of].types
    key = world.new_id()
    for _ in range(choose((1, 1, 2, 3))):
        order = partial(world.queue, app=app, types=types, key=key, since_of=since_of)
        world.act(choose(SERVERS), order)
    world.retry = order


def retry(world: World, choose: Choose) -> None:
    """The last order once more, with its key."""
    if world.retry is not None:
        world.act(choose(SERVERS), world.retry)


def import_record(world: World, choose: Choose) -> None:
    world.act(choose(SERVERS), partial(world.import_record, app=choose(world.apps), resource_type=choose(TYPES)))


def work(world: World, choose: Choose) -> None:
    """Claim, renew, materialize, finish."""
    world.act(choose(WORKERS), world.work)


def download(world: World, choose: Choose) -> None:
    if world.held:
        export_id = choose(list(world.held))
        world.act(choose(SERVERS), partial(world.download, app=world.orders[export_id].app, export_id=export_id))


def cancel(world: World, choose: Choose) -> None:
    if world.orders:
        export_id = choose(list(world.orders))
        caller = world.orders[export_id].app.caller
        world.act(choose(SERVERS), lambda process: process.exports.cancel(caller, export_id))


def revoke_connection(world: World, choose: Choose) -> None:
    world.act(choose(SERVERS), account("revoke_connection", choose(world.apps).connection_id))


def revoke_key(world: World, choose: Choose) -> None:
    world.act(choose(SERVERS), account("revoke_key", choose(world.apps).caller.key_id))


def revoke_tenant(world: World, choose: Choose) -> None:
    world.act(choose(SERVERS), account("revoke_tenant", choose(world.apps).tenant_id))


def narrow(world: World, choose: Choose) -> None:
    packages = frozenset(choose((("demographics",), ("vitals",), ("vitals", "demographics"))))
    world.act(choose(SERVERS), account("set_data_packages", choose(world.apps).connection_id, packages))


def another_key(world: World, choose: Choose) -> None:
    """A new key, or one in place of another."""
    app: App = choose(world.apps)
    if choose((True, False)):
        world.act(choose(SERVERS), partial(world.with_key, tenant_id=app.tenant_id, connection_id=app.connection_id))
    else:
        world.act(choose(SERVERS), partial(world.rotate_key, app=app))


def sweep(world: World, choose: Choose) -> None:
    world.act(choose(WORKERS), world.sweep)


def delete(world: World, choose: Choose) -> None:
    world.act(choose(WORKERS), world.delete)


def stall(world: World, choose: Choose) -> None:
    """A worker stops where it is, as by SIGSTOP, and another may take over once its lease is over."""
    world.schedule.stalled.add(world.process(choose(WORKERS)).name)
    if choose((True, False)):
        world.clock.jump(LEASE * 1.1)


def resume(world: World, _choose: Choose) -> None:
    world.schedule.stalled.clear()


def crash(world: World, choose: Choose) -> None:
    world.crash(choose(SERVERS + WORKERS))


def jump(world: World, choose: Choose) -> None:
    """The clock goes on by what ends a lease, an export or a connection, or is set back."""
    world.clock.jump(choose((LEASE * 1.1, timedelta(hours=2, minutes=1), timedelta(hours=6), timedelta(seconds=-5))))


def another_app(world: World, _choose: Choose) -> None:
    if not world.schedule.stalled:
        world.new_app()


# How often, among all.
ACTS: dict[Callable[[World, Choose], None], int] = {
    queue: 50,
    retry: 8,
    import_record: 40,
    work: 100,
    download: 30,
    cancel: 5,
    revoke_connection: 4,
    revoke_key: 2,
    revoke_tenant: 2,
    narrow: 4,
    another_key: 4,
    another_app: 6,
    sweep: 4,
    delete: 6,
    stall: 12,
    resume: 16,
    crash: 4,
    jump: 3,
}
