"""An event as it is sent to an endpoint."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.webhooks.endpoint import Endpoint
from server.domain.webhooks.events import WebhookEvent
from server.domain.webhooks.signature import EVENT_ID_HEADER, SIGNATURE_HEADER, signature_header

USER_AGENT = "CuraeAI-Webhooks/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    headers: dict[str, str]
    body: bytes


def signed_message(endpoint: Endpoint, event: WebhookEvent, signing_key: bytes, now: datetime) -> Message:
    """Each attempt has a new signature, so that a receiver can reject old calls. Event id and body stay the same."""
    body = event.body()
    headers = {
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        EVENT_ID_HEADER: event.id,
        SIGNATURE_HEADER: signature_header(endpoint.secrets(signing_key, now), body, now),
    }
    return Message(headers=headers, body=body)
