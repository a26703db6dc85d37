"""Every attack at once, and now and then a database that goes silent and a bucket that stalls."""

import asyncio
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from benchmarks.calls import export, fill
from benchmarks.dataset import records
from benchmarks.soak.calls import Window
from benchmarks.stack import Proxies, Stack
from tests.parts.attackers.catalogue import ATTACKS
from tests.parts.attackers.process import Attackers
from tests.parts.attackers.target import Target

RECORDS = 8_000  # about 8 MB: more than all buffers between the server and a reader that does not read
# Of each minute: when the database's connections go silent, and from when until when the bucket stalls.
SILENT_AT = 0.2
STALLED_FROM, STALLED_UNTIL = 0.6, 0.75
ROUND_SECONDS = 60.0
# So long after its connections went silent a database is felt at most: what docs/security.md promises.
SILENCE_SECONDS = 10.0
SILENT_DATABASE, STALLED_BUCKET = "silent database", "stalled bucket"
EVERYTHING = frozenset({*ATTACKS, SILENT_DATABASE, STALLED_BUCKET})
# One connection in so many comes from the honest callers' own address, the others from these.
ADDRESSES = ("127.0.0.1", *(f"127.0.1.{number}" for number in range(1, 21)))


# What keeps a process so busy that others in it do nothing.
_ALONE = ("many connections", "costly signals", "unread refusals")


def _parties(attacks: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Mapping[str, Any]]]:
    """The attacks that share a process."""
    together = {name: options for name, options in attacks.items() if name not in _ALONE}
    alone = [{name: attacks[name]} for name in _ALONE if name in attacks]
    names = list(together)
    shared = ({name: together[name] for name in names[first::3]} for first in range(3))
    return [*filter(None, shared), *alone]


class Siege:
    """The attackers have an app of their own, with a real key and an export, and many addresses.

    `what`: names of EVERYTHING. `windows`: when the database and the bucket were broken, by their names.
    """

    def __init__(self, stack: Stack, what: Collection[str]) -> None:
        assert stack.proxies is not None
        self._proxies: Proxies = stack.proxies
        self._what = what
        self._attacks: Mapping[str, Mapping[str, Any]] = {name: {} for name in ATTACKS if name in what}
        self._parties: list[Attackers] = []
        self.silenced = 0
        self.windows: dict[str, list[Window]] = {SILENT_DATABASE: [], STALLED_BUCKET: []}
        self.counts: Mapping[str, Mapping[str, int]] = {}
        attacker = stack.new_person()
        fill(stack, attacker, records(RECORDS))
        owned = export(stack, attacker)
        url = urlsplit(stack.rest_url)
        assert url.hostname is not None and url.port is not None
        self._target = Target(
            host=url.hostname,
            port=url.port,
            key=attacker.api_key,
            connection_id=attacker.connection_id,
            export_id=owned.id,
            console_port=urlsplit(stack.console_url).port,
            addresses=ADDRESSES,
        )

    @property
    def processes(self) -> list[int]:
        """The attackers' while they attack."""
        return [attackers.pid for attackers in self._parties]

    async def run(self, seconds: float) -> None:
        """Ends by itself, with every stall over and every silent connection cut."""
        attacks = _parties(self._attacks)
        self._parties = [Attackers(self._target, each, seconds=seconds, least=True) for each in attacks]
        try:
            await self._break_parts(seconds)
        finally:
            self._proxies.bucket.resume()
            for attackers in self._parties:
                await asyncio.to_thread(attackers.stop)
            self.counts = {name: counts for attackers in self._parties for name, counts in attackers.counts.items()}
            self._proxies.database.cut_silent()

    async def _break_parts(self, seconds: float) -> None:
        rounds = max(1, round(seconds / ROUND_SECONDS))
        length = seconds / rounds
        for _ in range(rounds):
            async with asyncio.TaskGroup() as parts:
                parts.create_task(asyncio.sleep(length))
                if SILENT_DATABASE in self._what:
                    parts.create_task(self._silence(SILENT_AT * length))
                if STALLED_BUCKET in self._what:
                    parts.create_task(self._stall(STALLED_FROM * length, STALLED_UNTIL * length))

    async def _silence(self, at: float) -> None:
        await asyncio.sleep(at)
        self.silenced += self._proxies.database.silence()
        now = asyncio.get_running_loop().time()
        self.windows[SILENT_DATABASE].append(Window(began=now, ended=now + SILENCE_SECONDS))

    async def _stall(self, begin: float, end: float) -> None:
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(begin)
        began = clock()
        self._proxies.bucket.stall()
        await asyncio.sleep(end - begin)
        self._proxies.bucket.resume()
        self.windows[STALLED_BUCKET].append(Window(began=began, ended=clock()))

    def rows(self) -> list[tuple[str, str]]:
        """Rows of (what, figure): what each attack counted."""
        return [
            ("database connections that went silent", f"{self.silenced}"),
            ("stalls of the bucket", f"{len(self.windows[STALLED_BUCKET])}"),
            *(
                (f"attack: {name}", ", ".join(f"{what} {count:,}" for what, count in sorted(counts.items())))
                for name, counts in self.counts.items()
            ),
        ]
