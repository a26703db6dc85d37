"""The errors of this package.

    CuraeError
    ├── ApiConnectionError        no answer arrived: the network, DNS, TLS
    │   └── ApiTimeoutError       no answer arrived in time
    ├── ApiError                  the service answered with an error; one class a code in `curae_sdk.problems`
    ├── ExportEnded               an export that was waited for ended FAILED, CANCELLED or EXPIRED
    ├── WaitTimeout               an export that was waited for has not ended in time
    ├── IntegrityError            downloaded bytes differ from the export's sha256 or size
    ├── DownloadInUse             another download writes the same file
    ├── TargetExists              the file to download into exists and holds something else
    └── SignatureError            a webhook's signature does not verify

No error holds an API key, a signed URL, a payload or a record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curae_sdk._generated.models import Export


class CuraeError(Exception):
    """Every error of this package."""


class ApiConnectionError(CuraeError):
    """No answer arrived, on every try that the retry policy allows."""


class ApiTimeoutError(ApiConnectionError):
    """No answer arrived in time, on every try that the retry policy allows."""


_FIELDS = ("status", "code", "detail", "details", "retryable", "request_id", "retry_after")


class ApiError(CuraeError):
    """The service answered with an error (RFC 9457 problem document).

    `code` is stable and names the error; `detail` says what to do; `details` holds facts such as `violations`;
    `request_id` finds the call in the service's logs; `retry_after` is in seconds.
    """

    def __init__(
        self,
        *,
        status: int,
        code: str,
        detail: str,
        details: dict[str, Any] | None = None,
        retryable: bool = False,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        suffix = f" (request id {request_id})" if request_id else ""
        super().__init__(f"{status} {code}: {detail}{suffix}")
        self.status = status
        self.code = code
        self.detail = detail
        self.details = details or {}
        self.retryable = retryable
        self.request_id = request_id
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), {name: getattr(self, name) for name in _FIELDS})


def _restore(kind: type[ApiError], fields: dict[str, Any]) -> ApiError:
    return kind(**fields)


class ExportEnded(CuraeError):
    """The export ended in a state other than READY. `export` is the export as it ended."""

    def __init__(self, export: Export) -> None:
        reason = f" ({export.error_code})" if export.error_code else ""
        super().__init__(f"export {export.id} is {export.status}{reason}; create another one")
        self.export = export

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.export,)


class WaitTimeout(CuraeError):
    """The export has not ended in time. It goes on; wait for it again with `exports.wait(export_id)`."""

    def __init__(self, export_id: str, seconds: float) -> None:
        super().__init__(f"export {export_id} has not ended within {seconds:g} s; it goes on: wait for it again")
        self.export_id = export_id
        self.seconds = seconds

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.export_id, self.seconds)


class IntegrityError(CuraeError):
    """The downloaded bytes differ from the export's sha256 or size. Nothing of them was kept."""


class DownloadInUse(CuraeError):
    """Another download writes the same file."""


class TargetExists(CuraeError):
    """The file to download into exists and is not this export's artifact."""


class SignatureError(CuraeError):
    """The webhook's signature does not verify, or is too old."""
