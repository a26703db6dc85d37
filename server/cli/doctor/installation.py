"""What a package, an image or an orchestrator has to give: libraries, files, a place to write, names, time to drain."""

import os
import socket
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from server.cli.doctor.finding import Finding, fail, ok, warn
from server.cli.door import address_of
from server.config import Settings
from server.domain.addresses import loopback_address
from server.shipped import shipped

# Packages with code for this machine: without a library of the system they cannot be loaded.
_NATIVE = ("grpc", "jsonschema_rs", "obstore", "orjson", "protovalidate", "psycopg", "re2")
_SHIPPED = (
    "envoy.yaml",
    "gen/descriptors.binpb",
    "gen/openapi.json",
    "gen/rest_rules.lua",
    "gen/admin/descriptors.binpb",
)
# Envoy asks each server once a second how it is, and gives up on it after two answers.
_LEAST_DRAIN_SECONDS = 2.5


def installation() -> Iterator[Finding]:
    check = "installation"
    faults = [f"{name}: {fault}" for name, fault in ((name, _fault_of(name)) for name in _NATIVE) if fault is not None]
    if faults:
        remedy = "install the system's library that it names (Debian: libstdc++6), or the package again"
        yield fail(check, f"cannot be loaded: {'; '.join(faults)}", remedy)
    missing = [path for path in _SHIPPED if not shipped(path).is_file()]
    if missing:
        yield fail(check, f"files are missing: {', '.join(missing)}", "pip install --force-reinstall curae")
    if not faults and not missing:
        yield ok(check, f"every package can be loaded, and every file is there, below {shipped('server')}")


def _fault_of(module: str) -> str | None:
    try:
        import_module(module)
    except ImportError as fault:
        return str(fault)
    return None


def data_folder(folder: Path) -> Finding:
    """It changes nothing, so it asks: a mount that is read-only says so to root, too."""
    place = next((each for each in (folder, *folder.parents) if each.exists()), Path("/"))
    if os.access(place, os.W_OK):
        return ok("data folder", str(folder))
    user = f"user {os.geteuid()}"
    return fail("data folder", f"{place} is not writable for {user}", f"mount a volume there that belongs to {user}")


def servers(settings: Settings) -> Iterator[Finding]:
    """The names that Envoy looks its servers up by."""
    hosts = [address_of("CURAE_GRPC_ADDRESS", each.strip()).host for each in settings.grpc_address.split(",")]
    unknown = [host for host in dict.fromkeys(hosts) if not _is_known(host)]
    if unknown:
        remedy = "mend CURAE_GRPC_ADDRESS, or start the servers: a headless Service has no address before one is ready"
        yield fail("servers", f"no address is known for {', '.join(unknown)}", remedy)
    if all(loopback_address(host) for host in hosts):
        return
    if settings.drain_seconds < _LEAST_DRAIN_SECONDS:
        detail = f"CURAE_DRAIN_SECONDS={settings.drain_seconds:g} ends a server before Envoy knows that it goes"
        yield warn("servers", detail, "set it to 3 or more")
    if all(loopback_address(each.strip().partition("/")[0]) for each in settings.trusted_proxies.split(",")):
        yield warn(
            "servers",
            "CURAE_TRUSTED_PROXIES names this machine alone: to the servers, every caller has Envoy's address",
            "set it to the network that the Envoys are in",
        )


def _is_known(host: str) -> bool:
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        return False
    return True
