"""Unfinished multipart uploads. A crashed writer leaves them in a bucket: they cost money and no listing shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from server.artifacts.s3_requests import S3Requests

_MARKERS = {"key-marker": "NextKeyMarker", "upload-id-marker": "NextUploadIdMarker"}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedUpload:
    """`key` is the full object name, the location's prefix included."""

    key: str
    upload_id: str
    initiated_at: datetime


class UnfinishedUploads:
    def __init__(self, requests: S3Requests) -> None:
        self._requests = requests

    def under(self, prefix: str) -> Iterator[UnfinishedUpload]:
        """Every unfinished upload whose object name begins with the location's prefix and `prefix`."""
        for page in self._requests.pages("uploads", prefix, _MARKERS):
            for upload in page.iterfind("{*}Upload"):
                yield UnfinishedUpload(
                    key=upload.findtext("{*}Key") or "",
                    upload_id=upload.findtext("{*}UploadId") or "",
                    initiated_at=datetime.fromisoformat(upload.findtext("{*}Initiated") or ""),
                )

    def abort(self, upload: UnfinishedUpload) -> None:
        """Free its parts; nothing happens when it is gone already."""
        self._requests.delete(upload.key, {"uploadId": upload.upload_id})
