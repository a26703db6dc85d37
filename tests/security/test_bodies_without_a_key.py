"""What a body costs Envoy: nothing without a key, and with one a time that grows with its bytes alone."""

import contextlib
import secrets
import socket
import threading
import time
from collections.abc import Callable

import httpx
import psutil
import pytest

from server.limits import MAX_BATCH_BODY_BYTES
from tests.parts.attackers.made_up_key import made_up_key
from tests.parts.in_process import Stack, serving
from tests.parts.processes import port_of
from tests.rest.echo_door import WITH_KEY, EchoDoor, envoy

BATCH = "/api/sdk/v1/signals:batch"
MIB = 1 << 20
LARGEST_BYTES = MAX_BATCH_BODY_BYTES - 1024  # and the envelope of a batch
WITHIN_SECONDS = 60
# What read as one value each costs the most, by the old reader or by this one.
UNITS = {
    "too large": b"9e99,",
    "a NUL": b'"\\u0000",',
    "an integer": b"1,",
    "a fraction": b"-1.5e+3,",
    "at a double's limit": b"1e-323,",
    "short strings": b'"a",',
    "escapes": b'"\\n\\n\\n\\n\\u00e9",',
    "two-byte characters": '"aé",'.encode(),
    "small objects": b'{"a":1},',
    "empty arrays": b"[],",
    "deep arrays": b"[" * 20 + b"]" * 20 + b",",
    "spaces": b"1 , ",
}


def bomb(unit: bytes, size_bytes: int) -> bytes:
    """A batch of one signal, full of the unit, and refused at its very end: the transcoder never sees it."""
    inner = unit * (size_bytes // len(unit))
    return b'{"items":[{"signal":{"connectionId":"x","payload":{"a":[' + inner + b"1]}}}]}!"


def processor_seconds(door: EchoDoor, act: Callable[[], None]) -> float:
    """What Envoy itself spends."""
    process = psutil.Process(door.pid)

    def spent() -> float:
        times = process.cpu_times()
        return times.user + times.system

    before = spent()
    act()
    return spent() - before


def cost(door: EchoDoor, client: httpx.Client, unit: bytes, size_bytes: int) -> float:
    body = bomb(unit, size_bytes)

    def send() -> None:
        for _ in range(2):  # each with another key: a key rests after a large body
            headers = {"content-type": "application/json", "authorization": f"Bearer {made_up_key()}"}
            answer = client.post(BATCH, content=body, headers=headers)
            assert answer.status_code == 400

    return processor_seconds(door, send)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_with_a_key_the_cost_is_that_of_plain_text(echo: EchoDoor, unit: bytes) -> None:
    plain = b'"' + b"x" * 1000 + b'",'
    with httpx.Client(base_url=echo.url, timeout=WITHIN_SECONDS) as client:
        cost(echo, client, unit, MIB)  # Lua compiles its loops
        baseline = cost(echo, client, plain, LARGEST_BYTES)
        small, large = (cost(echo, client, unit, size) for size in (LARGEST_BYTES // 4, LARGEST_BYTES))
    # /proc counts in hundredths of a second.
    assert large <= 8 * baseline + 0.1
    assert large <= 8 * small + 0.2


def test_a_key_rests_after_a_large_body(echo: EchoDoor) -> None:
    body = bomb(b'"a",', LARGEST_BYTES)
    headers = {"content-type": "application/json", "authorization": f"Bearer {made_up_key()}"}
    other = headers | {"authorization": f"Bearer {made_up_key()}"}
    with httpx.Client(base_url=echo.url, timeout=WITHIN_SECONDS) as client:  # one connection: one thread of Envoy
        assert client.post(BATCH, content=body, headers=headers).status_code == 400
        refused = client.post(BATCH, content=b"{" + b" " * MIB * 2, headers=headers)
        assert refused.status_code == 429
        assert 8 <= int(refused.headers["retry-after"]) <= 16  # 4 * 4 s, of which some have passed
        assert client.post(BATCH, content=b"{" + b" " * (MIB - 1), headers=headers).status_code == 400, "is not large"
    with httpx.Client(base_url=echo.url, timeout=WITHIN_SECONDS) as client:
        assert client.post(BATCH, content=b"{}", headers=headers).status_code != 429
        assert client.post(BATCH, content=body, headers=other).status_code == 400


def test_many_names_are_refused(echo: EchoDoor) -> None:
    members = ",".join(f'"k{number}":1' for number in range(100_000))
    body = f'{{"items":[{{"signal":{{"payload":{{{members}}}}}}}]}}'
    with httpx.Client(base_url=echo.url, headers=WITH_KEY, timeout=WITHIN_SECONDS) as client:
        answer = client.post(BATCH, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert "one name too many" in answer.json()["detail"]


@pytest.mark.parametrize("key", ["", "Bearer x", "Bearer cae_live_" + "a" * 52], ids=["none", "odd", "unknown"])
def test_without_a_key_the_body_is_not_read(sqlite_stack: Stack, key: str) -> None:
    head = f"POST {BATCH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {20 * MIB}\r\n"
    head += f"Authorization: {key}\r\n\r\n" if key else "\r\n"
    with serving(sqlite_stack) as address, envoy(port_of(address)) as door:
        listen = door.settings.listen
        with socket.create_connection((listen.host, listen.port), WITHIN_SECONDS) as peer:
            peer.sendall(head.encode())
            answer = peer.recv(1 << 16)
    assert answer.startswith(b"HTTP/1.1 401 ")


def test_bombs_without_a_key_hold_nothing(sqlite_stack: Stack) -> None:
    app = sqlite_stack.new_app()
    body = bomb(b"9e99,", 20 * MIB)
    with serving(sqlite_stack) as address, envoy(port_of(address)) as door:
        process = psutil.Process(door.pid)
        before = process.memory_info().rss

        def attack() -> None:
            for key in ("", f"Bearer cae_live_{secrets.token_hex(8)}", "Bearer cae_live_" + "b" * 52):
                headers = {"content-type": "application/json"} | ({"authorization": key} if key else {})
                # The connection may end while the rest is being sent.
                with contextlib.suppress(httpx.WriteError, httpx.ReadError):
                    answer = httpx.post(f"{door.url}{BATCH}", content=body, headers=headers, timeout=WITHIN_SECONDS)
                    assert answer.status_code in {401, 429}  # 429: beyond what Envoy reads ahead for one address

        def all_at_once() -> None:
            threads = [threading.Thread(target=attack) for _ in range(4)]
            for thread in threads:
                thread.start()
            slowest = 0.0
            while any(thread.is_alive() for thread in threads):
                started = time.monotonic()
                assert httpx.get(f"{door.url}/healthz", timeout=WITHIN_SECONDS).status_code == 200
                slowest = max(slowest, time.monotonic() - started)
                answer = httpx.get(f"{door.url}/api/sdk/v1/records/exports", headers=dict([app.authorization]))
                assert answer.status_code == 200
            assert slowest < WITHIN_SECONDS / 4

        # Twelve bodies of 20 MB took the old Lua 300 s.
        assert processor_seconds(door, all_at_once) < 10
        assert process.memory_info().rss - before < 200 * MIB
