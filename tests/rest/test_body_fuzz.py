"""Lua and the transcoder read one body alike: whatever passes both is what a strict reader of RFC 8259 reads."""

import json
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SIGNALS = "/api/sdk/v1/signals"
STRINGS = ("connectionId", "namespace", "signalType")
MAX_EXACT = 2**53

_text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
_numbers = st.integers(-MAX_EXACT, MAX_EXACT) | st.floats(-1e15, 1e15, allow_subnormal=False)
_values = st.recursive(
    st.none() | st.booleans() | _numbers | _text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3),
    max_leaves=8,
)
_signals = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(STRINGS, _text), "payload": st.dictionaries(_text, _values, max_size=3)}
)
_fragments = st.sampled_from(
    [
        '"',
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "'",
        "/**/",
        "0",
        "-",
        "e9",
        "e99999999999",
        "E-99999999999",
        ".5",
        "NaN",
        "9007199254740993",
        "null",
        "tru",
        "\\u0061",
        "\\u0000",
        "\\ud83d",
        "\x01",
        "\ufeff",
        "é",
        '"a":1',
        '"a":1,',
        '"namespace":"x",',
    ]
)
_relaxed = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    if len(found) != len(members):
        raise ValueError("a key appears twice")
    return found


def refuse_constant(name: str) -> None:
    raise ValueError(name)


def strict(body: bytes) -> dict[str, Any]:
    """What the body says. Raises ValueError where it is not strict JSON; fields are judged by what the echo gives."""
    text = body.decode()
    read = json.loads(text, object_pairs_hook=pairs, parse_constant=refuse_constant, parse_int=float)
    if not isinstance(read, dict):
        raise TypeError("not an object")
    return {name: value for name, value in read.items() if value is not None and value != ""}


def understood(response: httpx.Response) -> Any:
    return json.loads(response.json()["signal"]["id"])


@_relaxed
@given(signal=_signals, ascii_only=st.booleans())
def test_every_valid_body_is_taken_and_kept(echo: httpx.Client, signal: dict[str, Any], *, ascii_only: bool) -> None:
    body = json.dumps(signal, ensure_ascii=ascii_only).encode()
    response = echo.post(SIGNALS, content=body, headers={"content-type": "application/json"})
    assert response.status_code == 201, response.text
    assert understood(response) == strict(body)


@_relaxed
@given(signal=_signals, at=st.floats(0, 1), cut=st.integers(0, 3), fragment=_fragments)
def test_what_passes_is_what_a_strict_reader_reads(
    echo: httpx.Client, signal: dict[str, Any], at: float, cut: int, fragment: str
) -> None:
    text = json.dumps(signal, ensure_ascii=False)
    place = int(at * len(text))
    body = (text[:place] + fragment + text[place + cut :]).encode()
    response = echo.post(SIGNALS, content=body, headers={"content-type": "application/json"})
    if response.status_code == 400:
        assert response.json()["details"]["violations"], "the transcoder refused what Lua let pass"
        return
    assert response.status_code == 201
    assert understood(response) == strict(body)


@_relaxed
@given(body=st.binary(max_size=40) | st.text('{}[]":,\\ \n01e+-.aunltrfs', max_size=40).map(str.encode))
def test_noise_is_never_a_fault_of_ours(echo: httpx.Client, body: bytes) -> None:
    response = echo.post(SIGNALS, content=body, headers={"content-type": "application/json"})
    if response.status_code != 400:
        assert response.status_code == 201
        assert understood(response) == strict(body)
