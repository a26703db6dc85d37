"""Seeded draws of the values that payloads are made of."""

import random
import string
import uuid
from collections.abc import Sequence
from typing import Any

Payload = dict[str, object]


class Draws(random.Random):
    """A `random.Random` with the vocabulary of telemetry."""

    def pick(self, *choices: Any) -> Any:
        return self.choice(choices)

    def num(self, least: float, most: float, places: int = 2) -> float:
        return round(self.uniform(least, most), places)

    def ints(self, least: int, most: int, count: int) -> list[int]:
        return [self.randint(least, most) for _ in range(count)]

    def digits(self, count: int) -> str:
        return "".join(self.choices(string.digits, k=count))

    def upper(self, count: int) -> str:
        return "".join(self.choices(string.ascii_uppercase + string.digits, k=count))

    def mixed(self, count: int) -> str:
        return "".join(self.choices(string.ascii_letters + string.digits, k=count))

    def hexa(self, count: int) -> str:
        return "".join(self.choices("0123456789abcdef", k=count))

    def uuid(self) -> str:
        return str(uuid.UUID(int=self.getrandbits(128), version=4))

    def day(self) -> str:
        return f"202{self.randint(3, 6)}-{self.randint(1, 12):02}-{self.randint(1, 28):02}"

    def clock(self) -> str:
        return f"{self.randint(0, 23):02}:{self.randint(0, 59):02}:{self.randint(0, 59):02}"

    def at(self) -> str:
        return f"{self.day()}T{self.clock()}{self.pick('Z', '+02:00', '-05:00', '.000', '.123Z', '.000+00:00')}"

    def epoch(self) -> int:
        return self.randint(1_680_000_000, 1_790_000_000)

    def millis(self) -> int:
        return self.epoch() * 1_000 + self.randint(0, 999)

    def version(self) -> str:
        return ".".join(str(self.randint(0, 40)) for _ in range(self.randint(2, 4)))

    def series(self, alphabet: str, count: int) -> str:
        return "".join(self.choices(alphabet, k=count))

    def some(self, choices: Sequence[str], least: int, most: int) -> list[str]:
        return [self.choice(choices) for _ in range(self.randint(least, most))]
