"""Ports that `curae up` listens on."""

import socket

from server.cli.faults import CommandFailed
from server.envoy.settings import Address


def require_free(address: Address, option: str) -> None:
    """Raises CommandFailed naming the port where something else listens on it. Port 0 is always free."""
    try:
        with _bound(address, socket.SO_REUSEADDR):
            return
    except OSError as fault:
        raise CommandFailed(_refusal(address, option, fault)) from fault


def reserve(address: Address, option: str) -> tuple[socket.socket, Address]:
    """Holds a port for Envoy or for several servers, and a free one for port 0, until the socket is closed.

    They listen with SO_REUSEPORT, so they share the port with this socket, which never listens; without it two
    deployments that start at once could pick the same free port, and the kernel would deal their callers out between
    them.
    Raises CommandFailed.
    """
    require_free(address, option)
    try:
        holder = _bound(address, socket.SO_REUSEPORT)
    except OSError as fault:
        raise CommandFailed(_refusal(address, option, fault)) from fault
    return holder, Address(host=address.host, port=holder.getsockname()[1])


def _bound(address: Address, reuse: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    holder = socket.socket(family, socket.SOCK_STREAM)
    try:
        holder.setsockopt(socket.SOL_SOCKET, reuse, 1)
        holder.bind((address.host, address.port))
        # Without listening, a bind with SO_REUSEADDR does not notice other sockets of that kind.
        if reuse == socket.SO_REUSEADDR:
            holder.listen(1)
    except OSError:
        holder.close()
        raise
    return holder


def _refusal(address: Address, option: str, fault: OSError) -> str:
    where = f"port {address.port} on {address.host}"
    remedy = f"choose another with {option}, or {option} 0 for a free one"
    if isinstance(fault, PermissionError):
        return f"{where} needs privileges; {remedy}"
    if fault.errno is not None and fault.strerror == "Address already in use":
        return f"{where} is in use; stop what listens there, {remedy}"
    return f"{where} cannot be used: {fault.strerror}; {remedy}"
