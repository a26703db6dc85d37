"""A kick-off: the parameters that a client sends, and the order that they make."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from server.domain.bulk_data.narrowing import Narrowing
from server.domain.bulk_data.search import TypeFilter, UnsupportedSearch, read_filter, split_filters
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.suggestions import did_you_mean
from server.errors import BadRequest, FieldViolation, Json
from server.limits import MAX_BULK_FILTERS, MAX_BULK_VALUES

NDJSON_FORMATS = frozenset({"application/fhir+ndjson", "application/ndjson", "ndjson"})
PATIENT_LEVEL = "Patient"
GROUP_LEVEL = "Group"

# A FHIR instant (R4, section 2.24.0.1), or a date, which means its beginning in UTC.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d))?")
_LOST_PLUS = re.compile(r" (\d\d:\d\d)$")  # a `+` that is not escaped in a query means a blank
_MAX_SHOWN = 64
_MAX_NAMED = 10  # unknown names that are looked at: a suggestion is a search among all types
_ELEMENT = re.compile(r"([A-Z][A-Za-z]{1,63}\.)?[a-z][A-Za-z]{0,63}", re.ASCII)
_PATIENT = re.compile(r"(?:.*/)?Patient/[A-Za-z0-9.-]{1,64}", re.ASCII)
_ASSOCIATED = frozenset({"LatestProvenanceResources", "RelevantProvenanceResources"})

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A parameter that has no effect, which `handling=lenient` allows, and why."""

    parameter: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whose records: those of every connection that the caller may read, or of one group. `level` is FHIR's."""

    level: str = ""
    group_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOrder:
    """What a client asks for. `types` empty: all that are granted; `patients`: ids of Patients, empty: everybody."""

    types: tuple[str, ...] = ()
    since: datetime | None = None
    narrowing: Narrowing | None = None
    patients: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    def digest(self, *sender: str) -> bytes:
        """The same for the same order of the same sender."""
        order: Json = [
            list(sender),
            list(self.types),
            None if self.since is None else self.since.isoformat(),
            None if self.narrowing is None else self.narrowing.as_json(),
            list(self.patients),
            [[each.parameter, each.reason] for each in self.ignored],
        ]
        return hashlib.sha256(json.dumps(order).encode()).digest()


def read_order(
    parameters: Parameters, *, unknown: Sequence[str] = (), lenient: bool, now: datetime, exportable: Collection[str]
) -> BulkOrder:
    """`unknown`: names of parameters that nobody knows. Raises BadRequest, which names every wrong parameter.

    `lenient` makes what is not supported be ignored. A wrong value is refused all the same.
    """
    return _Reader(parameters, unknown=unknown, lenient=lenient, exportable=exportable).order(now)


