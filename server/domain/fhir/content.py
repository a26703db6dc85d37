"""Whether two stored contents are the same resource."""

import json
from typing import Any


def same_content(one: bytes, other: bytes) -> bool:
    """Whether two resources, each valid JSON, are equal value by value, apart from the version that `meta` names.

    The order of members and the white space do not count. Numbers are compared digit by digit: FHIR's decimals have a
    precision, so 1.0 is not 1.00 (R4, 2.24.0.1).
    """
    return one == other or _unversioned(one) == _unversioned(other)


def _unversioned(content: bytes) -> Any:
    # A tuple is equal to no value that JSON itself gives.
    resource = json.loads(content, parse_float=_number, parse_int=_number)
    meta = resource.pop("meta", {})
    return resource, {name: value for name, value in meta.items() if name not in ("versionId", "lastUpdated")}


def _number(digits: str) -> tuple[str]:
    return (digits,)
