"""Operators: names, passwords and sessions' tokens."""

from datetime import UTC, datetime

import pytest

from server.domain import operator
from server.domain.operator import Operator, admit, generate_password, generate_token, hash_password, hash_token
from server.errors import BadRequest, Unauthenticated

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def an_operator(password: str, *, revoked: bool = False) -> Operator:
    salt = bytes(range(16))
    return Operator(
        id="1",
        name="ada",
        salt=salt,
        password_hash=hash_password(password, salt),
        created_at=NOW,
        revoked_at=NOW if revoked else None,
    )


def test_the_right_password_is_admitted_and_no_other() -> None:
    password = generate_password()
    ada = an_operator(password)
    assert admit(ada, password) is ada
    for known, tried in (
        (ada, password + "x"),
        (ada, ""),
        (None, password),
        (an_operator(password, revoked=True), password),
    ):
        with pytest.raises(Unauthenticated, match="the name or the password is wrong"):
            admit(known, tried)


def test_an_unknown_name_costs_the_hash_that_a_wrong_password_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = []
    monkeypatch.setattr(operator, "hash_password", lambda password, salt: hashed.append(len(salt)) or bytes(32))
    for known in (None, an_operator("x")):
        with pytest.raises(Unauthenticated):
            admit(known, "tried")
    assert hashed == [16, 16]


def test_passwords_and_tokens_are_random_and_do_not_print() -> None:
    assert len({generate_password() for _ in range(100)} | {generate_token() for _ in range(100)}) == 200
    ada = an_operator("secret")
    assert "password_hash" not in repr(ada) and ada.password_hash.hex() not in repr(ada)


def test_only_what_can_be_a_token_is_looked_up() -> None:
    assert len(hash_token(generate_token())) == 32
    for text in ("", "a" * 42, "a" * 44, "a" * 42 + "\n", "ä" * 43):
        with pytest.raises(Unauthenticated):
            hash_token(text)


@pytest.mark.parametrize("text", ["", " ", "-ada", "a b", "ada\n\nx", "a" * 65, "ádá", "../x"])
def test_a_name_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        operator.parse_name(text)


def test_names_differ_by_more_than_case() -> None:
    assert operator.parse_name(" Ada@Example.org ") == "ada@example.org"
