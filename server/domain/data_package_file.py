"""Reads and validates the file of data packages: one fault in it, and nothing starts."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.grants import WHOLE, Bits
from server.errors import OperatorError

_MAX_BIT = 30

Key = tuple[str, str]


class InvalidDataPackages(OperatorError):
    """Expected: the file of data packages breaks a rule. The text names the place and the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """`types` holds WHOLE, or the bits of the categories that the package grants of the type."""

    name: str
    title: str
    since: int
    types: Mapping[str, Bits]
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The file. `category_bits` has the bits of each (system URI, code), `category_names` those of each category.

    `sensitive_codes` holds (system URI, code), and ("", code) for a label without a system.
    """

    version: int
    codes_version: int
    packages: Mapping[str, Package]
    category_names: Mapping[str, Bits]
    category_bits: Mapping[Key, Bits]
    sensitive_codes: frozenset[Key]

    @property
    def granted_types(self) -> frozenset[str]:
        """All types that any package grants."""
        return frozenset(name for package in self.packages.values() for name in package.types)

    def names_of(self, bits: Bits) -> list[str]:
        """The categories of these bits, by name."""
        return sorted(name for name, bit in self.category_names.items() if bit & bits)


def read_catalogue(text: str) -> Catalogue:
    """Raises InvalidDataPackages."""
    try:
        return _catalogue(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise InvalidDataPackages(f"the file of data packages is not TOML: {fault}") from None
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise InvalidDataPackages(
            f"the file of data packages lacks a value, or has one of another type: {fault}"
        ) from None


def _catalogue(document: dict[str, Any]) -> Catalogue:
    version = document["version"]
    names = _category_names(document["categories"])
    systems = document["systems"]
    packages = {name: _package(name, content, names, version) for name, content in document["packages"].items()}
    _require_every_type(packages, document["carriers"])
    labels = dict(_keys("sensitive", document["sensitive"], systems))
    return Catalogue(
        version=version,
        codes_version=document["codes_version"],
        packages=packages,
        category_names=names,
        category_bits=_category_bits(document["categories"], names, systems),
        sensitive_codes=frozenset(labels) | {("", code) for _, code in labels},
    )


def _category_names(categories: dict[str, Any]) -> dict[str, Bits]:
    names: dict[str, Bits] = {}
    for name, category in categories.items():
        bit = category["bit"]
        if not isinstance(bit, int) or not 1 <= bit <= _MAX_BIT:
            raise InvalidDataPackages(f"categories.{name}.bit is not from 1 to {_MAX_BIT}")
        if 1 << bit in names.values():
            raise InvalidDataPackages(f"categories.{name}.bit is the bit of another category")
        names[name] = 1 << bit
    return names


def _category_bits(categories: dict[str, Any], names: dict[str, Bits], systems: dict[str, Any]) -> dict[Key, Bits]:
    found: dict[Key, Bits] = {}
    for name, category in categories.items():
        for key, place in _keys(f"categories.{name}.codes", category["codes"], systems):
            if key in found:
                raise InvalidDataPackages(f"{place} is a code of another category as well")
            found[key] = names[name]
    return found


def _keys(place: str, codes: dict[str, Any], systems: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    for system, listed in codes.items():
        if system not in systems:
            raise InvalidDataPackages(f"{place}.{system} is not one of [systems]")
        for code in listed:
            for uri in systems[system]:
                yield (uri, code), f"{place}.{system}: {code}"


def _package(name: str, content: dict[str, Any], names: dict[str, Bits], version: int) -> Package:
    place = f"packages.{name}"
    unknown = content.keys() - {"title", "since", "types", "categories", "sensitive"}
    if unknown:
        raise InvalidDataPackages(f"{place}.{min(unknown)} is not a member of a package")
    if not 1 <= content["since"] <= version:
        raise InvalidDataPackages(f"{place}.since is not from 1 to version")
    types: dict[str, Bits] = dict.fromkeys(content.get("types", ()), WHOLE)
    for resource_type, categories in content.get("categories", {}).items():
        if resource_type in types:
            raise InvalidDataPackages(f"{place}.categories.{resource_type} is granted as a whole already")
        types[resource_type] = _bits(f"{place}.categories.{resource_type}", categories, names)
    foreign = types.keys() - R4_RESOURCE_TYPES
    if foreign:
        raise InvalidDataPackages(f"{place} holds {min(foreign)}, which is not a FHIR R4 resource type")
    sensitive = content.get("sensitive", False)
    if not isinstance(sensitive, bool) or bool(types) is sensitive:
        raise InvalidDataPackages(f"{place} grants either types and categories, or sensitive records")
    return Package(name=name, title=content["title"], since=content["since"], types=types, sensitive=sensitive)


def _bits(place: str, categories: list[str], names: dict[str, Bits]) -> Bits:
    bits = 0
    for category in categories:
        if category not in names:
            raise InvalidDataPackages(f"{place} names a category that is not one of [categories]: {category}")
        bits |= names[category]
    if not bits:
        raise InvalidDataPackages(f"{place} is empty")
    return bits


def _require_every_type(packages: Mapping[str, Package], carriers: list[str]) -> None:
    """A type that no package grants as a whole could never leave; a carrier may never leave."""
    whole = {name for package in packages.values() for name, bits in package.types.items() if bits == WHOLE}
    wrong = whole.symmetric_difference(R4_RESOURCE_TYPES.difference(carriers))
    if wrong:
        raise InvalidDataPackages(
            f"{min(wrong)} has to be in a package as a whole, or be one of carriers, and not both"
        )
    if not any(package.sensitive for package in packages.values()):
        raise InvalidDataPackages("no package grants sensitive records")
