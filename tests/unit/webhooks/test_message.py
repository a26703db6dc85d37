"""What is sent: the body, the headers, and whose secret signs it."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from server.domain.exports import Export, ExportErrorCode, ExportStatus
from server.domain.webhooks.endpoint import Endpoint
from server.domain.webhooks.events import SUBSCRIBABLE, export_failed, export_ready
from server.domain.webhooks.message import signed_message
from server.domain.webhooks.signature import derive_secret, fingerprint

NOW = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
KEY = b"k" * 64
EXPORT = Export(
    id="0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b",
    tenant_id="0190a1b2-3c4d-7e5f-8a9b-000000000001",
    connection_id="0190a1b2-3c4d-7e5f-8a9b-000000000002",
    status=ExportStatus.RUNNING,
    resource_types=("Observation",),
    include_raw_fhir=True,
    since=None,
    created_at=NOW,
    updated_at=NOW,
    queued_at=NOW,
)
ENDPOINT = Endpoint(
    id="0190a1b2-3c4d-7e5f-8a9b-000000000003",
    tenant_id=EXPORT.tenant_id,
    url="https://app.example/hooks",
    events=SUBSCRIBABLE,
    generation=1,
    previous_until=None,
    key_fingerprint=fingerprint(KEY),
    created_at=NOW,
    revoked_at=None,
    disabled_at=None,
)


def test_the_body_names_what_happened_and_nothing_else() -> None:
    event = export_failed(EXPORT, ExportErrorCode.ATTEMPTS_EXHAUSTED, NOW)
    assert json.loads(event.body()) == {
        "id": event.id,
        "type": "records.export_failed",
        "createdAt": "2026-03-01T12:00:00.250000Z",
        "data": {
            "exportId": EXPORT.id,
            "connectionId": EXPORT.connection_id,
            "status": "FAILED",
            "errorCode": "ATTEMPTS_EXHAUSTED",
        },
    }


def test_a_fact_has_one_id() -> None:
    later = export_ready(EXPORT, NOW + timedelta(hours=1))
    assert export_ready(EXPORT, NOW).id == later.id
    assert export_failed(EXPORT, ExportErrorCode.INTERNAL, NOW).id != later.id


def test_the_signature_is_hmac_sha256_over_time_and_body() -> None:
    message = signed_message(ENDPOINT, export_ready(EXPORT, NOW), KEY, NOW)
    secret = derive_secret(KEY, ENDPOINT.id, 1)
    expected = hmac.new(secret.encode(), b"1772366400." + message.body, hashlib.sha256).hexdigest()
    assert message.headers["CuraeAI-Signature"] == f"t=1772366400,v1={expected}"
    assert message.headers["CuraeAI-Event-Id"] == json.loads(message.body)["id"]


def test_both_secrets_sign_until_the_overlap_is_over() -> None:
    rotated = replace(ENDPOINT, generation=2, previous_until=NOW + timedelta(hours=1))
    new, old = derive_secret(KEY, ENDPOINT.id, 2), derive_secret(KEY, ENDPOINT.id, 1)
    assert rotated.secrets(KEY, NOW) == [new, old]
    assert rotated.secrets(KEY, NOW + timedelta(hours=1)) == [new]


def test_secrets_of_other_endpoints_generations_and_keys_are_others() -> None:
    derived = {
        derive_secret(key, endpoint_id, generation)
        for key in (KEY, b"l" * 64)
        for endpoint_id in (ENDPOINT.id, EXPORT.id)
        for generation in (1, 2, 11)
    }
    assert len(derived) == 12
    assert all(len(secret) == len("whsec_") + 64 for secret in derived)
    assert fingerprint(KEY) != fingerprint(b"l" * 64)
    assert not any(fingerprint(KEY) in secret for secret in derived)


def test_derivation_is_hkdf() -> None:
    """RFC 5869 with the standard library's HMAC, written out: a secret must be the same after every release."""
    extracted = hmac.new(b"curae webhook secret v1", KEY, hashlib.sha256).digest()
    info = f"endpoint {ENDPOINT.id} 1".encode()
    assert (
        derive_secret(KEY, ENDPOINT.id, 1) == "whsec_" + hmac.new(extracted, info + b"\x01", hashlib.sha256).hexdigest()
    )
    assert derive_secret(KEY, ENDPOINT.id, 1) == (
        "whsec_761e918f8a46d861d20205c28a161b9ab52f1e69a5451a515fe5b03d0095e9cc"
    )
