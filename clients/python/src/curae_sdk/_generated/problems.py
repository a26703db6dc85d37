"""One class for each error code. Generated from the OpenAPI document by `make gen`; do not edit."""

from collections.abc import Mapping

from curae_sdk.errors import ApiError


class BadRequest(ApiError):
    """Invalid request."""


class IdempotencyKeyRequired(ApiError):
    """An Idempotency-Key is required."""


class Unauthenticated(ApiError):
    """A valid API key is required."""


class ScopeInsufficient(ApiError):
    """The API key lacks a scope."""


class WrongEnvironment(ApiError):
    """The API key is for another environment."""


class SdkSignalTypeNotAllowed(ApiError):
    """The connection does not allow this signal."""


class SdkResourceTypeNotAuthorized(ApiError):
    """The resource type is not authorized."""


class SdkConnectionNotActive(ApiError):
    """The connection is not active."""


class NotFound(ApiError):
    """Not found."""


class MethodNotAllowed(ApiError):
    """The method is not allowed here."""


class SdkExportNotReady(ApiError):
    """The export is not ready."""


class SdkExportExpired(ApiError):
    """The export has expired."""


class SdkExportFailed(ApiError):
    """The export failed."""


class SdkExportCancelled(ApiError):
    """The export was cancelled."""


class SdkSignalWithdrawn(ApiError):
    """The signal was withdrawn."""


class SdkImportConflict(ApiError):
    """The import cannot go on from here."""


class PayloadTooLarge(ApiError):
    """The request body is too large."""


class SdkSignalPayloadTooLarge(ApiError):
    """The signal payload is too large."""


class UnsupportedMediaType(ApiError):
    """The media type is not supported."""


class RangeNotSatisfiable(ApiError):
    """The range cannot be satisfied."""


class IdempotencyKeyReused(ApiError):
    """The Idempotency-Key belongs to another request."""


class SdkExportSinceTooOld(ApiError):
    """The time in since is too old."""


class SdkSignalPayloadSchemaMismatch(ApiError):
    """The payload does not match its schema."""


class SdkSignalPhiDetected(ApiError):
    """The payload contains identifying information."""


class SdkSignalTimeOutOfBounds(ApiError):
    """The signal's time is out of bounds."""


class SdkSignalNamespaceUnknown(ApiError):
    """The signal namespace or type is unknown."""


class RateLimited(ApiError):
    """Too many requests."""


class Internal(ApiError):
    """Internal error."""


class Unavailable(ApiError):
    """The service is unavailable."""


class DeadlineExceeded(ApiError):
    """The request took too long."""


BY_CODE: Mapping[str, type[ApiError]] = {
    "BAD_REQUEST": BadRequest,
    "IDEMPOTENCY_KEY_REQUIRED": IdempotencyKeyRequired,
    "UNAUTHENTICATED": Unauthenticated,
    "SCOPE_INSUFFICIENT": ScopeInsufficient,
    "WRONG_ENVIRONMENT": WrongEnvironment,
    "SDK_SIGNAL_TYPE_NOT_ALLOWED": SdkSignalTypeNotAllowed,
    "SDK_RESOURCE_TYPE_NOT_AUTHORIZED": SdkResourceTypeNotAuthorized,
    "SDK_CONNECTION_NOT_ACTIVE": SdkConnectionNotActive,
    "NOT_FOUND": NotFound,
    "METHOD_NOT_ALLOWED": MethodNotAllowed,
    "SDK_EXPORT_NOT_READY": SdkExportNotReady,
    "SDK_EXPORT_EXPIRED": SdkExportExpired,
    "SDK_EXPORT_FAILED": SdkExportFailed,
    "SDK_EXPORT_CANCELLED": SdkExportCancelled,
    "SDK_SIGNAL_WITHDRAWN": SdkSignalWithdrawn,
    "SDK_IMPORT_CONFLICT": SdkImportConflict,
    "PAYLOAD_TOO_LARGE": PayloadTooLarge,
    "SDK_SIGNAL_PAYLOAD_TOO_LARGE": SdkSignalPayloadTooLarge,
    "UNSUPPORTED_MEDIA_TYPE": UnsupportedMediaType,
    "RANGE_NOT_SATISFIABLE": RangeNotSatisfiable,
    "IDEMPOTENCY_KEY_REUSED": IdempotencyKeyReused,
    "SDK_EXPORT_SINCE_TOO_OLD": SdkExportSinceTooOld,
    "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH": SdkSignalPayloadSchemaMismatch,
    "SDK_SIGNAL_PHI_DETECTED": SdkSignalPhiDetected,
    "SDK_SIGNAL_TIME_OUT_OF_BOUNDS": SdkSignalTimeOutOfBounds,
    "SDK_SIGNAL_NAMESPACE_UNKNOWN": SdkSignalNamespaceUnknown,
    "RATE_LIMITED": RateLimited,
    "INTERNAL": Internal,
    "UNAVAILABLE": Unavailable,
    "DEADLINE_EXCEEDED": DeadlineExceeded,
}
