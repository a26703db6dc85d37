"""One POST over the network: where it goes, where it never goes, and that it ends."""

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.domain.webhooks.endpoint import DeliveryError, Outcome
from server.webhooks.sender import Sender
from tests.parts.eventually import patience
from tests.parts.receiver import Answer, Received, dripping, endless, hanging_up, held_by, raw, receiving, status

PUBLIC = "2e00::1"  # global unicast that is given to nobody
PATIENCE_SECONDS = 30


class Names:
    """A name server that gives its answers in turn, the last one for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append((host, port))
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


def sender(names: Names | None = None, *, seconds: float = 10, allow_private: bool = True) -> Sender:
    options: dict[str, Any] = {} if names is None else {"resolve": names}
    return Sender(timeout_seconds=seconds, allow_private=allow_private, **options)


async def post(to: Sender, url: str) -> Outcome:
    async with asyncio.timeout(patience(PATIENCE_SECONDS)):
        return await to.post(url, {"CuraeAI-Event-Id": "e"}, b'{"a":1}')


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


async def test_posts_the_body_and_reads_the_status() -> None:
    with receiving(status(201)) as receiver:
        assert await post(sender(), receiver.url + "?a=b%20c") == Outcome(status=201)
        (request,) = receiver.received
    assert (request.path, request.body) == ("/hooks?a=b%20c", b'{"a":1}')
    assert request.headers["curaeai-event-id"] == "e"
    assert request.headers["host"] == receiver.url.split("/")[2]


@pytest.mark.parametrize("code", [400, 404, 410, 429, 500, 503])
async def test_other_answers_are_not_taken_for_deliveries(code: int) -> None:
    with receiving(status(code)) as receiver:
        assert await post(sender(), receiver.url) == Outcome(status=code, error=DeliveryError.HTTP_STATUS)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(code: int) -> None:
    with receiving() as secret, receiving(status(code, Location=secret.url)) as receiver:
        assert await post(sender(), receiver.url) == Outcome(status=code, error=DeliveryError.HTTP_STATUS)
    assert secret.connections == 0


async def test_a_receiver_that_never_answers_costs_the_timeout(stop: threading.Event) -> None:
    for answer in (held_by(stop), dripping(stop)):
        with receiving(answer) as receiver:
            assert await post(sender(seconds=0.5), receiver.url) == Outcome(error=DeliveryError.TIMEOUT)
            stop.set()
        stop.clear()


async def test_a_receiver_that_accepts_no_tls_costs_the_timeout() -> None:
    with receiving() as receiver:  # it waits for a request line, we for its handshake
        url = receiver.url.replace("http:", "https:")
        assert (await post(sender(seconds=0.5), url)).error in (DeliveryError.TIMEOUT, DeliveryError.TLS_FAILED)


async def test_an_endless_answer_is_not_read() -> None:
    with receiving(endless) as receiver:
        assert await post(sender(), receiver.url) == Outcome(status=200)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (hanging_up, DeliveryError.INVALID_RESPONSE),
        (raw(b"220 mail.example ESMTP\r\n"), DeliveryError.INVALID_RESPONSE),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000), DeliveryError.INVALID_RESPONSE),
    ],
    ids=["hangs up", "no HTTP", "endless header"],
)
async def test_what_is_no_answer_is_named(answer: Answer, error: DeliveryError) -> None:
    with receiving(answer) as receiver:
        assert (await post(sender(), receiver.url)).error in (error, DeliveryError.CONNECTION_FAILED)


async def test_nothing_that_listens_is_named() -> None:
    with receiving() as receiver:
        url = receiver.url
    assert await post(sender(), url) == Outcome(error=DeliveryError.CONNECTION_FAILED)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 64 + ".example"])
async def test_a_name_that_nobody_knows_is_named(host: str) -> None:
    assert await post(sender(), f"https://{host}/") == Outcome(error=DeliveryError.NAME_NOT_RESOLVED)
    assert await sender().check(f"https://{host}/") is DeliveryError.NAME_NOT_RESOLVED


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "0"]
)
async def test_no_spelling_of_this_machine_is_called(host: str) -> None:
    """The C library takes more forms of an address than a URL's grammar has: what it makes of them is what counts."""
    with receiving() as receiver:
        url = f"http://{host}:{receiver.url.split(':')[2]}"
        guarded = sender(allow_private=False)
        assert await guarded.check(url) is DeliveryError.ADDRESS_REFUSED
        assert await post(guarded, url) == Outcome(error=DeliveryError.ADDRESS_REFUSED)
    assert receiver.connections == 0


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["169.254.169.254"], ["::ffff:127.0.0.1"], ["fd00::1"], [PUBLIC, "127.0.0.1"]]
)
async def test_a_name_that_leads_inside_is_not_called(addresses: list[str]) -> None:
    with receiving(host="app.example") as receiver:
        guarded = sender(Names(addresses), allow_private=False)
        assert await post(guarded, receiver.url) == Outcome(error=DeliveryError.ADDRESS_REFUSED)
        assert await guarded.check(receiver.url) is DeliveryError.ADDRESS_REFUSED
    assert receiver.connections == 0


