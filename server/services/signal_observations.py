"""Stored signals as FHIR R4 Observations, for analysts and EHRs, and a count of what none of them holds."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from server.domain.signals.observations import (
    Happened,
    SchemaFields,
    SentSignal,
    observations_of,
    retractions_of,
)
from server.domain.signals.tombstone import Tombstone
from server.errors import Json
from server.store.signal_schemas import RegisteredSchema
from server.store.signals import Signal


class SignalObservations:
    """Turns signals into Observations by the schema version that each has met.

    After the reading, `written` counts Observations by status, `read` what they were made of, and `left_out` the
    signals by type, place and reason.
    """

    def __init__(self, schemas: Iterable[RegisteredSchema]) -> None:
        self._fields: dict[tuple[str, str], dict[int, SchemaFields]] = {}
        for each in schemas:
            versions = self._fields.setdefault((each.namespace, each.signal_type), {})
            versions[each.version] = SchemaFields(each.schema)
        self.read = 0
        self.written: Counter[str] = Counter()
        self.left_out: Counter[tuple[str, str, str]] = Counter()

    def of_all(self, signals: Iterable[Signal | Tombstone]) -> Iterator[Mapping[str, Json]]:
        for each in signals:
            self.read += 1
            found = self._retractions(each) if isinstance(each, Tombstone) else self._observations(each)
            for observation in found:
                self.written[str(observation["status"])] += 1
                yield observation

    def _observations(self, signal: Signal) -> list[dict[str, Json]]:
        fields = self._fields[signal.namespace, signal.signal_type][signal.schema_version]
        sent = _sent(signal, signal.received_at)
        found, left_out = observations_of(sent, fields, json.loads(signal.payload), _happened(signal))
        self.left_out.update((sent.name, place, reason) for place, reason in left_out)
        return found

    def _retractions(self, tombstone: Tombstone) -> list[dict[str, Json]]:
        sent = _sent(tombstone, tombstone.withdrawn_at)
        versions = self._fields.get((tombstone.namespace, tombstone.signal_type), {})
        found = list(retractions_of(sent, list(versions.values())))
        if not found:
            self.left_out[sent.name, "", "is withdrawn, and its type has no x-loinc or x-ucum"] += 1
        return found


def _sent(stored: Signal | Tombstone, known_at: datetime) -> SentSignal:
    return SentSignal(
        id=stored.id,
        tenant_id=stored.tenant_id,
        connection_id=stored.connection_id,
        namespace=stored.namespace,
        signal_type=stored.signal_type,
        known_at=known_at,
    )


def _happened(signal: Signal) -> Happened:
    """By our clock: where the device's clock was wrong, begin and end have moved alike."""
    began = signal.occurred_at or signal.received_at
    at = signal.event_at or began
    until = None if signal.occurred_until is None else signal.occurred_until + (at - began)
    return Happened(at=at, at_offset=signal.occurred_at_offset, until=until, until_offset=signal.occurred_until_offset)
