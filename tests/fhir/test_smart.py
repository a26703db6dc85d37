"""SMART Backend Services through a real Envoy, on both databases."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from joserfc.jwk import OctKey

from server.app.server import build_access_tokens
from server.clock import uuid7
from server.domain.audit import Origin
from server.domain.smart.refusal import TokenRefused
from server.domain.smart.request import TokenRequest
from server.limits import REFUSED_TOKENS_AT_ONCE, TOKENS_AT_ONCE
from server.services.upkeep import Upkeep
from server.store.tables import access_tokens
from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import ASYNC, SYSTEM, Place
from tests.fhir.smart_client import ASSERTION_TYPE, TOKEN, SmartApp, jwks_of, new_key, register
from tests.parts.eventually import eventually
from tests.parts.in_process import App, TestClock


@pytest.fixture
def client(place: Place, app: App) -> SmartApp:
    return register(place, app)


def assert_refused(answer: httpx.Response, error: str, status: int = 400) -> None:
    assert (answer.status_code, answer.json()["error"]) == (status, error), answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["error_description"]


def _manifest(place: Place, headers: dict[str, str], path: str = SYSTEM) -> dict[str, Any]:
    started = place.rest.get(path, headers=headers | ASYNC)
    assert started.status_code == 202, started.text
    status_url = started.headers["content-location"]
    done = eventually(
        lambda: answer if (answer := place.rest.get(status_url, headers=headers)).status_code == 200 else None
    )
    manifest: dict[str, Any] = done.json()
    return manifest


@pytest.mark.parametrize("kind", ["RSA", "EC"])
def test_a_client_signs_gets_a_token_and_takes_records_out(place: Place, app: App, kind: str) -> None:
    client = register(place, app, kind)
    answer = client.ask()
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    token = answer.json()
    assert (token["token_type"], token["expires_in"], token["scope"]) == ("bearer", 300, "system/*.rs")
    headers = {"authorization": f"Bearer {token['access_token']}"}
    manifest = _manifest(place, headers)
    assert [item["type"] for item in manifest["output"]] == ["Observation", "Patient"]
    for item in manifest["output"]:
        assert place.rest.get(item["url"], headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/fhir/.well-known/smart-configuration", "/.well-known/smart-configuration"])
def test_the_configuration_is_found_at_the_base_and_at_the_root(place: Place, path: str) -> None:
    answer = place.rest.get(path)
    configuration = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert configuration["token_endpoint"] == f"{place.url}{TOKEN}"
    assert configuration["token_endpoint_auth_signing_alg_values_supported"] == ["RS384", "ES384"]
    security = place.rest.get("/fhir/metadata").json()["rest"][0]["security"]
    assert f"{place.url}{TOKEN}" in json.dumps(security)


@pytest.mark.parametrize(
    ("asked", "granted"),
    [
        ("system/*.read", "system/*.read"),
        ("system/*.*", "system/*.read"),
        ("system/Patient.cruds system/Nothing.rs", "system/Patient.rs"),
        ("system/Patient.r system/Patient.read offline_access", "system/Patient.r system/Patient.read"),
        ("system/Observation.rs?category=laboratory system/Patient.rs", "system/Patient.rs"),
    ],
)
def test_the_intersection_is_granted_in_the_form_asked_for(client: SmartApp, asked: str, granted: str) -> None:
    assert client.ask(asked).json()["scope"] == granted


@pytest.mark.parametrize("asked", ["system/*.write", "system/*.cud", "system/Nothing.rs", "patient/*.rs", "openid", ""])
def test_a_scope_of_which_nothing_is_left_is_refused(client: SmartApp, asked: str) -> None:
    answer = client.ask(asked)
    assert_refused(answer, "invalid_scope")


def test_a_token_reaches_the_types_of_its_scope_alone(place: Place, app: App, client: SmartApp) -> None:
    everything = _manifest(place, client.token())
    patients = client.token("system/Patient.rs")
    assert [item["type"] for item in _manifest(place, patients)["output"]] == ["Patient"]
    chosen = _manifest(place, patients, f"{SYSTEM}?_type=Patient,Observation")
    assert [item["type"] for item in chosen["output"]] == ["Patient"]
    observations = next(item for item in everything["output"] if item["type"] == "Observation")
    assert_outcome(place.rest.get(observations["url"], headers=patients), "SCOPE_INSUFFICIENT")
    refused = place.rest.get(f"{SYSTEM}?_type=Observation", headers=patients | ASYNC)
    assert_outcome(refused, "SCOPE_INSUFFICIENT")


def test_a_token_is_for_fhir_alone(place: Place, client: SmartApp) -> None:
    answer = place.rest.get("/api/sdk/v1/records/exports", headers=client.token())
    assert (answer.status_code, answer.json()["code"]) == (403, "SCOPE_INSUFFICIENT")


def test_an_assertion_is_good_for_one_token_on_all_servers(place: Place, client: SmartApp) -> None:
    assertion = client.assertion()
    assert client.ask(assertion=assertion).status_code == 200
    assert_refused(client.ask(assertion=assertion), "invalid_client", 401)


def _wrong_assertions(client: SmartApp) -> dict[str, str]:
    now = int(time.time())
    return {
        "an id that nobody has": client.assertion(iss=uuid7(), sub=uuid7()),
        "iss and sub differ": client.assertion(sub=uuid7()),
        "another audience": client.assertion(aud="https://other.example/token"),
        "an old one": client.assertion(exp=now - 1),
        "one that lives too long": client.assertion(exp=now + 600),
        "no end": client.assertion(exp=None),
        "no jti": client.assertion(jti=None),
        "an empty jti": client.assertion(jti=""),
        "from the future": client.assertion(nbf=now + 120),
        "another's key": client.assertion(key=new_key()),
        "another kid": client.assertion(header={"kid": "other"}),
        "a jku that is not registered": client.assertion(header={"jku": "https://evil.example/jwks"}),
        "a secret for a key": client.assertion(header={"alg": "HS384"}, key=OctKey.generate_key(256)),
        "no signature": client.assertion().rpartition(".")[0] + ".",
        "no JWT": "nonsense",
        "not base64": "a.b!.c",
    }


def test_wrong_assertions_are_refused(client: SmartApp) -> None:
    for name, assertion in _wrong_assertions(client).items():
        answer = client.ask(assertion=assertion)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client"), name


def test_the_host_that_a_caller_names_makes_no_audience(place: Place, client: SmartApp) -> None:
    """Where no CURAE_PUBLIC_URL is set, a JWT for another server would pass beside that server's Host."""
    elsewhere = client.assertion(aud=f"http://other.example{TOKEN}")
    form = {
        "grant_type": "client_credentials",
        "scope": "system/*.rs",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": elsewhere,
    }
    answer = place.rest.post(TOKEN, data=form, headers={"host": "other.example"})
    assert_refused(answer, "temporarily_unavailable", 503)
    assert "CURAE_PUBLIC_URL" in answer.json()["error_description"]


