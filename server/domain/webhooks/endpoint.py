"""An endpoint of an app, and what became of an event there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.webhooks.events import EventType, WebhookEvent
from server.domain.webhooks.signature import derive_secret

ROTATION_OVERLAP = timedelta(hours=24)


class DeliveryStatus(StrEnum):
    PENDING = "PENDING"
    DELIVERED = "DELIVERED"
    GIVEN_UP = "GIVEN_UP"


class DeliveryError(StrEnum):
    """Why the last attempt failed. The documented list of `lastError`; an answer but 2xx has its HTTP status too."""

    HTTP_STATUS = "HTTP_STATUS"
    TIMEOUT = "TIMEOUT"
    CONNECTION_FAILED = "CONNECTION_FAILED"
    TLS_FAILED = "TLS_FAILED"
    NAME_NOT_RESOLVED = "NAME_NOT_RESOLVED"
    ADDRESS_REFUSED = "ADDRESS_REFUSED"  # the host leads to an address that is not public
    INVALID_RESPONSE = "INVALID_RESPONSE"  # the response was not valid HTTP
    SIGNING_KEY_CHANGED = "SIGNING_KEY_CHANGED"  # the deployment no longer has the key that the secret came from
    ENDPOINT_ENDED = "ENDPOINT_ENDED"  # revoked, or disabled by 410 Gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """`previous_until`: until then the secret of the generation before signs too."""

    id: str
    tenant_id: str
    url: str
    events: frozenset[EventType]
    generation: int
    previous_until: datetime | None
    key_fingerprint: str
    created_at: datetime
    revoked_at: datetime | None
    disabled_at: datetime | None

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.disabled_at is None

    @property
    def status(self) -> str:
        return "REVOKED" if self.revoked_at else "DISABLED" if self.disabled_at else "ACTIVE"

    def secrets(self, signing_key: bytes, now: datetime) -> list[str]:
        """Those to sign with, the newest first."""
        rotating = self.previous_until is not None and now < self.previous_until
        generations = [self.generation, self.generation - 1] if rotating else [self.generation]
        return [derive_secret(signing_key, self.id, generation) for generation in generations]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event on its way to one endpoint. `last_status` is the HTTP status of the last answer."""

    event: WebhookEvent
    endpoint_id: str
    status: DeliveryStatus
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None
    last_attempt_at: datetime | None
    last_status: int | None
    last_error: DeliveryError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one attempt ended: the HTTP status of the answer, or why there was none.

    `retry_after` is that header of an answer that failed, as it came.
    """

    status: int | None = None
    error: DeliveryError | None = None
    retry_after: str | None = None

    @property
    def is_delivered(self) -> bool:
        return self.error is None

    @property
    def is_gone(self) -> bool:
        return self.status == 410  # noqa: PLR2004 - HTTP's Gone
