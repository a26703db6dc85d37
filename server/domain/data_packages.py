"""The named data packages that a connection grants, by the rules of `data_packages.toml`."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from server.domain.data_package_file import Catalogue, read_catalogue
from server.domain.grants import Bits, Grant
from server.errors import BadRequest

_FILE = "data_packages.toml"
_PACKAGE_SETS = 4096


@cache
def catalogue() -> Catalogue:
    """The packages of this code. Raises InvalidDataPackages; processes call it once before they begin to work."""
    return read_catalogue(files("server.domain").joinpath(_FILE).read_text())


def package_names() -> frozenset[str]:
    return frozenset(catalogue().packages)


def require_packages(names: Iterable[str]) -> None:
    """Raises BadRequest, with the known names, where one is not a package."""
    known = package_names()
    if not known.issuperset(names):
        raise BadRequest.of("dataPackages", f"not a data package; known are {', '.join(sorted(known))}")


@lru_cache(_PACKAGE_SETS)
def granted_by(names: frozenset[str]) -> Grant:
    """What packages grant together. A name that only a later version of this code knows grants nothing here."""
    packages = [package for name, package in catalogue().packages.items() if name in names]
    types: dict[str, Bits] = {}
    for package in packages:
        for resource_type, bits in package.types.items():
            types[resource_type] = types.get(resource_type, 0) | bits
    return Grant(types=types, sensitive=any(package.sensitive for package in packages))


def exportable_types() -> frozenset[str]:
    """Every resource type of which some package grants records."""
    return frozenset(granted_by(package_names()).types)
