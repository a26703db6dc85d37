"""Verifies and reads webhooks: `event = webhooks.unwrap(body, headers, secret)`.

The header `CuraeAI-Signature: t=<unix seconds>,v1=<hex>` holds HMAC-SHA256 over `t`, a dot and the raw body. It holds
several `v1` while a secret is being rotated; one that matches is enough.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from curae_sdk._reading import moment
from curae_sdk.errors import SignatureError

SIGNATURE_HEADER = "CuraeAI-Signature"
TOLERANCE_SECONDS = 300
_MAX_TIME_DIGITS = 12


@dataclass(frozen=True, kw_only=True)
class WebhookEvent:
    """`id` is the same at every delivery of one event: store it with what you do, and do it once.

    `type` is for example `records.export_ready`; `data` holds ids, never a record.
    """

    id: str
    type: str
    created_at: datetime
    data: Mapping[str, Any]


def unwrap(
    body: bytes,
    headers: Mapping[str, str],
    secret: str,
    *,
    tolerance: float = TOLERANCE_SECONDS,
    now: float | None = None,
) -> WebhookEvent:
    """Verifies the signature of the raw `body`, then reads it. `now` is in Unix seconds; default: this machine's clock.

    Raises SignatureError when no signature matches `secret`, or its time is more than `tolerance` seconds away.
    """
    verify(body, _header(headers), secret, tolerance=tolerance, now=now)
    try:
        event = json.loads(body)
        return WebhookEvent(
            id=event["id"], type=event["type"], created_at=moment(event["createdAt"]), data=event["data"]
        )
    except (ValueError, KeyError, TypeError):
        raise SignatureError("the body is signed but is not an event of this service") from None


def verify(
    body: bytes, signature: str, secret: str, *, tolerance: float = TOLERANCE_SECONDS, now: float | None = None
) -> None:
    """Verifies the value of the header. Raises SignatureError."""
    fields = [field.strip().partition("=")[::2] for field in signature.split(",")]
    sent = next((value for name, value in fields if name == "t"), "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= _MAX_TIME_DIGITS):
        raise SignatureError(f"the header {SIGNATURE_HEADER} has no time; is it the one of this webhook?")
    if abs((time.time() if now is None else now) - int(sent)) > tolerance:
        raise SignatureError(f"the signature is more than {tolerance:g} s old or ahead: a replay, or a wrong clock")
    expected = hmac.new(secret.encode(), sent.encode() + b"." + body, hashlib.sha256).hexdigest()
    matches = [hmac.compare_digest(value.encode(), expected.encode()) for name, value in fields if name == "v1"]
    if not any(matches):
        raise SignatureError("no signature matches: give the raw body, unchanged, and the endpoint's own secret")


def _header(headers: Mapping[str, str]) -> str:
    for name, value in headers.items():
        if name.lower() == SIGNATURE_HEADER.lower():
            return value
    raise SignatureError(f"the header {SIGNATURE_HEADER} is missing")
