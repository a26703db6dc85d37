"""The few S3 calls that obstore has no name for, about unfinished uploads and versions. Signed, without a body."""

import http.client
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from xml.etree import ElementTree  # nosec B405

from server.artifacts.errors import ArtifactError, ArtifactStoreMisconfigured, ArtifactStoreUnavailable
from server.artifacts.s3_location import S3Credentials, S3Location
from server.artifacts.sigv4 import encoded_query, signed_headers

_READ_BYTES = 1 << 16
_MAX_PAGE_BYTES = 8 << 20  # a page lists at most 1,000 names, which have at most 1,024 bytes
_RETRY_DELAYS_SECONDS = (0.1, 0.5)


class NotOffered(ArtifactError):
    """Expected: a store that speaks S3 without this part of it."""


class S3Requests:
    """Requests to one bucket."""

    def __init__(self, location: S3Location, credentials: S3Credentials) -> None:
        self._location = location
        self._credentials = credentials
        self._endpoint = urlsplit(location.endpoint)

    def pages(self, listing: str, prefix: str, markers: Mapping[str, str]) -> Iterator[ElementTree.Element]:
        """The pages of a listing of object names that begin with the location's prefix and `prefix`. `markers`: which
        elements of a page say where the next one begins, by the names of their parameters."""
        query = {listing: "", "prefix": self._location.prefix + prefix}
        while True:
            page = _parsed(self._send("GET", f"/{self._location.bucket}", query))
            yield page
            if page.findtext("{*}IsTruncated") != "true":
                return
            query |= {name: page.findtext(f"{{*}}{element}") or "" for name, element in markers.items()}

    def delete(self, key: str, query: Mapping[str, str]) -> None:
        """`key` is a full object name. Nothing happens when it is gone already."""
        self._send("DELETE", f"/{self._location.bucket}/{key}", query)

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
        if status == HTTPStatus.NOT_IMPLEMENTED:
            raise NotOffered("the artifact store does not offer this request")
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES or (
            status == HTTPStatus.NOT_FOUND and method == "DELETE"
        ):
            return body
        if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ArtifactStoreMisconfigured(
                f"the artifacts bucket answers {status} to requests about unfinished uploads or versions; "
                "look at its name and permissions"
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
