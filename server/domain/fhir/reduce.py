"""Reduces a resource for an export with `includeRawFhir` false.

Left out, at every depth: narratives (`text` where it is an object), `contained`, `extension`, inline data of
attachments (a string `data`, a `url` of the scheme `data:`), and what that leaves empty. The rest is tagged SUBSETTED.

Kept: `modifierExtension` with the extensions within it, since it changes what the element means ("not given",
"entered in error"): without it the record would say something else. `SampledData.data`, which is the observation.
Numbers stay as they are written: 1.50 is not 1.5, since FHIR's decimals carry their precision.

Most records need only members cut out of their text, at the speed of `str.find`. What cannot be decided there, or
leaves an object empty, takes the way over a tree, which is the definition; both give the same JSON.
"""

import json
import re
from typing import Any

import orjson

from server.domain.fhir.scan import Scanner

_SUBSETTED_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"
_SUBSETTED = {"system": _SUBSETTED_SYSTEM, "code": "SUBSETTED"}
_SUBSETTED_JSON = json.dumps(_SUBSETTED, separators=(",", ":"))

# A literal that str.find rules out fast, and the whole sign that a member to leave out begins there.
_CUTS = tuple(
    (f'"{key}"', re.compile(rf'"{key}"[ \t]*:[ \t]*(?={opening})'))
    for key, opening in (("extension", ""), ("contained", ""), ("text", r"\{"), ("data", '"'))
)
_META = re.compile(r'[^\\]"meta"[ \t]*:[ \t]*(?=\{)')
_ESCAPED_KEY_CHARACTER = re.compile(r"\\u00[4-7]")

# A number is read as a string that begins with NUL, which no stored resource holds, and unquoted when written.
_NUMBER_MARK = "\0"
_EXACT = json.JSONDecoder(parse_float=_NUMBER_MARK.__add__, parse_int=_NUMBER_MARK.__add__)
_MARKED_NUMBER = re.compile(rb'"\\u0000([-+.0-9eE]+)"')


def reduce(content: bytes) -> bytes:
    """The reduced form of `content`, the content of a Record. Deterministic, one line, idempotent."""
    text = content.decode()
    cut = None if _needs_tree(text) else _cut(text)
    return _reduce_tree(text) if cut is None else tag_subsetted(cut).encode()


def _needs_tree(text: str) -> bool:
    """Whether cutting would be wrong. Single characters come first: they are found 20 times faster than words."""
    return (
        '"modifierExtension"' in text
        or ("_" in text and '"_' in text)
        or ("data" in text and ('"data:' in text or '"dimensions"' in text))
        or ("\\" in text and _ESCAPED_KEY_CHARACTER.search(text) is not None)
    )


def _cut(text: str) -> str | None:
    """The text without the members to leave out, or None where that would leave an object empty."""
    starts = [match.span() for literal, sign in _CUTS if literal in text for match in sign.finditer(text)]
    if not starts:
        return text
    kept: list[str] = []
    at = done = 0
    for start, value in sorted(starts):
        if start < done or text[start - 1] == "\\":  # within a member that is already cut, or the end of a string
            continue
        kept.append(text[at:start].rstrip())
        scanner = Scanner(text, value)
        scanner.skip()
        done = at = scanner.at
        scanner.skip_space()
        if scanner.peek() == ",":
            at = scanner.at + 1
        elif not _drop_last_comma(kept):
            return None
    return "".join((*kept, text[at:]))


def _drop_last_comma(kept: list[str]) -> bool:
    """Takes back the comma before a last member; False if no comma is there, since nothing comes before the member."""
    while not kept[-1]:
        kept.pop()
    if not kept[-1].endswith(","):
        return False
    kept[-1] = kept[-1][:-1]
    return True


def tag_subsetted(text: str) -> str:
    """The text of a resource with the tag SUBSETTED in its `meta`."""
    span = _last_member_meta(text) or _meta(text)
    if span is None:
        return f'{text.rstrip()[:-1]},"meta":{{"tag":[{_SUBSETTED_JSON}]}}}}'
    start, end = span
    return text[:start] + _tag_meta(text[start:end]) + text[end:]


