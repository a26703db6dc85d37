"""Unfinished multipart uploads. A crashed writer leaves them in a bucket: they cost money and no listing shows them."""

import http.client
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from xml.etree import ElementTree  # nosec B405

from server.artifacts.errors import ArtifactStoreMisconfigured, ArtifactStoreUnavailable
from server.artifacts.s3_location import S3Credentials, S3Location
from server.artifacts.sigv4 import encoded_query, signed_headers

_READ_BYTES = 1 << 16
_MAX_PAGE_BYTES = 8 << 20  # a page lists at most 1,000 uploads, whose keys have at most 1,024 bytes
_RETRY_DELAYS_SECONDS = (0.1, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedUpload:
    """`key` is the full object name, the location's prefix included."""

    key: str
    upload_id: str
    initiated_at: datetime


class UnfinishedUploads:
    def __init__(self, location: S3Location, credentials: S3Credentials) -> None:
        self._location = location
        self._credentials = credentials
        self._endpoint = urlsplit(location.endpoint)

    def under(self, prefix: str) -> Iterator[UnfinishedUpload]:
        """Every unfinished upload whose object name begins with the location's prefix and `prefix`."""
        query = {"uploads": "", "prefix": self._location.prefix + prefix}
        while True:
            page = _parsed(self._send("GET", f"/{self._location.bucket}", query))
            yield from _uploads(page)
            if page.findtext("{*}IsTruncated") != "true":
                return
            query["key-marker"] = page.findtext("{*}NextKeyMarker") or ""
            query["upload-id-marker"] = page.findtext("{*}NextUploadIdMarker") or ""

    def abort(self, upload: UnfinishedUpload) -> None:
        """Free its parts; nothing happens when it is gone already."""
        self._send("DELETE", f"/{self._location.bucket}/{upload.key}", {"uploadId": upload.upload_id})

    def _send(self, method: str, path: str, query: Mapping[str, str]) -> bytes:
        for delay_seconds in _RETRY_DELAYS_SECONDS:
            try:
                return self._send_once(method, path, query)
            except ArtifactStoreUnavailable:
                time.sleep(delay_seconds)
        return self._send_once(method, path, query)

    def _send_once(self, method: str, path: str, query: Mapping[str, str]) -> bytes:
        try:
            status, body = self._exchange(method, path, query)
        except (OSError, http.client.HTTPException) as error:
            raise ArtifactStoreUnavailable("the artifact store does not answer") from error
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES or (
            status == HTTPStatus.NOT_FOUND and method == "DELETE"
        ):
            return body
        if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ArtifactStoreMisconfigured(
                f"the artifacts bucket answers {status} to multipart requests; look at its name and permissions"
            )
        raise ArtifactStoreUnavailable(f"the artifact store answers {status}")

    def _exchange(self, method: str, path: str, query: Mapping[str, str]) -> tuple[int, bytes]:
        secure = self._endpoint.scheme == "https"
        connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        deadline = time.monotonic() + self._location.timeout_seconds
        connection = connect(self._endpoint.netloc, timeout=self._location.timeout_seconds)
        headers = signed_headers(
            method=method,
            host=self._endpoint.netloc,
            path=path,
            query=query,
            region=self._location.region,
            credentials=self._credentials,
            now=datetime.now(UTC),
        )
        try:
            connection.request(method, f"{path}?{encoded_query(query)}", headers=headers)
            response = connection.getresponse()
            return response.status, _read(response, deadline)
        finally:
            connection.close()


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The whole body. Raises TimeoutError where it drips in, and HTTPException where it is no page of a listing."""
    body = bytearray()
    while chunk := response.read1(_READ_BYTES):
        body += chunk
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(body) > _MAX_PAGE_BYTES:
            raise http.client.HTTPException
    return bytes(body)


def _parsed(body: bytes) -> ElementTree.Element:
    try:
        # The answer is our own store's, and expat bounds entity expansion.
        return ElementTree.fromstring(body)  # noqa: S314  # nosec B314
    except ElementTree.ParseError as error:
        raise ArtifactStoreUnavailable("the artifact store answers with something that is not S3's XML") from error


def _uploads(page: ElementTree.Element) -> Iterator[UnfinishedUpload]:
    for upload in page.iterfind("{*}Upload"):
        yield UnfinishedUpload(
            key=upload.findtext("{*}Key") or "",
            upload_id=upload.findtext("{*}UploadId") or "",
            initiated_at=datetime.fromisoformat(upload.findtext("{*}Initiated") or ""),
        )