async def test_a_name_that_changes_its_mind_is_asked_once() -> None:
    """Rebinding: a public answer for the check and a private one for the connection. There is no second question."""
    names = Names([PUBLIC], ["127.0.0.1"])
    with receiving(host="app.example") as receiver:
        outcome = await post(sender(names, seconds=0.5, allow_private=False), receiver.url)
    assert outcome.error in (DeliveryError.TIMEOUT, DeliveryError.CONNECTION_FAILED)  # of the public address
    assert len(names.asked) == 1
    assert receiver.connections == 0


async def test_each_delivery_asks_again() -> None:
    """A name that was public when the endpoint was made, and leads inside by now."""
    names = Names([PUBLIC], ["127.0.0.1"])
    guarded = sender(names, allow_private=False)
    with receiving(host="app.example") as receiver:
        assert await guarded.check(receiver.url) is None
        assert await post(guarded, receiver.url) == Outcome(error=DeliveryError.ADDRESS_REFUSED)
    assert receiver.connections == 0


async def test_the_next_address_is_tried_where_one_is_dead() -> None:
    with receiving(host="app.example") as receiver:
        assert await post(sender(Names(["127.9.9.9", "127.0.0.1"])), receiver.url) == Outcome(status=204)


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as proxy, receiving() as receiver:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert await post(sender(), receiver.url) == Outcome(status=204)
    assert proxy.connections == 0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of app.example, with its key in the same file."""
    file = tmp_path_factory.mktemp("tls") / "app.pem"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    names = ["-subj", "/CN=app.example", "-addext", "subjectAltName=DNS:app.example"]
    command = ["openssl", "req", "-x509", *curve, *names, "-keyout", str(file), "-out", f"{file}.crt"]
    subprocess.run(command, check=True, capture_output=True)
    with file.open("a") as whole:
        whole.write(Path(f"{file}.crt").read_text())
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def test_over_tls_the_name_is_what_counts(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is made to an address; the name is in the handshake, in the certificate and in Host."""
    asked_for: list[str | None] = []
    tls.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with receiving(tls=tls, host="app.example") as receiver:
        assert await post(sender(Names(["127.0.0.1"])), receiver.url) == Outcome(status=204)
        (request,) = receiver.received
    assert asked_for == ["app.example"]
    assert request.headers["host"].startswith("app.example:")


async def test_a_certificate_of_nobody_or_of_another_name_is_refused(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received: list[Received] = []
    with receiving(tls=tls, host="app.example") as receiver:
        assert await post(sender(Names(["127.0.0.1"])), receiver.url) == Outcome(error=DeliveryError.TLS_FAILED)
        received += receiver.received
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with receiving(tls=tls, host="other.example") as receiver:
        assert await post(sender(Names(["127.0.0.1"])), receiver.url) == Outcome(error=DeliveryError.TLS_FAILED)
        received += receiver.received
    assert received == []