class _Reader:
    def __init__(
        self, parameters: Parameters, *, unknown: Sequence[str], lenient: bool, exportable: Collection[str]
    ) -> None:
        self._parameters = parameters
        self._unknown = unknown
        self._lenient = lenient
        self._exportable = exportable
        self._violations: list[FieldViolation] = []
        self._ignored: list[Ignored] = []

    def order(self, now: datetime) -> BulkOrder:
        unknown = sorted(set(self._unknown))
        for name in unknown[:_MAX_NAMED]:
            self._unsupported(name, "is not a parameter of this operation")
        if len(unknown) > _MAX_NAMED:
            self._refuse("parameter", "there are many more that are no parameters of this operation")
        for name in _NOT_SUPPORTED:
            if [each for each in self._parameters.get(name, ()) if each != _DEFAULTS.get(name)]:
                self._unsupported(name, "is not supported")
        self._check_format()
        types, since, narrowing = self._types(), self._since(now), self._narrowing()
        types, patients = self._with_associated(types), self._patients()
        if self._violations:
            raise BadRequest(
                "; ".join(f"{each.field}: {each.description}" for each in self._violations),
                violations=self._violations,
            )
        return BulkOrder(types=types, since=since, narrowing=narrowing, patients=patients, ignored=tuple(self._ignored))

    def _refuse(self, name: str, description: str) -> None:
        self._violations.append(FieldViolation(name, description))

    def _unsupported(self, name: str, reason: str) -> None:
        if self._lenient:
            self._ignored.append(Ignored(parameter=name, reason=reason))
        else:
            self._refuse(name, f"{reason}; leave it out, or send Prefer: handling=lenient to have it ignored")

    def _list(self, name: str) -> list[str]:
        """Repeats and comma lists are one list. It is empty where it is refused."""
        found = [part.strip() for value in self._parameters.get(name, ()) for part in value.split(",") if part.strip()]
        if len(found) > MAX_BULK_VALUES:
            self._refuse(name, f"has more than {MAX_BULK_VALUES} values; send several requests")
            return []
        return found

    def _single(self, name: str) -> str | None:
        values = self._parameters.get(name, ())
        if len(values) > 1:
            self._refuse(name, "appears twice")
        return values[0].strip() if values else None

    def _check_format(self) -> None:
        wanted = self._single("_outputFormat")
        if wanted is not None and wanted.replace(" ", "+") not in NDJSON_FORMATS:
            self._refuse("_outputFormat", f"must be one of {', '.join(sorted(NDJSON_FORMATS))}")

    def _types(self) -> tuple[str, ...]:
        asked = self._list("_type")
        if self._parameters.get("_type") and not asked:
            self._refuse("_type", "must name a FHIR R4 resource type")
        known = sorted(set(asked) & set(self._exportable))
        unknown = sorted(set(asked) - set(known))
        for name in unknown[:_MAX_NAMED]:
            self._refuse_type(name[:_MAX_SHOWN], keep_on=bool(known))
        if len(unknown) > _MAX_NAMED:
            self._refuse("_type", "names many more that are not FHIR R4 resource types")
        return tuple(known)

    def _refuse_type(self, name: str, *, keep_on: bool) -> None:
        if name in R4_RESOURCE_TYPES:
            reason = f"{name} is not exported by this server"
        elif name.isalpha() and name.isascii():
            reason = f"{name} is not a FHIR R4 resource type{did_you_mean(name, R4_RESOURCE_TYPES)}"
        else:
            reason = "holds what is not a FHIR R4 resource type"
        if keep_on:
            self._unsupported("_type", reason)
        else:  # ignored, all types would be exported
            self._refuse("_type", reason)

    def _since(self, now: datetime) -> datetime | None:
        moment = self._instant("_since")
        if moment is not None and moment > now:
            self._refuse("_since", "lies in the future")
        return moment

    def _narrowing(self) -> Narrowing | None:
        until = self._instant("_until")
        texts = [each for value in self._parameters.get("_typeFilter", ()) for each in split_filters(value)]
        if len(texts) > MAX_BULK_FILTERS:
            self._refuse("_typeFilter", f"has more than {MAX_BULK_FILTERS} filters; send several requests")
            texts = []
        filters = [found for each in texts if (found := self._filter(each)) is not None]
        if sum(each.values for each in filters) > MAX_BULK_VALUES:
            self._refuse("_typeFilter", f"has more than {MAX_BULK_VALUES} values; send several requests")
        elements = self._elements()
        if not (until or filters or elements):
            return None
        return Narrowing(until=until, filters=tuple(filters), elements=elements)

    def _elements(self) -> tuple[str, ...]:
        asked = sorted(set(self._list("_elements")))
        if not all(map(_ELEMENT.fullmatch, asked)):
            self._refuse("_elements", "must hold names of root elements, such as Patient.name or id")
        return tuple(asked)

    def _with_associated(self, types: tuple[str, ...]) -> tuple[str, ...]:
        """With Provenance: all that the person has, of which the latest and the relevant are parts."""
        asked = self._list("includeAssociatedData")
        if set(asked) - _ASSOCIATED:
            self._unsupported("includeAssociatedData", f"supports {' and '.join(sorted(_ASSOCIATED))}")
        return tuple(sorted({*types, "Provenance"})) if types and _ASSOCIATED & set(asked) else types

    def _patients(self) -> tuple[str, ...]:
        asked = self._list("patient")
        if not all(map(_PATIENT.fullmatch, asked)):
            self._refuse("patient", "must be references such as Patient/123")
        return tuple(sorted({each.rpartition("/")[2] for each in asked}))

    def _filter(self, text: str) -> TypeFilter | None:
        try:
            found = read_filter(text)
        except UnsupportedSearch as unsupported:
            self._unsupported("_typeFilter", str(unsupported))
            return None
        if found.resource_type not in self._exportable:
            self._unsupported("_typeFilter", "names a type that is not exported by this server")
            return None
        return found

    def _instant(self, name: str) -> datetime | None:
        text = self._single(name)
        if text is None:
            return None
        moment = parse_instant(text)
        if moment is None:
            self._refuse(name, "must be a FHIR instant such as 2026-01-31T08:30:00Z")
        return moment


_NOT_SUPPORTED = (
    "organizeOutputBy",
    "allowPartialManifests",
)
_DEFAULTS = {"allowPartialManifests": "false"}  # asks for nothing


def parse_instant(text: str) -> datetime | None:
    """A FHIR instant or a date in UTC; None for other text."""
    text = _LOST_PLUS.sub(r"+\1", text)
    if not _INSTANT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
