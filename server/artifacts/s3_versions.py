"""The versions of objects: what a bucket with versions keeps of an object that was deleted or replaced."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from server.artifacts.s3_requests import NotOffered, S3Requests

_MARKERS = {"key-marker": "NextKeyMarker", "version-id-marker": "NextVersionIdMarker"}
_KINDS = ("{*}Version", "{*}DeleteMarker")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectVersion:
    """A version, or the mark of a deletion. `key` is the full object name. A bucket that keeps no versions has one of
    each object, whose id is `null`."""

    key: str
    version_id: str


class ObjectVersions:
    def __init__(self, requests: S3Requests) -> None:
        self._requests = requests

    def under(self, prefix: str) -> Iterator[ObjectVersion]:
        """Every version of the objects whose name begins with the location's prefix and `prefix`; none where the store
        has no versions."""
        with suppress(NotOffered):
            for page in self._requests.pages("versions", prefix, _MARKERS):
                for kind in _KINDS:
                    for version in page.iterfind(kind):
                        key = version.findtext("{*}Key") or ""
                        yield ObjectVersion(key=key, version_id=version.findtext("{*}VersionId") or "null")

    def delete(self, version: ObjectVersion) -> None:
        self._requests.delete(version.key, {"versionId": version.version_id})
