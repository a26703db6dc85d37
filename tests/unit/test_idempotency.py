from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.idempotency import IdempotencyScope, StoredResponse, parse_key, replay, scope_of
from server.errors import BadRequest, IdempotencyKeyRequired, IdempotencyKeyReused

NOW = datetime(2026, 3, 1, tzinfo=UTC)
VISIBLE = st.characters(min_codepoint=0x21, max_codepoint=0x7E)


def quoted(key: str) -> str:
    """As RFC 9651, section 4.1.6, serializes a String."""
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(st.text(VISIBLE, min_size=1, max_size=255))
def test_the_quoted_form_is_the_same_key(key: str) -> None:
    assert parse_key(quoted(key)) == key
    if not (len(key) > 1 and key[0] == key[-1] == '"'):
        assert parse_key(key) == parse_key(f" {key}\t") == key


@pytest.mark.parametrize("text", [None, "", "   ", "\t"])
def test_a_missing_key_is_required(text: str | None) -> None:
    with pytest.raises(IdempotencyKeyRequired):
        parse_key(text)


@pytest.mark.parametrize("text", ['""', "a b", '"a b"', "é", "a\nb", "a\0", "x" * 256, '"' + "x" * 256 + '"'])
def test_what_is_no_key_is_refused_by_name_and_not_repeated(text: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_key(text, "idempotencyKey")
    assert refused.value.violations[0].field == "idempotencyKey"
    assert text.strip('"') not in refused.value.detail or not text.strip('"')


def scope(**changes: object) -> IdempotencyScope:
    facts = {"tenant_id": "t", "operation": "o", "key": "k", "request": {"a": 1, "b": [1, 2]}} | changes
    return scope_of(**facts)  # type: ignore[arg-type]


def test_the_scope_is_tenant_operation_and_key() -> None:
    digests = {scope().digest, scope(tenant_id="u").digest, scope(operation="p").digest, scope(key="l").digest}
    assert len(digests) == 4
    assert scope(tenant_id="to", operation="", key="k").digest != scope(tenant_id="t", operation="o", key="k").digest
    assert scope(request={"b": [1, 2], "a": 1}) == scope()
    assert scope(request={"a": 1, "b": [2, 1]}).fingerprint != scope().fingerprint


def test_replays_the_same_request_until_it_is_out_of_date() -> None:
    stored = StoredResponse(fingerprint=scope().fingerprint, response={"id": 1}, expires_at=NOW)
    assert replay(None, scope(), NOW) is None
    assert replay(stored, scope(), NOW) is None
    assert replay(stored, scope(), NOW - timedelta(microseconds=1)) is stored
    assert replay(stored, scope(request={}), NOW) is None
    with pytest.raises(IdempotencyKeyReused):
        replay(stored, scope(request={}), NOW - timedelta(microseconds=1))
