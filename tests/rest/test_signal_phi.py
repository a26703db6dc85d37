"""Signals that hold PHI in disguise, or answers that a schema lists, as an app sends them through the listener."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from server.clock import utc_now, uuid7
from server.domain.caller import APP_SCOPES, Environment
from server.services.accounts import Accounts
from server.services.schemas import Schemas
from server.store.engine import Database
from tests.parts.eventually import eventually
from tests.rest.problems import assert_problem

SIGNALS = "/api/sdk/v1/signals"
TOKEN = {"type": "string", "maxLength": 32}
PIECES = {
    "type": "object",
    "additionalProperties": False,
    "properties": dict.fromkeys(("a", "b", "c", "version"), TOKEN),
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **PIECES["properties"],
        "pieces": PIECES,
        "said": {**TOKEN, "x-machine-text": True},
        "answer": {"enum": ["Not at all", "More than half the days", "I have no problems in walking about"]},
        "answers": {
            "type": "array",
            "maxItems": 9,
            "items": {"enum": ["Not at all", "Nearly every day", "Out of range"]},
        },
    },
}


@pytest.fixture(scope="module")
def send(stack: dict[str, Any]) -> Iterator[Callable[[dict[str, Any]], httpx.Response]]:
    """Posts a payload to a type of this module's own."""
    database = Database(f"sqlite:///{stack['data']}/curae.db")
    Schemas(database, utc_now).put("phi", "probe", SCHEMA)
    accounts = Accounts(database, utc_now, uuid7)
    tenant = accounts.create_tenant(uuid7())
    connection = accounts.create_connection(tenant.id, data_packages=frozenset(), signal_types=frozenset({"phi.probe"}))
    key = accounts.create_key(tenant.id, name="phi", environment=Environment.LIVE, scopes=APP_SCOPES)
    database.close()
    signal = {"connectionId": connection.id, "namespace": "phi", "signalType": "probe"}
    with httpx.Client(base_url=stack["restUrl"], timeout=30) as client:

        def post(payload: dict[str, Any]) -> httpx.Response:
            headers = {"authorization": f"Bearer {key.presented.text}", "idempotency-key": uuid7()}
            return client.post(SIGNALS, json={**signal, "payload": payload}, headers=headers)

        eventually(lambda: "NAMESPACE_UNKNOWN" not in post({"a": "walk"}).text, pause=0.1)  # the server follows
        yield post


DISGUISED = {
    "Arabic digits under a technical key": {"version": "٢١٩-٠٩-٩٩٩٩"},
    "letter O for 0": {"a": "219-O9-9999"},
    "a technical key": {"version": "219-09-9999"},
    "cut into members of the payload": {"a": "219", "b": "09", "c": "9999"},
    "cut into members of one object": {"pieces": {"a": "219", "b": "09", "c": "9999"}},
    "Arabic full stop": {"a": "jane@example\u06d4com"},
    "full-width full stop": {"a": "jane@example\uff0ecom"},
    "Cyrillic letters": {"a": "j\u0430ne@ex\u0430mple.com"},
    "cut e-mail": {"pieces": {"a": "jane.roe", "b": "@example.com"}},
    "base32": {"a": "GIYTSLJQHEWTSOJZHE======"},
}


@pytest.mark.parametrize("payload", DISGUISED.values(), ids=DISGUISED)
def test_an_identifier_in_disguise_is_refused_and_never_quoted(
    send: Callable[[dict[str, Any]], httpx.Response], payload: dict[str, Any]
) -> None:
    refused = send(payload)
    assert_problem(refused, "SDK_SIGNAL_PHI_DETECTED")
    assert not any(value in refused.text for value in payload.values() if isinstance(value, str) and len(value) > 3)


def test_what_the_schema_lists_is_taken(send: Callable[[dict[str, Any]], httpx.Response]) -> None:
    for answer in SCHEMA["properties"]["answer"]["enum"]:
        assert send({"answer": answer}).status_code == 201
    assert send({"answers": ["Not at all", "Nearly every day", "Out of range"] * 3}).status_code == 201


def test_a_bare_number_that_no_phone_has_is_taken(send: Callable[[dict[str, Any]], httpx.Response]) -> None:
    assert send({"a": "4010232137"}).status_code == 201
    assert_problem(send({"a": "4015232137"}), "SDK_SIGNAL_PHI_DETECTED")


def test_a_text_that_a_machine_writes_by_its_schema_may_have_any_word_and_no_identifier(
    send: Callable[[dict[str, Any]], httpx.Response],
) -> None:
    assert_problem(send({"a": "Qelthor Vanimund Brisk"}), "SDK_SIGNAL_PHI_DETECTED")
    assert send({"said": "Qelthor Vanimund Brisk"}).status_code == 201
    assert_problem(send({"said": "jane.roe@example.com"}), "SDK_SIGNAL_PHI_DETECTED")
