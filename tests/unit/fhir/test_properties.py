"""What holds for every resource and for every garbage."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.domain.fhir import reduce as reducing
from server.domain.fhir.reduce import reduce
from server.domain.records.record import Record
from tests.unit.fhir.inputs import contents, read
from tests.unit.fhir.test_reduce import exactly

NAMES = [
    "code",
    "text",
    "data",
    "extension",
    "modifierExtension",
    "contained",
    "meta",
    "tag",
    "_code",
    "url",
    "dimensions",
    "resource",
    "entry",
]
ODD_STRINGS = ['"extension":[', "data:x", "{}", "[]", ",", "\\", '\\"text": {', "\u2028", "\u0085", " \ufeff ", "é"]
strings = st.sampled_from(ODD_STRINGS) | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | strings
keys = st.sampled_from(NAMES) | strings
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5), max_leaves=25
)
members = st.dictionaries(keys, values, max_size=6)


def resource(rest: dict[str, Any]) -> dict[str, Any]:
    meta = rest.get("meta")
    kept = {key: value for key, value in rest.items() if key not in ("resourceType", "id", "meta")}
    if isinstance(meta, dict):
        kept["meta"] = {key: value for key, value in meta.items() if key not in ("versionId", "lastUpdated")}
    return {"resourceType": "Basic", "id": "a", **kept}


resources = members.map(resource)


@given(resources, st.sampled_from([None, 0, 1, "\t", "\n \r\n"]), st.booleans())
def test_pretty_printing_and_bundling_change_nothing_but_line_breaks(
    value: dict[str, Any], indent: int | str | None, ascii_only: bool
) -> None:
    plain = json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_only).encode()
    pretty = json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_only, indent=indent).encode()
    assert contents(pretty) == [plain]
    assert contents(b'{"resourceType":"Bundle","entry":[{"resource":\n' + pretty + b"}]}") == [plain]
    assert contents(plain + b"\n" + plain) == [plain, plain]


@given(resources, st.data())
def test_a_broken_resource_never_raises_and_never_becomes_another(value: dict[str, Any], data: st.DataObject) -> None:
    raw = json.dumps(value, indent=data.draw(st.sampled_from([None, 1]))).encode()
    at = data.draw(st.integers(0, len(raw) - 1))
    imported, rejected = read(raw[:at])
    assert imported == []
    assert len(rejected) == (0 if at == 0 else 1)


@given(
    st.binary()
    | st.lists(st.sampled_from([b"{", b"}", b"[", b"]", b'"', b":", b",", b"\n", b"\\", b'"a"'])).map(b"".join)
)
def test_garbage_is_rejected_and_never_raises(raw: bytes) -> None:
    imported, rejected = read(raw)
    assert imported == []
    lines = raw.count(b"\n") + 1
    assert all(1 <= item.line <= lines or raw.startswith(b"\x1f\x8b") for item in rejected)


@given(resources)
def test_what_is_imported_is_one_line_of_the_same_json(value: dict[str, Any]) -> None:
    (found,), _ = read(json.dumps(value, indent=2).encode())
    assert isinstance(found, Record)
    assert b"\n" not in found.content
    assert b"\r" not in found.content
    assert json.loads(found.content) == value


@given(resources, st.booleans())
def test_reducing_by_cutting_and_by_the_tree_is_one_thing_and_idempotent(value: dict[str, Any], spaced: bool) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=None if spaced else (",", ":"))
    by_cutting = reduce(text.encode())
    by_tree = reducing._reduce_tree(text)
    assert exactly(by_cutting) == exactly(by_tree)
    assert reduce(by_cutting) == by_cutting
    assert reducing._reduce_tree(by_tree.decode()) == by_tree
