"""FHIR resources compared value by value, decimals to the digit, and read by another reader than the service's own."""

import hashlib
import json
import re
from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

FORMER_SOURCE = "https://curaeai.com/fhir/StructureDefinition/former-meta-source"
Key = tuple[str, str]
# What a link becomes; None where it stays.
Links = Callable[[str], str | None]


def values(text: str | bytes) -> Any:
    """JSON with its numbers as they are written."""
    return json.loads(text, parse_float=_number, parse_int=_number)


def _number(digits: str) -> tuple[str]:
    """Equal to the same digits alone: nothing that JSON itself gives is a tuple."""
    return (digits,)


def differences(one: Any, other: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Each place where two values differ; lists of one length are compared item by item."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for name in one.keys() | other.keys():
            yield from differences(one.get(name), other.get(name), f"{path}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, yours) in enumerate(zip(one, other, strict=True)):
            yield from differences(mine, yours, f"{path}[{number}]")
    else:
        yield path, one, other


@dataclass(slots=True)
class Expected:
    """What an input holds: under each key the contents that an import may leave there, and what the links of each may
    become."""

    resources: dict[Key, list[tuple[Any, Links]]] = field(default_factory=dict)

    def add(self, resource: Any, links: Links) -> None:
        key = (resource["resourceType"], resource["id"])
        self.resources.setdefault(key, []).append((resource, links))

    def add_input(self, document: Any) -> None:
        """A resource, or the entries of a Bundle and of those within it."""
        if document.get("resourceType") != "Bundle":
            self.add(document, _stays)
            return
        entries = [entry for entry in document.get("entry", ()) if "resource" in entry]
        keys = {id(entry): _key(entry) for entry in entries}
        ambiguous = _ambiguous(entries, keys, document.get("type"))
        names = {
            entry["fullUrl"]: "/".join(keys[id(entry)])
            for entry in entries
            if "fullUrl" in entry and id(entry) not in ambiguous and keys[id(entry)][1]
        }
        for entry in entries:
            resource = entry["resource"]
            if resource["resourceType"] == "Bundle":
                self.add_input(resource)
            elif id(entry) not in ambiguous and entry.get("search", {}).get("mode") != "outcome":
                base = entry.get("fullUrl", "").rpartition("/")[0].rpartition("/")[0]
                self.add({"id": keys[id(entry)][1], **resource}, partial(_resolved, names, base))


def _stays(link: str) -> None:
    """The links of what is in no Bundle."""


def _resolved(names: dict[str, str], base: str, link: str) -> str | None:
    return names.get(link) or (names.get(f"{base}/{link}") if base else None)


def _key(entry: Any) -> Key:
    resource = entry["resource"]
    named = entry.get("fullUrl", "").replace(":", "/").rpartition("/")[2]
    return resource["resourceType"], resource.get("id", named)


def _ambiguous(entries: list[Any], keys: dict[int, Key], kind: str) -> set[int]:
    """Entries that share their fullUrl, or their type and id under different fullUrls."""
    urls = Counter(
        (entry.get("fullUrl"), entry["resource"].get("meta", {}).get("versionId"))
        for entry in entries
        if kind != "history"
    )
    of_key: dict[Key, set[str]] = {}
    for entry in entries:
        if "fullUrl" in entry:
            of_key.setdefault(keys[id(entry)], set()).add(entry["fullUrl"])
    return {
        id(entry)
        for entry in entries
        if "fullUrl" in entry
        and (
            urls[entry["fullUrl"], entry["resource"].get("meta", {}).get("versionId")] > 1
            or len(of_key[keys[id(entry)]]) > 1
        )
    }


def sourced_id(base: str, resource_type: str, foreign_id: str) -> str:
    """As docs/records.md has it."""
    digest = hashlib.sha256(f"{base}\n{resource_type}\n{foreign_id}".encode()).digest()
    return b32encode(digest[:20]).decode().lower()


_LINK = re.compile(r"([A-Z][A-Za-z]+)/([^/?#]+)((?:/_history/[^/?#]+)?(?:#.*)?)")


def sourced_link(base: str, link: str) -> str | None:
    found = _LINK.fullmatch(link)
    return found and f"{found[1]}/{sourced_id(base, found[1], found[2])}{found[3]}"
