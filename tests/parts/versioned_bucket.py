"""A bucket that keeps versions, on the run's S3 store."""

import urllib.request
import uuid
from datetime import UTC, datetime
from urllib.parse import urlsplit

from server.artifacts.sigv4 import encoded_query, signed_headers
from tests.parts.fixtures import S3Address
from tests.parts.seaweedfs import REGION

_ENABLED = (
    b'<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
    b"<Status>Enabled</Status></VersioningConfiguration>"
)


def versioned_bucket(server: S3Address) -> str:
    """Its CURAE_ARTIFACTS_URL."""
    bucket = f"versions-{uuid.uuid4().hex}"
    request(server, "PUT", f"/{bucket}", {})
    request(server, "PUT", f"/{bucket}", {"versioning": ""}, _ENABLED)
    return f"s3://{bucket}/{uuid.uuid4().hex}?endpoint={server.endpoint}&region={REGION}"


def versions_in(server: S3Address, url: str) -> str:
    """The store's own listing of all versions in the bucket, as XML."""
    return request(server, "GET", f"/{urlsplit(url).netloc}", {"versions": ""}).decode()


def request(server: S3Address, method: str, path: str, query: dict[str, str], body: bytes = b"") -> bytes:
    headers = signed_headers(
        method=method,
        host=urlsplit(server.endpoint).netloc,
        path=path,
        query=query,
        region=REGION,
        credentials=server.credentials,
        now=datetime.now(UTC),
        body=body,
    )
    asked = urllib.request.Request(  # noqa: S310 - our own store's address
        f"{server.endpoint}{path}?{encoded_query(query)}", data=body or None, headers=headers, method=method
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
        return bytes(answer.read())
