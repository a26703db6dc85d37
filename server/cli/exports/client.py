"""Where the client calls, as whom, and the channel to it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from server.cli.data_folder import DEFAULT_DATA
from server.cli.door import bracketed
from server.cli.faults import CommandFailed
from server.cli.up.run_file import read_run_file
from server.domain.addresses import loopback_address

TargetOption = Annotated[
    str | None,
    typer.Option(
        "--target",
        envvar="CURAE_TARGET",
        metavar="HOST:PORT",
        help="The server, or https://HOST:PORT for TLS; default: the stack that runs on --data.",
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
InsecureOption = Annotated[bool, typer.Option("--insecure", help="Send the key without TLS to another machine.")]

_MAX_MESSAGE_BYTES = 16 << 20
_TARGET_RULE = "--target must be HOST:PORT, or https://HOST:PORT for TLS"
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The stubs, and the metadata of every call."""

    records: Any
    signals: Any
    metadata: tuple[tuple[str, str], ...]

    def answer(self, method: Any, request: Any, *metadata: tuple[str, str]) -> Any:
        """The answer of a unary method that is safe to repeat. Raises grpc.RpcError."""
        import grpc  # noqa: PLC0415 - see `connect`

        from server.cli.exports.retry import pause_after  # noqa: PLC0415

        failures = 0
        while True:
            try:
                return method(request, metadata=(*self.metadata, *metadata))
            except grpc.RpcError as fault:
                failures += 1
                time.sleep(pause_after(fault, failures, had_answers=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    host: str
    port: int
    tls: bool

    @classmethod
    def parse(cls, text: str) -> "Target":
        """Reads `host:port` or a URL of http or https. Raises CommandFailed."""
        try:
            parts = urlsplit(text if "://" in text else f"http://{text}")
            port = parts.port or _DEFAULT_PORTS[parts.scheme]
        except (KeyError, ValueError):
            raise CommandFailed(_TARGET_RULE) from None
        has_more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
        if not parts.hostname or has_more:
            raise CommandFailed(_TARGET_RULE)
        return cls(host=parts.hostname, port=port, tls=parts.scheme == "https")

    @property
    def is_this_machine(self) -> bool:
        return loopback_address(self.host) is not None

    @property
    def address(self) -> str:
        """What to connect to. Without TLS it is the address that was found to be this machine, so no name is looked up.

        With TLS the name stays: the certificate is checked against it.
        """
        host = self.host if self.tls else loopback_address(self.host) or self.host
        return f"{bracketed(host)}:{self.port}"


@contextmanager
def connect(
    target: str | None, data: Path | None = None, ca_file: Path | None = None, *, insecure: bool = False
) -> Iterator[Api]:
    """The API, with the key of CURAE_API_KEY, or else that of the demo which runs on the folder.

    Raises CommandFailed where there is no target or no key, for a key that would travel in clear, and for what a call
    fails with.
    """
    folder = data or DEFAULT_DATA
    where = Target.parse(target or str(read_run_file(folder)["grpcTarget"]))
    key = os.environ.get("CURAE_API_KEY") or (None if target else read_run_file(folder).get("apiKey"))
    if not key:
        raise CommandFailed(
            "no API key; set CURAE_API_KEY (create one with: curae keys create). Only a demo that curae up --demo"
            " runs on --data needs none"
        )
    if not (key.isascii() and key.isprintable()):
        raise CommandFailed(
            "CURAE_API_KEY is not an API key: it contains characters that keys do not have; copy it again"
        )
    if not (where.tls or where.is_this_machine or insecure):
        raise CommandFailed(
            f"{where.host} is not a loopback address, and without TLS the network can read the key;"
            " give --target https://HOST:PORT, or --insecure to send it anyway"
        )
    # Here, because gRPC is slow to import, and the commands beside those that call a server need none of it.
    import grpc  # noqa: PLC0415
    from curae.sdk.v1 import records_pb2_grpc, signals_pb2_grpc  # noqa: PLC0415

    from server.cli.grpc_faults import describe_rpc_error  # noqa: PLC0415

    with _channel(where, ca_file) as channel:
        records = records_pb2_grpc.RecordsServiceStub(channel)  # type: ignore[no-untyped-call]
        signals = signals_pb2_grpc.SignalsServiceStub(channel)  # type: ignore[no-untyped-call]
        try:
            yield Api(records=records, signals=signals, metadata=(("authorization", f"Bearer {key}"),))
        except grpc.RpcError as fault:
            raise CommandFailed(describe_rpc_error(fault)) from fault


def _channel(target: Target, ca_file: Path | None) -> Any:
    import grpc  # noqa: PLC0415 - see above

    options = [("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES)]
    if not target.tls:
        # A proxy of the environment would read the key.
        return grpc.insecure_channel(target.address, options=[*options, ("grpc.enable_http_proxy", 0)])
    roots = ca_file.read_bytes() if ca_file else None
    return grpc.secure_channel(target.address, grpc.ssl_channel_credentials(roots), options=options)
