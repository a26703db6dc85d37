import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import caller as callers
from server.domain.caller import (
    ApiKey,
    Caller,
    Environment,
    PresentedKey,
    Scope,
    admit,
    generate_key,
    hash_secret,
    parse_authorization,
    parse_scopes,
    recognize,
)
from server.errors import BadRequest, NotFound, ScopeInsufficient, Unauthenticated, WrongEnvironment

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
SALT = b"s" * 16


def stored(presented: PresentedKey, **changes: object) -> ApiKey:
    key = ApiKey(
        id="key",
        tenant_id="tenant",
        name="name",
        environment=presented.environment,
        lookup=presented.lookup,
        salt=SALT,
        secret_hash=hash_secret(presented.secret, SALT),
        scopes=frozenset(Scope),
        connection_id=None,
        created_at=NOW,
        expires_at=None,
        revoked_at=None,
    )
    return replace(key, **changes)  # type: ignore[arg-type]


@given(st.sampled_from(Environment))
def test_a_generated_key_reads_back_and_does_not_print(environment: Environment) -> None:
    key = generate_key(environment)
    assert parse_authorization(f"Bearer {key.text}") == key
    assert parse_authorization(f"bearer  {key.text} ") == key
    assert key.text.startswith(f"cae_{environment}_")
    for shown in (repr(key), str(key), f"{key}"):
        assert key.secret not in shown and key.lookup not in shown


def test_keys_are_different_each_time() -> None:
    assert len({generate_key(Environment.LIVE).secret for _ in range(100)}) == 100


@given(st.none() | st.text(max_size=80) | st.text(max_size=60).map("Bearer cae_live_{}".format))
def test_what_is_no_key_is_refused_without_repeating_it(header: str | None) -> None:
    with pytest.raises(Unauthenticated) as refused:
        parse_authorization(header)
    if header is not None and len(header) > 30:
        assert header not in refused.value.detail


@pytest.mark.parametrize(
    "change", [str.upper, lambda text: text[:-1], lambda text: text + "a", lambda text: text + "\n."]
)
def test_a_key_that_was_not_copied_whole_is_refused(change: object) -> None:
    text = generate_key(Environment.LIVE).text
    with pytest.raises(Unauthenticated):
        parse_authorization("Bearer " + change(text))  # type: ignore[operator]


def test_an_unknown_key_costs_the_same_comparison_as_a_wrong_one() -> None:
    presented = generate_key(Environment.LIVE)
    wrong = replace(presented, secret="a" * 40)
    for key in (None, stored(presented)):
        with (
            mock.patch.object(callers, "hash_secret", wraps=hash_secret) as hashing,
            mock.patch.object(callers.hmac, "compare_digest", wraps=callers.hmac.compare_digest) as comparing,
            pytest.raises(Unauthenticated) as refused,
        ):
            admit(recognize(key, wrong), NOW, Environment.LIVE)
        assert (hashing.call_count, comparing.call_count) == (1, 1)
        assert "not known" in refused.value.detail


def test_only_a_salted_hash_is_kept() -> None:
    presented = generate_key(Environment.LIVE)
    key = stored(presented)
    assert key.secret_hash == hashlib.sha256(SALT + presented.secret.encode()).digest()
    assert presented.secret not in repr(key)


def test_admits_a_key_as_what_it_may_do() -> None:
    presented = generate_key(Environment.LIVE)
    key = stored(presented, connection_id="c", scopes=frozenset({Scope.RECORDS_READ}))
    caller = admit(recognize(key, presented), NOW, Environment.LIVE)
    assert (caller.tenant_id, caller.key_id, caller.connection_id) == ("tenant", "key", "c")
    assert caller.scopes == {Scope.RECORDS_READ}


def test_a_key_expires_at_its_moment() -> None:
    presented = generate_key(Environment.LIVE)
    key = stored(presented, expires_at=NOW)
    assert admit(recognize(key, presented), NOW - TICK, Environment.LIVE).key_id == "key"
    assert key.is_usable(NOW - TICK) and not key.is_usable(NOW)
    with pytest.raises(Unauthenticated, match="expired"):
        admit(recognize(key, presented), NOW, Environment.LIVE)


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(hours=1)])
def test_a_revoked_key_is_refused_whatever_the_clock_that_revoked_it(ahead: timedelta) -> None:
    presented = generate_key(Environment.LIVE)
    key = stored(presented, revoked_at=NOW + ahead)
    assert not key.is_usable(NOW)
    with pytest.raises(Unauthenticated, match="revoked"):
        admit(recognize(key, presented), NOW, Environment.LIVE)


def test_a_wrong_secret_does_not_learn_that_the_key_is_revoked_or_of_another_environment() -> None:
    presented = generate_key(Environment.LIVE)
    key = stored(presented, revoked_at=NOW)
    for guess in (replace(presented, secret="b" * 40), replace(presented, environment=Environment.TEST)):
        with pytest.raises(Unauthenticated, match="not known"):
            admit(recognize(key, guess), NOW, Environment.TEST)


@pytest.mark.parametrize("environment", Environment)
def test_a_key_of_another_environment(environment: Environment) -> None:
    other = next(each for each in Environment if each is not environment)
    presented = generate_key(other)
    with pytest.raises(WrongEnvironment, match=f"cae_{environment}_"):
        admit(recognize(stored(presented), presented), NOW, environment)


def caller(**changes: object) -> Caller:
    facts = {"tenant_id": "t", "key_id": "k", "environment": Environment.LIVE, "scopes": frozenset(Scope)} | changes
    return Caller(**facts)  # type: ignore[arg-type]


def test_scopes() -> None:
    reader = caller(scopes=frozenset({Scope.RECORDS_READ}))
    reader.require(Scope.RECORDS_EXPORT, Scope.RECORDS_READ)
    with pytest.raises(ScopeInsufficient) as refused:
        reader.require(Scope.SIGNAL_WRITE)
    assert refused.value.details == {"requiredScopes": ["signal:write"]}
    with pytest.raises(BadRequest, match="records:export"):
        parse_scopes(["records:read", "records:write"])
    assert parse_scopes(["records:read", "records:read"]) == {Scope.RECORDS_READ}


def test_a_test_key_reaches_no_records_whatever_its_scopes() -> None:
    with pytest.raises(ScopeInsufficient):
        caller(environment=Environment.TEST).require_records(Scope.RECORDS_READ)
    caller(environment=Environment.TEST).require(Scope.SIGNAL_WRITE)


def test_a_bound_key_sees_its_connection_only() -> None:
    caller().require_connection("any")
    caller(connection_id="mine").require_connection("mine")
    with pytest.raises(NotFound):
        caller(connection_id="mine").require_connection("other")