def test_members_of_a_header_that_mean_nothing_are_passed_by(client: SmartApp) -> None:
    assert client.ask(assertion=client.assertion(header={"kty": "EC", "x-of-mine": "1"})).status_code == 200


def test_a_wrong_request_is_refused(place: Place, client: SmartApp) -> None:
    assert_refused(client.ask(grant_type="password"), "unsupported_grant_type")
    for missing in ("grant_type", "scope", "client_assertion_type", "client_assertion"):
        assert_refused(client.ask(**{missing: None}), "invalid_request")
    assert_refused(client.ask(client_assertion_type="x"), "invalid_request")
    big = place.rest.post(TOKEN, content=b"x" * 20_000, headers={"content-type": "application/x-www-form-urlencoded"})
    assert (big.status_code, big.json()["error"]) == (413, "invalid_request")
    wrong = place.rest.post(TOKEN, json={})
    assert (wrong.status_code, wrong.json()["error"]) == (415, "invalid_request")
    assert place.rest.get(TOKEN).status_code == 405


def test_tokens_die_with_their_client_within_seconds(place: Place, client: SmartApp) -> None:
    token = client.token()
    assert place.rest.get(SYSTEM, headers=token | ASYNC).status_code == 202
    place.stack.accounts.revoke_key(client.client_id)
    eventually(lambda: place.rest.get(SYSTEM, headers=token | ASYNC).status_code == 401)
    assert_refused(client.ask(), "invalid_client", 401)


