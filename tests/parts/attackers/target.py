"""Where the attacks go, and what the attacker has."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The public listener. `key` is a real key of an app of the attacker's own; attacks without a key never use it.

    `addresses`: the attacker's own, in turn for each connection.
    """

    host: str
    port: int
    key: str = ""
    connection_id: str = ""
    export_id: str = ""
    console_port: int | None = None
    addresses: Sequence[str] = ("127.0.0.1",)

    @property
    def authority(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def authorization(self) -> tuple[str, str]:
        return ("authorization", f"Bearer {self.key}")