def _last_member_meta(text: str) -> tuple[int, int] | None:
    """Where the value of `meta` is if it is the last member, found without reading the others; None otherwise."""
    found = _META.match(text, text.rfind('"meta"') - 1)
    if found is None:
        return None
    scanner = Scanner(text, found.end())
    scanner.skip()
    return (found.end(), scanner.at) if text[scanner.at :].strip() == "}" else None


def _meta(text: str) -> tuple[int, int] | None:
    """Where the value of the resource's own `meta` is; None where it has none."""
    scanner = Scanner(text)
    for key in scanner.members() if '"meta"' in text else ():
        start = scanner.at
        scanner.skip()
        if key == "meta":
            return start, scanner.at
    return None


def _tag_meta(meta: str) -> str:
    scanner = Scanner(meta)
    for key in scanner.members() if '"tag"' in meta else ():
        start = scanner.at
        value = scanner.value()
        if key != "tag":
            continue
        if not isinstance(value, list) or not value:
            return f"{meta[:start]}[{_SUBSETTED_JSON}]{meta[scanner.at :]}"
        if any(_is_subsetted(tag) for tag in value):
            return meta
        return f"{meta[: scanner.at - 1]},{_SUBSETTED_JSON}{meta[scanner.at - 1 :]}"
    comma = "," if meta[1:-1].strip() else ""
    return f'{meta[:-1]}{comma}"tag":[{_SUBSETTED_JSON}]}}'


def _is_subsetted(tag: object) -> bool:
    return isinstance(tag, dict) and _SUBSETTED.items() <= tag.items()


def _reduce_tree(text: str) -> bytes:
    resource = _pruned(_EXACT.decode(text), keep_extensions=False)
    meta = resource.setdefault("meta", {})
    tags = meta.get("tag")
    if not isinstance(tags, list):
        tags = meta["tag"] = []
    if not any(_is_subsetted(tag) for tag in tags):
        tags.append(_SUBSETTED)
    return _MARKED_NUMBER.sub(rb"\1", orjson.dumps(resource))


def _pruned(node: Any, *, keep_extensions: bool) -> Any:
    """The node without what is left out. An element that this empties goes too, as FHIR has no empty elements."""
    if isinstance(node, list):
        pruned = [_pruned(item, keep_extensions=keep_extensions) for item in node]
        return [after for before, after in zip(node, pruned, strict=True) if not _emptied(before, after)]
    if not isinstance(node, dict):
        return node
    kept: dict[str, Any] = {}
    for key, value in node.items():
        if _is_left_out(key, value, node, keep_extensions):
            continue
        if key.startswith("_"):
            pruned = _pruned_companion(value, keep_extensions)
        else:
            pruned = _pruned(value, keep_extensions=keep_extensions or key == "modifierExtension")
        if not _emptied(value, pruned):
            kept[key] = pruned
    return _realigned(kept, node)


def _emptied(before: Any, after: Any) -> bool:
    return isinstance(after, dict | list) and bool(before) and not after


def _is_left_out(key: str, value: Any, holder: dict[str, Any], keep_extensions: bool) -> bool:
    match key:
        case "extension":
            return not keep_extensions
        case "contained":
            return True
        case "text":
            return isinstance(value, dict)
        case "data":
            return _is_string(value) and "dimensions" not in holder
        case "url":
            return _is_string(value) and value.startswith("data:")
    return False


def _is_string(value: Any) -> bool:
    return isinstance(value, str) and not value.startswith(_NUMBER_MARK)


def _pruned_companion(value: Any, keep_extensions: bool) -> Any:
    """What is left of `_birthDate` or `_given`: in a list, items keep their places beside their primitives."""
    if not isinstance(value, list):
        return _pruned(value, keep_extensions=keep_extensions)
    items = [_pruned(item, keep_extensions=keep_extensions) or None for item in value]
    return items if any(item is not None for item in items) else []


def _realigned(kept: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Drops the nulls that only kept a list of primitives in step with a companion that is gone."""
    for companion in node.keys() - kept.keys():
        primitives = kept.get(companion[1:]) if companion.startswith("_") else None
        if isinstance(primitives, list):
            kept[companion[1:]] = [item for item in primitives if item is not None]
    return {key: value for key, value in kept.items() if not _emptied(node.get(key), value)}
