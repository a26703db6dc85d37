"""What an export leaves out beside what its grant, its types and its `since` leave out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from server.domain.bulk_data.elements import elements_of, keeping
from server.domain.bulk_data.search import TypeFilter, filter_from_json
from server.errors import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Only records that changed before `until`, of a type that `filters` name only what one of them holds; and of
    each only the root `elements`, where there are some."""

    until: datetime | None = None
    filters: tuple[TypeFilter, ...] = ()
    elements: tuple[str, ...] = ()

    def shape(self, resource_type: str) -> Callable[[bytes], bytes] | None:
        """What a record of this type is given as; None where it is given as it is."""
        elements = elements_of(resource_type, self.elements)
        return None if elements is None else keeping(elements)

    def keeps(self, resource_type: str) -> Callable[[bytes], bool] | None:
        """Whether a record of this type, by its content; None where all are kept."""
        filters = [each for each in self.filters if each.resource_type == resource_type]
        if not filters:
            return None

        def keep(content: bytes) -> bool:
            resource = orjson.loads(content)
            return any(each.holds(resource) for each in filters)

        return keep

    def as_json(self) -> dict[str, Json]:
        return {
            "until": None if self.until is None else self.until.isoformat(),
            "filters": [each.as_json() for each in self.filters],
            "elements": list(self.elements),
        }


def narrowing_from_json(stored: Any) -> Narrowing:
    """What `as_json` wrote."""
    until = stored["until"]
    return Narrowing(
        until=None if until is None else datetime.fromisoformat(until).astimezone(UTC),
        filters=tuple(map(filter_from_json, stored["filters"])),
        elements=tuple(stored.get("elements", ())),
    )
