"""Finds the classes of a resource, which decide who may have it: its categories and its sensitive labels.

`category` is read where FHIR R4 has it as a CodeableConcept or a list of them; `meta.security` as a list of Codings.
A category that cannot be read is none, and a label that cannot be read is sensitive: either withholds the record.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.data_packages import catalogue
from server.domain.fhir.rules import Rule
from server.domain.fhir.scan import Malformed
from server.domain.grants import Bits, classes

MAX_CODINGS = 256
# Stored records that cannot be read: as sensitive, and of no category.
UNREADABLE = classes(0, sensitive=True)


def classes_of(resource: Mapping[str, Any]) -> int:
    """The number that `server.domain.grants` describes. Raises Malformed for more than MAX_CODINGS in one place."""
    meta, contained, category = resource.get("meta"), resource.get("contained"), resource.get("category")
    sensitive = _is_sensitive(meta) or (contained is not None and _contains_sensitive(contained))
    return classes(0 if category is None else _categories(category), sensitive=sensitive)


def _categories(category: Any) -> Bits:
    known = catalogue().category_bits
    bits = number = 0
    for concept in category if isinstance(category, list) else (category,):
        codings = _codings(concept)
        number += len(codings)
        _require_at_most("category", number)
        for coding in codings:
            if isinstance(coding, dict):
                system, code = coding.get("system"), coding.get("code")
                if isinstance(system, str) and isinstance(code, str):
                    bits |= known.get((system, code), 0)
    return bits


def _codings(concept: Any) -> Sequence[Any]:
    """The Codings of a CodeableConcept; without any it counts as one."""
    codings = concept.get("coding") if isinstance(concept, dict) else None
    return codings if isinstance(codings, list) and codings else (None,)


def _is_sensitive(meta: Any) -> bool:
    labels = meta.get("security") if isinstance(meta, dict) else None
    if labels is None:
        return False
    if not isinstance(labels, list):
        return True
    _require_at_most("meta.security", len(labels))
    return any(map(_is_sensitive_label, labels))


def _contains_sensitive(contained: Any) -> bool:
    """FHIR forbids labels in contained resources (dom-5); a server that writes one nevertheless means it."""
    resources = contained if isinstance(contained, list) else ()
    return any(_is_sensitive(each.get("meta")) for each in resources if isinstance(each, dict))


def _is_sensitive_label(label: Any) -> bool:
    if not isinstance(label, dict):
        return True
    system, code = label.get("system", ""), label.get("code", "")
    if not isinstance(system, str) or not isinstance(code, str):
        return True
    return (system, code) in catalogue().sensitive_codes


def _require_at_most(place: str, number: int) -> None:
    if number > MAX_CODINGS:
        raise Malformed(f"{place} holds more than {MAX_CODINGS} codings", rule=Rule.CODINGS)
