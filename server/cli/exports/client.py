"""Where the client calls, as whom, and the channel to it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import grpc
import typer
from curae.sdk.v1 import records_pb2_grpc

from server.cli.deployment import DEFAULT_DATA
from server.cli.faults import CommandFailed
from server.cli.up.run_file import read_run_file

TargetOption = Annotated[
    str | None,
    typer.Option(
        "--target",
        envvar="CURAE_TARGET",
        metavar="HOST:PORT",
        help="The server, or https://HOST:PORT for TLS; default: what runs on --data.",
    ),
]
DataOption = Annotated[
    Path, typer.Option("--data", envvar="CURAE_DATA", metavar="DIR", help="Folder of a running curae up.")
]
CaFileOption = Annotated[
    Path | None,
    typer.Option(
        "--ca-file", envvar="CURAE_CA_FILE", exists=True, dir_okay=False, help="PEM roots to trust, with https."
    ),
]
InsecureOption = Annotated[
    bool, typer.Option("--insecure", help="Send the key in clear to another machine than this one.")
]

_MAX_MESSAGE_BYTES = 16 << 20
_LOOPBACK = ("127.", "localhost", "::1")
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The stub, and what every call carries."""

    records: Any
    metadata: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    address: str
    tls: bool

    @classmethod
    def parse(cls, text: str) -> "Target":
        """Reads `host:port` or a URL of http or https. Raises CommandFailed."""
        parts = urlsplit(text if "://" in text else f"http://{text}")
        try:
            port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
        except ValueError:
            port = None
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or not port or parts.path not in ("", "/"):
            raise CommandFailed("--target must be HOST:PORT, or https://HOST:PORT for TLS")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return cls(address=f"{host}:{port}", tls=parts.scheme == "https")

    @property
    def is_this_machine(self) -> bool:
        return self.address.lstrip("[").startswith(_LOOPBACK)


@contextmanager
def connect(
    target: str | None, data: Path | None = None, ca_file: Path | None = None, *, insecure: bool = False
) -> Iterator[Api]:
    """The API, with the key of CURAE_API_KEY or, where the folder's own demo is called, that of run.json.

    Raises CommandFailed where there is no target or no key, and for a key that would travel in clear.
    """
    folder = data or DEFAULT_DATA
    where = Target.parse(target or str(read_run_file(folder)["grpcTarget"]))
    key = os.environ.get("CURAE_API_KEY") or (None if target else read_run_file(folder).get("apiKey"))
    if not key:
        raise CommandFailed("no API key; set CURAE_API_KEY (curae keys create makes one)")
    if not (where.tls or where.is_this_machine or insecure):
        raise CommandFailed("the key would travel in clear; give --target https://HOST:PORT, or --insecure if it may")
    with _channel(where, ca_file) as channel:
        stub = records_pb2_grpc.RecordsServiceStub(channel)  # type: ignore[no-untyped-call]
        yield Api(records=stub, metadata=(("authorization", f"Bearer {key}"),))


def _channel(target: Target, ca_file: Path | None) -> Any:
    options = [("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES)]
    if not target.tls:
        return grpc.insecure_channel(target.address, options=options)
    roots = ca_file.read_bytes() if ca_file else None
    return grpc.secure_channel(target.address, grpc.ssl_channel_credentials(roots), options=options)
