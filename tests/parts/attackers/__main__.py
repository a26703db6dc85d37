"""Runs attacks until their time is up, their turns are done or standard input ends; prints their counts as JSON."""

import argparse
import asyncio
import json
import resource
import sys

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.catalogue import ATTACKS
from tests.parts.attackers.target import Target

REPORT_EVERY_SECONDS = 0.25
OPEN_FILES = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.parts.attackers", description=__doc__)
    parser.add_argument("--seconds", type=float, required=True)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, most), most))
    order = json.loads(sys.stdin.readline())
    target = Target(**order["target"])
    attacks = {name: ATTACKS[name](target, **options) for name, options in order["attacks"].items()}
    asyncio.run(_run(attacks, parser.parse_args().seconds))


async def _run(attacks: dict[str, Attack], seconds: float) -> None:
    told = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), told.set)
    for attack in attacks.values():
        attack.start()
    reporting = asyncio.create_task(_report(attacks))
    ends = asyncio.create_task(told.wait()), asyncio.create_task(_all_done(attacks))
    await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in (reporting, *ends):
        task.cancel()
    for attack in attacks.values():
        await attack.stop()
    _say(attacks)


async def _all_done(attacks: dict[str, Attack]) -> None:
    for attack in attacks.values():
        await attack.done()


async def _report(attacks: dict[str, Attack]) -> None:
    while True:
        _say(attacks)
        await asyncio.sleep(REPORT_EVERY_SECONDS)


def _say(attacks: dict[str, Attack]) -> None:
    print(json.dumps({name: attack.counts for name, attack in attacks.items()}), flush=True)


if __name__ == "__main__":
    main()
