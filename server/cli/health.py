"""`curae health`: one part, as a container's health check asks."""

import http.client
import ssl
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.door import LOCAL, address_of
from server.cli.faults import CommandFailed
from server.cli.settings import settings_of
from server.config import Settings

_TIMEOUT_SECONDS = 3.0
_COMMAND_OF_THE_CONTAINER = Path("/proc/1/cmdline")


class Part(StrEnum):
    """The commands that run one, and `up`, which runs them all."""

    SERVE = "serve"
    WORKER = "worker"
    ENVOY = "envoy"
    UP = "up"


_Part = Annotated[Part | None, typer.Argument(help="Which part to ask. Default: the one that this container runs.")]


def health(part: _Part = None, data: DataOption = DEFAULT_DATA) -> None:
    """Ask one part whether it serves, as a container's health check does.

    A server and a worker are asked at CURAE_METRICS_ADDRESS, Envoy at CURAE_ENVOY_ADDRESS. Envoy serves as long as one
    server does. A container's health check runs this without PART.

    Example: curae health worker
    """
    asked = part or _part_of_this_container()
    settings = settings_of(data)
    if asked in (Part.ENVOY, Part.UP):
        _require_ok(settings.envoy_address, "CURAE_ENVOY_ADDRESS", "/healthz", tls=settings.tls_certificate is not None)
    else:
        _require_ok(_metrics_address(settings, asked), "CURAE_METRICS_ADDRESS", "/readyz")


def _part_of_this_container() -> Part:
    try:
        words = _COMMAND_OF_THE_CONTAINER.read_text().split("\0")
    except OSError:
        words = []
    for word in words:
        if word in list(Part):
            return Part(word)
    raise CommandFailed("process 1 is not a part of a deployment; name one: curae health serve")


def _metrics_address(settings: Settings, part: Part) -> str:
    if settings.metrics_address is None:
        raise CommandFailed(f"the {part} says how it is at CURAE_METRICS_ADDRESS, which is not set; set it for both")
    return settings.metrics_address


def _require_ok(text: str, variable: str, path: str, *, tls: bool = False) -> None:
    """Raises CommandFailed."""
    address = address_of(variable, text)
    host = LOCAL.get(address.host, address.host)
    connection = (
        # The certificate names the deployment's public host, not this address; nothing secret is sent.
        http.client.HTTPSConnection(
            host,
            address.port,
            timeout=_TIMEOUT_SECONDS,
            context=ssl._create_unverified_context(),  # noqa: S323  # nosec B323
        )
        if tls
        else http.client.HTTPConnection(host, address.port, timeout=_TIMEOUT_SECONDS)
    )
    try:
        connection.request("GET", path)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as fault:
        raise CommandFailed(f"nobody answers at {host}:{address.port}: {fault}; start it, or wait") from fault
    finally:
        connection.close()
    if status != http.client.OK:
        raise CommandFailed(f"{host}:{address.port}{path} answers {status}; its log says why")
