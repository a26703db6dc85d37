"""Short-lived URLs that work without an API key, for what sends no headers: a browser, a download manager."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.exports import Export
from server.domain.signed_link import LinkGrant, Purpose, sign, verify
from server.store import audit


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedLink:
    """A signature that stands in for an API key until `expires_at`.

    `store_url`: where the artifact store itself gives the bytes without a signature of ours, for as long.
    """

    export: Export
    token: str
    expires_at: datetime
    expires_in_seconds: int
    store_url: str | None = None


class Links:
    def __init__(self, clock: Clock, *, signing_key: bytes, ttl_seconds: int) -> None:
        self._clock = clock
        self._signing_key = signing_key
        self._ttl = timedelta(seconds=ttl_seconds)

    def sign(
        self,
        database: DatabaseConnection,
        purpose: Purpose,
        export: Export,
        actor: Actor,
        ttl: timedelta | None = None,
    ) -> SignedLink:
        """A signature that outlives neither its time nor the artifact, recorded in the audit trail."""
        now = self._clock()
        until = _not_before(now + (ttl or self._ttl))
        if export.expires_at is not None:
            until = min(until, _not_before(export.expires_at))
        grant = LinkGrant(purpose=purpose, export_id=export.id, key_id=actor.id, until=until)
        facts: dict[str, Detail] = {"purpose": str(purpose), "until": until.isoformat()}
        audit.record(database, Entry.about(export, Action.LINK_SIGNED, actor=actor, at=now, **facts))
        return SignedLink(
            export=export,
            token=sign(self._signing_key, grant),
            expires_at=until,
            expires_in_seconds=int((until - now).total_seconds()),
        )

    def verify(self, purpose: Purpose, token: str, export_id: str) -> LinkGrant:
        """Raises Unauthenticated where the token is wrong or out of date."""
        return verify(self._signing_key, token, purpose=purpose, export_id=export_id, now=self._clock())


def _not_before(moment: datetime) -> datetime:
    """A signature holds whole seconds. One more is harmless; one less would break the promised lifetime."""
    return (moment + timedelta(microseconds=999_999)).replace(microsecond=0)
