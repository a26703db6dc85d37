"""The keys that clients publish: how long they are kept, and what a fetch that fails changes."""

import json
from dataclasses import replace

import pytest

from server.domain.smart.keys import MAX_JWKS_BYTES
from server.domain.smart.refusal import TokenRefused
from server.limits import MIN_JWKS_AGE_SECONDS
from server.services.client_keys import ClientKeys
from server.store.smart_clients import SmartClient
from server.webhooks.fetcher import Fetched, FetchFailed
from tests.fhir.smart_client import jwks_of, new_key
from tests.parts.in_process import Stack, TestClock

URL = "https://client.example/jwks.json"


@pytest.fixture
def client(sqlite_stack: Stack) -> SmartClient:
    return SmartClient(key=sqlite_stack.new_app().key.key, jwks=None, jwks_url=URL)


class Url:
    """What is published: None where it cannot be had."""

    def __init__(self, body: bytes | None) -> None:
        self.body = body
        self.fetches = 0

    async def get(self, url: str) -> Fetched:
        self.fetches += 1
        if self.body is None:
            raise FetchFailed
        return Fetched(body=self.body, max_age_seconds=600)


@pytest.mark.parametrize("later", [None, b"<html>", b"x" * (MAX_JWKS_BYTES + 1), b'{"keys": []}'])
async def test_a_fetch_that_fails_takes_no_key_away(client: SmartClient, clock: TestClock, later: bytes | None) -> None:
    published = Url(json.dumps(jwks_of(new_key())).encode())
    keys = ClientKeys(published.get, clock)
    known = await keys.of(client, "k")
    published.body = later
    clock.advance(seconds=MIN_JWKS_AGE_SECONDS)
    assert await keys.of(client, "made up by somebody") == known
    assert published.fetches == 2
    assert await keys.of(client, "k") == known, "it was good for ten minutes"
    clock.advance(seconds=MIN_JWKS_AGE_SECONDS)
    assert await keys.of(client, "k") == known
    assert published.fetches == 2
    clock.advance(minutes=10)
    with pytest.raises(TokenRefused):
        await keys.of(client, "k")


async def test_a_url_that_fails_is_asked_once_a_minute(client: SmartClient, clock: TestClock) -> None:
    published = Url(None)
    keys = ClientKeys(published.get, clock)
    for expected in (1, 2):
        for number in range(5):
            with pytest.raises(TokenRefused):
                await keys.of(replace(client), f"kid {number}")
        assert published.fetches == expected
        clock.advance(seconds=MIN_JWKS_AGE_SECONDS)
