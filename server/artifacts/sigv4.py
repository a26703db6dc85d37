"""AWS Signature Version 4 as headers.

Source: "Create a signed AWS API request" in the AWS IAM user guide. Needed for the few S3 calls that obstore has no
name for: those about unfinished multipart uploads, and about versions.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from server.artifacts.s3_location import S3Credentials

_ALGORITHM = "AWS4-HMAC-SHA256"


def encoded_query(query: Mapping[str, str]) -> str:
    """The query string in canonical form: sorted, all but unreserved characters percent-encoded."""
    return urlencode(sorted(query.items()), quote_via=quote, safe="-_.~")


def signed_headers(
    *,
    method: str,
    host: str,
    path: str,
    query: Mapping[str, str],
    region: str,
    credentials: S3Credentials,
    now: datetime,
    body: bytes = b"",
) -> dict[str, str]:
    """The headers to send, signature included. `path` is sent as it stands and needs no escaping."""
    payload = hashlib.sha256(body).hexdigest()
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    headers = {"host": host, "x-amz-content-sha256": payload, "x-amz-date": stamp}
    if credentials.session_token:
        headers["x-amz-security-token"] = credentials.session_token
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join((method, path, encoded_query(query), lines, names, payload))
    scope = f"{stamp[:8]}/{region}/s3/aws4_request"
    message = "\n".join((_ALGORITHM, stamp, scope, hashlib.sha256(request.encode()).hexdigest()))
    signature = hmac.new(_signing_key(credentials, scope), message.encode(), hashlib.sha256).hexdigest()
    identity = f"{credentials.access_key_id}/{scope}"
    headers["authorization"] = f"{_ALGORITHM} Credential={identity}, SignedHeaders={names}, Signature={signature}"
    return headers


def _signing_key(credentials: S3Credentials, scope: str) -> bytes:
    key = f"AWS4{credentials.secret_access_key}".encode()
    for step in scope.split("/"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    return key
