"""A person's connection to an app, and what it grants."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.data_packages import granted_by
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.grants import Grant
from server.domain.signal_grants import SignalGrant
from server.domain.suggestions import did_you_mean
from server.errors import (
    BadRequest,
    ConnectionNotActive,
    FieldViolation,
    ResourceTypeNotAuthorized,
    SignalTypeNotAllowed,
)


class ConnectionStatus(StrEnum):
    PENDING = "PENDING"
    ACTIVE = "ACTIVE"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"


_NEXT: dict[ConnectionStatus, frozenset[ConnectionStatus]] = {
    ConnectionStatus.PENDING: frozenset({ConnectionStatus.ACTIVE, ConnectionStatus.REVOKED}),
    ConnectionStatus.ACTIVE: frozenset({ConnectionStatus.REVOKED, ConnectionStatus.EXPIRED}),
    ConnectionStatus.EXPIRED: frozenset({ConnectionStatus.REVOKED}),
    ConnectionStatus.REVOKED: frozenset(),
}


def sources(target: ConnectionStatus) -> frozenset[ConnectionStatus]:
    """The states from which `target` can be reached: the guard of every status write."""
    return frozenset(status for status, targets in _NEXT.items() if target in targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What a person granted an app: data packages, and signal types, `namespace.type` or `namespace.*`.

    `grant_version` counts the changes of `signal_types`; the person consented to the present ones at `consented_at`.
    """

    id: str
    tenant_id: str
    status: ConnectionStatus
    data_packages: frozenset[str]
    signal_types: frozenset[str]
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    grant_version: int = 1
    consented_at: datetime | None = None  # None: with the connection itself

    @property
    def signal_grant(self) -> SignalGrant:
        """What the app may send now."""
        return SignalGrant(
            version=self.grant_version,
            signal_types=self.signal_types,
            consented_at=self.consented_at or self.created_at,
        )

    @property
    def grant(self) -> Grant:
        """What the data packages grant by the rules of today."""
        return granted_by(self.data_packages)

    def status_at(self, now: datetime) -> ConnectionStatus:
        """An ACTIVE connection is EXPIRED from `expires_at` on, whether or not a sweep has noted it."""
        if self.status is ConnectionStatus.ACTIVE and self.expires_at is not None and self.expires_at <= now:
            return ConnectionStatus.EXPIRED
        return self.status

    def require_active(self, now: datetime) -> None:
        """Raises ConnectionNotActive."""
        status = self.status_at(now)
        if status is not ConnectionStatus.ACTIVE:
            raise _not_active(status)

    def require_not_ended(self, now: datetime) -> None:
        """ACTIVE, or PENDING: records may come in, and its grants be changed, before it grants anything.

        Raises ConnectionNotActive.
        """
        status = self.status_at(now)
        if status not in (ConnectionStatus.ACTIVE, ConnectionStatus.PENDING):
            raise _not_active(status)

    def choose_types(self, requested: list[str]) -> tuple[str, ...]:
        """The resource types to export, sorted: those asked for, or all that are authorized where none is.

        Raises BadRequest for what is no FHIR R4 type and ResourceTypeNotAuthorized for what is not granted.
        """
        violations = [
            FieldViolation(
                f"resourceTypes[{index}]",
                "is not a FHIR R4 resource type"
                + (did_you_mean(name, R4_RESOURCE_TYPES) or "; names are case-sensitive"),
            )
            for index, name in enumerate(requested)
            if name not in R4_RESOURCE_TYPES
        ]
        if violations:
            raise BadRequest("resourceTypes holds a name that is not a FHIR R4 resource type", violations=violations)
        self.require_types(requested)
        return tuple(sorted(set(requested) or self.grant.types))

    def granted_types(self, requested: Collection[str] = ()) -> tuple[str, ...]:
        """Those of the requested types that are authorized, or all that are where none is requested; sorted."""
        granted = self.grant.types.keys()
        return tuple(sorted(granted & set(requested) if requested else granted))

    def require_types(self, types: "list[str] | tuple[str, ...]") -> None:
        """Raises ResourceTypeNotAuthorized unless every type is granted."""
        refused = sorted(set(types) - self.grant.types.keys())
        if refused:
            raise ResourceTypeNotAuthorized(
                f"the connection does not authorize {', '.join(refused)}", details={"resourceTypes": list(refused)}
            )

    def require_grant(self, held: Grant) -> None:
        """Raises ResourceTypeNotAuthorized unless all that an export holds is granted."""
        refused = sorted(self.grant.missing(held))
        if refused:
            raise ResourceTypeNotAuthorized(
                f"the connection no longer authorizes all that the export holds of {', '.join(refused)}; "
                "queue a new export",
                details={"resourceTypes": list(refused)},
            )

    def require_signal_type(self, namespace: str, signal_type: str) -> None:
        """Raises SignalTypeNotAllowed."""
        types = self.signal_types
        if f"{namespace}.{signal_type}" not in types and f"{namespace}.*" not in types:
            raise SignalTypeNotAllowed(
                f"the connection does not allow the signal type {namespace}.{signal_type}",
                details={"allowed": sorted(self.signal_types)},
            )


def _not_active(status: ConnectionStatus) -> ConnectionNotActive:
    return ConnectionNotActive(f"the connection is {status}; the person must connect again", details={"status": status})
