"""Files that are compressed on the way: ranges, strong ETags and sha256 stay those of the bytes as they are."""

import gzip
import hashlib
from typing import Any

import httpx
import pytest

from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import SYSTEM, Place, resource
from tests.parts.in_process import App

RECORDS = 500


@pytest.fixture
def app(place: Place) -> App:
    app = place.stack.new_app()
    place.store(app.connection, *(resource("Observation", f"o{number}") for number in range(RECORDS)))
    place.store(app.connection, resource("Patient", "p"))
    return app


def _raw(place: Place, app: App, url: str, method: str = "GET", **headers: str) -> tuple[httpx.Response, bytes]:
    """The response, and its body as it came."""
    fields = {"authorization": app.authorization[1], "accept-encoding": "gzip"} | headers
    with place.rest.stream(method, url, headers=fields) as response:
        return response, b"".join(response.iter_raw())


def _files(manifest: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """By type: the URL and the sha256."""
    return {
        item["type"]: (item["url"], facts["sha256"])
        for item in manifest["output"]
        for facts in item["extension"].values()
    }


def test_a_file_comes_as_gzip_to_who_takes_it(place: Place, app: App) -> None:
    url, sha256 = _files(place.finished(app, SYSTEM))["Observation"]
    response, body = _raw(place, app, url)
    assert response.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in response.headers["vary"].lower()
    assert response.headers["content-type"] == "application/fhir+ndjson"
    assert not {"content-length", "accept-ranges", "content-range"} & response.headers.keys()
    assert response.headers["etag"] == f'W/"{sha256}"'
    plain = gzip.decompress(body)
    assert hashlib.sha256(plain).hexdigest() == sha256
    assert len(body) < len(plain) / 4
    again, nothing = _raw(place, app, url, **{"if-none-match": response.headers["etag"]})
    assert (again.status_code, nothing) == (304, b"")
    assert "content-encoding" not in again.headers


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0, identity", "br"])
def test_who_takes_no_gzip_gets_the_bytes_of_the_manifest(place: Place, app: App, accepted: str) -> None:
    url, sha256 = _files(place.finished(app, SYSTEM))["Observation"]
    response, body = _raw(place, app, url, **{"accept-encoding": accepted})
    assert "content-encoding" not in response.headers
    assert hashlib.sha256(body).hexdigest() == sha256
    assert response.headers["etag"] == f'"{sha256}"'
    assert response.headers["accept-ranges"] == "bytes"
    assert int(response.headers["content-length"]) == len(body)


def test_a_range_is_of_the_bytes_of_the_manifest_whatever_is_accepted(place: Place, app: App) -> None:
    url, sha256 = _files(place.finished(app, SYSTEM))["Observation"]
    whole = _raw(place, app, url, **{"accept-encoding": "identity"})[1]
    part, body = _raw(place, app, url, range="bytes=5000-", **{"if-range": f'"{sha256}"'})
    assert (part.status_code, body) == (206, whole[5000:])
    assert part.headers["content-range"] == f"bytes 5000-{len(whole) - 1}/{len(whole)}"
    assert part.headers["etag"] == f'"{sha256}"'
    assert "content-encoding" not in part.headers
    # A weak ETag, as came with gzip, never resumes: the whole file comes again.
    weak, body = _raw(place, app, url, range="bytes=5000-", **{"if-range": f'W/"{sha256}"'})
    assert (weak.status_code, gzip.decompress(body)) == (200, whole)


def test_only_files_are_compressed_and_only_where_it_helps(place: Place, app: App) -> None:
    started = place.start(app)
    status_url = started.headers["content-location"]
    files = _files(place.manifest(app, status_url))
    small, body = _raw(place, app, files["Patient"][0])
    assert "content-encoding" not in small.headers
    assert hashlib.sha256(body).hexdigest() == files["Patient"][1]
    for path in (status_url, "/fhir/metadata", "/fhir/.well-known/smart-configuration"):
        assert "content-encoding" not in _raw(place, app, path)[0].headers
    head, body = _raw(place, app, files["Observation"][0], "HEAD")
    assert body == b"" and "content-encoding" not in head.headers
    exports = place.get(app, "/api/sdk/v1/records/exports").json()["exports"]
    artifact, body = _raw(place, app, f"/api/sdk/v1/records/exports/{exports[0]['id']}/artifact")
    assert artifact.status_code == 200 and "content-encoding" not in artifact.headers
    assert hashlib.sha256(body).hexdigest() == artifact.headers["etag"].strip('"')
    assert_outcome(place.get(app, f"{status_url}/nothing", **{"accept-encoding": "gzip"}), "NOT_FOUND")


def test_over_http2_too(place: Place, app: App) -> None:
    url, sha256 = _files(place.finished(app, SYSTEM))["Observation"]
    with httpx.Client(http1=False, http2=True) as client:
        headers = {"authorization": app.authorization[1], "accept-encoding": "gzip"}
        file = client.get(url, headers=headers)
        assert file.headers["content-encoding"] == "gzip"
        assert hashlib.sha256(file.content).hexdigest() == sha256
        assert client.head(url, headers=headers).content == b""
