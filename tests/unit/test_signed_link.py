from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.signed_link import LinkGrant, Purpose, sign, verify
from server.errors import Unauthenticated

SECRET = b"s" * 64
UNTIL = datetime(2026, 3, 1, 12, tzinfo=UTC)
EARLIER = UNTIL - timedelta(microseconds=1)
GRANT = LinkGrant(
    purpose=Purpose.ARTIFACT, export_id="123e4567-e89b-12d3-a456-426614174000", key_id="0195-key", until=UNTIL
)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=."


def refused(
    token: str,
    *,
    purpose: Purpose = Purpose.ARTIFACT,
    export_id: str = GRANT.export_id,
    secret: bytes = SECRET,
    now: datetime = EARLIER,
) -> str:
    with pytest.raises(Unauthenticated) as error:
        verify(secret, token, purpose=purpose, export_id=export_id, now=now)
    return error.value.detail


@given(st.uuids(), st.uuids(), st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)))
def test_a_grant_comes_back(export_id: object, key_id: object, until: datetime) -> None:
    grant = LinkGrant(
        purpose=Purpose.ARTIFACT,
        export_id=str(export_id),
        key_id=str(key_id),
        until=until.replace(microsecond=0, tzinfo=UTC),
    )
    token = sign(SECRET, grant)
    assert (
        verify(
            SECRET, token, purpose=Purpose.ARTIFACT, export_id=grant.export_id, now=grant.until - timedelta(seconds=1)
        )
        == grant
    )
    assert token.isascii() and len(token) <= 512 and not set(token) & set("+/=&?% ")


def test_it_dies_at_its_stated_time_and_not_before() -> None:
    token = sign(SECRET, GRANT)
    assert verify(SECRET, token, purpose=Purpose.ARTIFACT, export_id=GRANT.export_id, now=EARLIER) == GRANT
    assert "expired" in refused(token, now=UNTIL)


def test_any_character_changed_added_or_removed_is_refused() -> None:
    token = sign(SECRET, GRANT)
    for index, character in enumerate(token):
        for other in ALPHABET:
            if other != character:
                assert "not valid" in refused(token[:index] + other + token[index + 1 :])
        refused(token[:index] + token[index + 1 :])
        refused(token[:index])
    for end in ("=", "==", "A", "\n", " "):
        refused(token + end)


def test_it_is_worth_nothing_for_another_export_or_purpose_or_under_another_secret() -> None:
    token = sign(SECRET, GRANT)
    assert "not valid" in refused(token, purpose=Purpose.EVENTS)
    assert "not valid" in refused(token, export_id="123e4567-e89b-12d3-a456-426614174001")
    assert "not valid" in refused(token, secret=b"t" * 64)


@given(st.text(max_size=200))
def test_any_other_text_is_refused(token: str) -> None:
    refused(token)
