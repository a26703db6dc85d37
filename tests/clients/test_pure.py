"""What of the Python SDK needs no service: retries, webhooks, events, lines, settings."""

import hashlib
import hmac
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from curae_sdk import Curae, RetryPolicy, SignatureError, webhooks
from curae_sdk._events import EventDecoder
from curae_sdk._lines import LineSplitter
from curae_sdk._reading import moment, moment_text
from curae_sdk._retry import retry_after_seconds
from curae_sdk.webhooks import unwrap
from hypothesis import given
from hypothesis import strategies as st

from server.domain.webhooks.signature import signature_header

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "whsec_" + "5" * 64
BODY = json.dumps(
    {"id": "e-1", "type": "records.export_ready", "createdAt": "2026-03-01T12:00:00.250000Z", "data": {"exportId": "x"}}
).encode()


@given(st.integers(1, 4), st.floats(0, 1))
def test_delays_grow_and_are_bounded(retry: int, chance: float) -> None:
    policy = RetryPolicy(chance=lambda: chance)
    delay = policy.delay(retry)
    assert delay is not None
    assert 0.75 * 0.5 * 2 ** (retry - 1) <= delay <= 8


def test_retries_end() -> None:
    assert RetryPolicy(max_retries=2).delay(3) is None
    assert RetryPolicy(max_retries=0).delay(1) is None


def test_retry_after_is_obeyed_and_bounded() -> None:
    policy = RetryPolicy(longest_retry_after=60)
    assert policy.delay(1, 40) == 40
    assert policy.delay(1, 61) is None
    assert (policy.delay(1, 0) or 0) > 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("40", 40),
        (" 3 ", 3),
        ("soon", None),
        ("", None),
        ("-1", None),
        ("٣", None),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(header, lambda: NOW) == seconds


def test_a_webhook_of_the_service_is_unwrapped() -> None:
    header = signature_header([SECRET], BODY, NOW)
    event = unwrap(BODY, {"curaeai-signature": header}, SECRET, now=NOW.timestamp())
    assert (event.type, event.data) == ("records.export_ready", {"exportId": "x"})
    assert event.created_at == NOW + timedelta(milliseconds=250)


def test_either_secret_verifies_while_one_is_rotated() -> None:
    header = signature_header(["whsec_old", SECRET], BODY, NOW)
    for secret in ("whsec_old", SECRET):
        assert unwrap(BODY, {"CuraeAI-Signature": header}, secret, now=NOW.timestamp()).id == "e-1"


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_replay_is_refused(seconds: int) -> None:
    header = signature_header([SECRET], BODY, NOW)
    with pytest.raises(SignatureError, match="replay"):
        unwrap(BODY, {"CuraeAI-Signature": header}, SECRET, now=NOW.timestamp() + seconds)


@pytest.mark.parametrize("body", [BODY + b" ", b"", b"{}"])
def test_another_body_is_refused(body: bytes) -> None:
    header = signature_header([SECRET], BODY, NOW)
    with pytest.raises(SignatureError, match="no signature matches"):
        unwrap(body, {"CuraeAI-Signature": header}, SECRET, now=NOW.timestamp())


@given(st.text(max_size=200))
def test_any_header_is_read_or_refused(header: str) -> None:
    with pytest.raises(SignatureError):
        webhooks.verify(BODY, header, SECRET)


def test_a_signed_body_that_is_no_event_is_refused() -> None:
    body = b'{"x":1}'
    sent = int(NOW.timestamp())
    value = hmac.new(SECRET.encode(), f"{sent}.".encode() + body, hashlib.sha256).hexdigest()
    with pytest.raises(SignatureError, match="not an event"):
        unwrap(body, {"CuraeAI-Signature": f"t={sent},v1={value}"}, SECRET, now=float(sent))
    with pytest.raises(SignatureError, match="missing"):
        unwrap(body, {}, SECRET)


@given(st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=20), st.integers(1, 9))
def test_lines_survive_any_chunks(lines: list[bytes], size: int) -> None:
    content = b"".join(line + b"\n" for line in lines)
    splitter = LineSplitter()
    found = [line for at in range(0, len(content), size) for line in splitter.feed(content[at : at + size])]
    assert found == lines
    assert splitter.unfinished_bytes == 0


def test_events_are_decoded_and_comments_skipped() -> None:
    decoder = EventDecoder()
    text = ": keep-alive\n\nid: READY\ndata: {\ndata:  }\n\nevent: x\n\n"
    assert [data for line in text.splitlines() for data in decoder.feed(line)] == ["{\n }"]


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_survive(value: datetime) -> None:
    assert moment(moment_text(value)) == value


def test_times_of_other_forms_are_read() -> None:
    assert moment("2026-03-01T13:00:00.123456789+01:00") == NOW.replace(microsecond=123456)
    assert moment("2026-03-01T12:00:00.5Z") == NOW.replace(microsecond=500_000)
    with pytest.raises(ValueError, match="zone"):
        moment_text(datetime(2026, 3, 1))


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://localhost.evil.example", "unencrypted"),
        ("http://127.0.0.1.evil.example:80", "unencrypted"),
        ("http://10.0.0.1", "unencrypted"),
        ("https://user:secret@api.example.org", "password"),
        ("ftp://api.example.org", "origin"),
        ("api.example.org", "origin"),
        ("", "origin"),
    ],
)
def test_a_base_url_that_would_give_the_key_away_is_refused(url: str, word: str) -> None:
    with pytest.raises(ValueError, match=word) as refused:
        Curae(api_key="cae_test_x", base_url=url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://localhost:1", "http://[::1]:1", "http://127.0.0.2", "https://a.example/"])
def test_this_machine_and_https_are_taken(url: str) -> None:
    Curae(api_key="cae_test_x", base_url=url).close()


@pytest.mark.parametrize("key", ["", "a b", "a\nb", "ä"])
def test_what_is_no_key_is_refused_without_its_text(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CURAE_API_KEY", raising=False)
    with pytest.raises(ValueError, match="API key"):
        Curae(api_key=key, base_url="https://a.example")


def test_it_runs_on_nothing_but_httpx() -> None:
    """No module of the server, or of its dependencies, is needed."""
    others = "('server', 'grpc', 'pydantic', 'curae')"
    code = f"import curae_sdk, sys; print([each for each in sys.modules if each.split('.')[0] in {others}])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
