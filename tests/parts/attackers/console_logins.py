"""Logins at the operators' console, each with another name and password."""

import json
import secrets

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head, status
from tests.parts.attackers.wire import connected

PATH = "/api/admin/v1/login"
CALLS_A_CONNECTION = 10


class ConsoleLogins(Attack):
    hands = 4
    every_seconds = 0.5

    async def turn(self, number: int) -> None:
        assert self.target.console_port is not None
        async with connected(self.target, port=self.target.console_port) as wire:
            for _ in range(CALLS_A_CONNECTION):
                body = json.dumps({"operator": secrets.token_hex(6), "password": secrets.token_hex(12)}).encode()
                fields = [
                    ("content-type", "application/json"),
                    ("content-length", str(len(body))),
                    ("x-curae-console", "1"),
                ]
                await wire.send(head(self.target, "POST", PATH, fields) + body)
                self.counts[f"HTTP {await status(wire)}"] += 1