async def test_tokens_expire_and_are_swept(place: Place, client: SmartApp) -> None:
    token = client.token()
    lookup = token["authorization"].removeprefix("Bearer cae_live_")[:12]
    find = access_tokens.select().where(access_tokens.c.lookup == lookup)
    (row,) = place.stack.database.read_now(lambda database: database.execute(find).all())
    clock = TestClock(now=row.expires_at)
    await Upkeep(place.stack.database, clock)._discard_access_tokens()
    assert place.stack.database.read_now(lambda database: database.execute(find).all()) == []
    eventually(lambda: place.rest.get(SYSTEM, headers=token | ASYNC).status_code == 401)


@pytest.fixture
def published() -> Iterator[tuple[str, list[Any], list[str]]]:
    """A URL, what it gives, and the paths that were asked for."""
    documents: list[Any] = []
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = json.dumps(documents[-1]).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/jwks.json", documents, asked
    server.shutdown()
    server.server_close()


async def _issue(place: Place, client: SmartApp, **settings: Any) -> bool:
    tokens = build_access_tokens(place.stack.settings.model_copy(update=settings), place.stack.database)
    request = TokenRequest(scope="system/*.rs", assertion=client.assertion())
    try:
        await tokens.issue(request, audience=f"{place.url}{TOKEN}", origin=Origin(address="127.0.0.1"))
    except TokenRefused as refused:
        assert refused.status in (401, 503)
        return False
    return True


async def test_keys_are_fetched_from_the_registered_url(place: Place, app: App, published: Any) -> None:
    url, documents, asked = published
    client = register(place, app, jwks_url=url)
    documents.append(jwks_of(client.key))
    assert not await _issue(place, client), "a private address is not called"
    assert asked == []
    assert await _issue(place, client, webhooks_allow_private=True)
    documents.append({"keys": ["nonsense"]})
    assert not await _issue(place, client, webhooks_allow_private=True)
    documents.append({"keys": [], "filler": "x" * 100_000})
    assert not await _issue(place, client, webhooks_allow_private=True)
    assert len(asked) == 3


async def test_a_url_is_not_asked_again_for_each_wrong_assertion(place: Place, app: App, published: Any) -> None:
    url, documents, asked = published
    client = register(place, app, jwks_url=url)
    documents.append(jwks_of(new_key(kid="other")))
    settings = place.stack.settings.model_copy(update={"webhooks_allow_private": True})
    tokens = build_access_tokens(settings, place.stack.database)
    for _ in range(5):
        request = TokenRequest(scope="system/*.rs", assertion=client.assertion())
        with pytest.raises(TokenRefused):
            await tokens.issue(request, audience=f"{place.url}{TOKEN}", origin=Origin(address="127.0.0.1"))
    assert len(asked) == 1


async def test_an_address_that_is_refused_again_and_again_waits(place: Place, client: SmartApp) -> None:
    tokens = build_access_tokens(place.stack.settings, place.stack.database)

    async def refusal(address: str) -> str:
        request = TokenRequest(scope="system/*.rs", assertion="nonsense")
        with pytest.raises(TokenRefused) as refused:
            await tokens.issue(request, audience="x", origin=Origin(address=address))
        return refused.value.error

    errors = [await refusal("192.0.2.1") for _ in range(REFUSED_TOKENS_AT_ONCE + 20)]
    assert errors[0] == "invalid_client"
    assert errors[-1] == "temporarily_unavailable"
    assert await refusal("192.0.2.2") == "invalid_client"


async def test_a_client_gets_no_more_tokens_than_it_can_need(place: Place, client: SmartApp) -> None:
    tokens = build_access_tokens(place.stack.settings, place.stack.database)

    async def ask() -> None:
        request = TokenRequest(scope="system/*.rs", assertion=client.assertion())
        await tokens.issue(request, audience=f"{place.url}{TOKEN}", origin=Origin(address="192.0.2.1"))

    with pytest.raises(TokenRefused) as refused:
        for _ in range(TOKENS_AT_ONCE * 10):  # some come back while the others are asked for
            await ask()
    assert refused.value.error == "temporarily_unavailable"
