"""Codes by time as RFC 6238 has them, sealed secrets, and recovery codes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.second_factor import (
    RECOVERY_CODES,
    code_at,
    generate_recovery_codes,
    generate_secret,
    hash_recovery_code,
    provisioning_uri,
    seal,
    shown,
    step_of,
    unseal,
)
from server.errors import Unauthenticated

RFC_SECRET = b"12345678901234567890"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY = b"k" * 32


@pytest.mark.parametrize(("second", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_the_codes_are_those_of_the_rfc(second: int, code: str) -> None:
    """RFC 6238, appendix B: the last six digits of its eight."""
    moment = datetime.fromtimestamp(second, UTC)
    assert code_at(RFC_SECRET, moment) == code
    assert step_of(RFC_SECRET, code, moment, None) == second // 30


@given(seconds=st.integers(-200, 200))
def test_a_code_holds_for_its_step_and_one_beside_it(seconds: int) -> None:
    start = NOW.replace(second=0)
    code = code_at(RFC_SECRET, start)
    found = step_of(RFC_SECRET, code, start + timedelta(seconds=seconds), None)
    assert (found is not None) is (-30 <= seconds < 60)


def test_no_code_is_taken_twice_nor_an_older_one_after_it() -> None:
    step = step_of(RFC_SECRET, code_at(RFC_SECRET, NOW), NOW, None)
    assert step is not None
    assert step_of(RFC_SECRET, code_at(RFC_SECRET, NOW), NOW, step) is None
    assert step_of(RFC_SECRET, code_at(RFC_SECRET, NOW - timedelta(seconds=30)), NOW, step) is None
    assert step_of(RFC_SECRET, code_at(RFC_SECRET, NOW + timedelta(seconds=30)), NOW, step) == step + 1


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "\N{ARABIC-INDIC DIGIT ONE}" * 6])
def test_what_is_no_code_is_none(code: str) -> None:
    assert step_of(RFC_SECRET, code, NOW, None) is None


def test_a_sealed_secret_opens_with_its_key_for_its_operator_only() -> None:
    secret = generate_secret()
    sealed = seal(secret, KEY, "one")
    assert secret not in sealed and seal(secret, KEY, "one") != sealed
    assert unseal(sealed, KEY, "one") == secret
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for key, operator, content in ((b"x" * 32, "one", sealed), (KEY, "two", sealed), (KEY, "one", changed)):
        with pytest.raises(Unauthenticated):
            unseal(content, key, operator)


def test_recovery_codes_differ_and_are_read_as_people_type_them() -> None:
    codes = generate_recovery_codes()
    assert len(set(codes)) == RECOVERY_CODES
    assert hash_recovery_code(f" {codes[0].upper().replace('-', '')} ") == hash_recovery_code(codes[0])
    assert len({hash_recovery_code(code) for code in codes}) == RECOVERY_CODES


def test_apps_are_given_the_secret_in_base32() -> None:
    assert shown(RFC_SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert provisioning_uri(RFC_SECRET, "ada").startswith("otpauth://totp/Curae%20console:ada?")
