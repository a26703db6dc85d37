"""The webhooks of a deployment, as its settings describe them."""

from server.clock import Clock, uuid7
from server.config import Settings
from server.services.webhooks import Webhooks
from server.store.engine import Database
from server.webhooks.sender import Sender


def build_webhooks(settings: Settings, database: Database, clock: Clock | None = None) -> Webhooks:
    return Webhooks(
        database,
        build_sender(settings),
        clock or database.clock,
        uuid7,
        signing_key=settings.signing_key_bytes,
        allow_private=settings.webhooks_allow_private,
    )


def build_sender(settings: Settings) -> Sender:
    return Sender(timeout_seconds=settings.webhook_timeout_seconds, allow_private=settings.webhooks_allow_private)
