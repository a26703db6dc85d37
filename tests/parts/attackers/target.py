"""Where the attacks go, and what the attacker has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The public listener. `key` is a real key of an app of the attacker's own; attacks without a key never use it."""

    host: str
    port: int
    key: str = ""
    connection_id: str = ""
    export_id: str = ""
    console_port: int | None = None

    @property
    def authority(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def authorization(self) -> tuple[str, str]:
        return ("authorization", f"Bearer {self.key}")
