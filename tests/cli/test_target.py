"""Where the command line sends its key without TLS: to this machine alone, and to no proxy."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.cli.exports.client import Target
from server.cli.faults import CommandFailed
from server.domain.addresses import loopback_address
from tests.parts.command import environment_of, run_curae

KEY = "cae_live_abcdefghijklmnopqrstuvwxyz"
ELSEWHERE = [
    "localhost.evil.example:1",
    "127.evil.example:1",
    "127.0.0.1.evil.example:1",
    "127.0.0.1:1@evil.example:1",
    "http://localhost@evil.example:1",
    "http://localhost:1@evil.example:1",
    "[::1:2]:1",
    "[::127.0.0.1]:1",
    "0.0.0.0:1",
    "[::]:1",
    "127.1:1",
    "2130706433:1",
    "0x7f000001:1",
    "0177.0.0.1:1",
    "localhost.:1",
    "ip6-localhost:1",
    "\uff11\uff12\uff17.0.0.1:1",
    "dns:///localhost:1",
]
HERE = {
    "localhost:1": "127.0.0.1:1",
    "LOCALHOST:1": "127.0.0.1:1",
    "127.0.0.1:1": "127.0.0.1:1",
    "127.8.9.10:1": "127.8.9.10:1",
    "[::1]:1": "[::1]:1",
    "http://localhost:1/": "127.0.0.1:1",
    "[::ffff:127.0.0.1]:1": "[::ffff:7f00:1]:1",
}


@contextmanager
def counting_connections() -> Iterator[tuple[int, list[bytes]]]:
    """A port, and what came to it."""
    came: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    came.append(connection.recv(65_536))

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield server.getsockname()[1], came
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("target", ["localhost.evil.example:1", "127.0.0.1:1@evil.example:1", "127.1:1"])
def test_no_other_machine_gets_the_key_in_clear(target: str, tmp_path: Path) -> None:
    ran = run_curae("exports", "list", "--target", target, environment=environment_of(tmp_path, CURAE_API_KEY=KEY))
    assert ran.returncode == 1
    assert b"without TLS the network can read the key" in ran.stderr or b"--target must be HOST:PORT" in ran.stderr
    assert b"Traceback" not in ran.stderr and KEY.encode() not in ran.stderr


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_spelling_makes_another_machine_this_one(target: str) -> None:
    try:
        assert not Target.parse(target).is_this_machine
    except CommandFailed as refused:
        assert "--target must be" in str(refused)


@pytest.mark.parametrize("target", HERE)
def test_this_machine_is_called_by_the_address_that_was_checked(target: str) -> None:
    """So that no answer of a name server counts afterwards."""
    parsed = Target.parse(target)
    assert (parsed.is_this_machine, parsed.address) == (True, HERE[target])


def test_a_name_stays_where_its_certificate_is_checked() -> None:
    assert Target.parse("https://localhost:1").address == "localhost:1"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_no_proxy_of_the_environment_gets_the_key(host: str, tmp_path: Path) -> None:
    with counting_connections() as (port, to_server), counting_connections() as (proxy, to_proxy):
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "grpc_proxy"), f"http://127.0.0.1:{proxy}")
        environment = environment_of(tmp_path, CURAE_API_KEY=KEY, **proxies)
        assert run_curae("exports", "list", "--target", f"{host}:{port}", environment=environment).returncode == 1
    assert to_server and to_proxy == []


@pytest.mark.parametrize(
    "target", ["[::1:1", "127.0.0.1:99999", "127.0.0.1:x", "", "http://", "https://h:1/path", "h:1?q"]
)
def test_a_target_that_is_none_is_one_clear_line(target: str, tmp_path: Path) -> None:
    environment = environment_of(tmp_path, CURAE_API_KEY=KEY, CURAE_DATA=str(tmp_path / "none"))
    ran = run_curae("exports", "list", "--target", target, environment=environment)
    assert ran.returncode == 1
    assert ran.stderr.count(b"\n") == 1 and ran.stderr.startswith(b"curae: ")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "::ffff:127.0.0.9", "localhost"])
def test_loopback_by_its_spelling(host: str) -> None:
    assert loopback_address(host) is not None


@pytest.mark.parametrize("host", ["10.0.0.1", "128.0.0.1", "::2", "localhost6", "", "127.0.0.1 ", "fe80::1", "1::1"])
def test_not_loopback_by_its_spelling(host: str) -> None:
    assert loopback_address(host) is None
