"""The one table from error codes to what the two front doors say.

REST: RFC 9457 `application/problem+json`. gRPC: the status code of the same row. The OpenAPI document, the rendered
Envoy configuration and the gRPC server all read this table; a contract test holds it against `server.errors`.
"""

from dataclasses import dataclass

PROBLEM_TYPE_PREFIX = "https://curaeai.com/problems/"
ERROR_DOMAIN = "curaeai.com"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """What every occurrence of one code has in common. `grpc` is the name of a `grpc.StatusCode`."""

    code: str
    http: int
    grpc: str
    title: str
    retryable: bool = False

    @property
    def type(self) -> str:
        return PROBLEM_TYPE_PREFIX + self.slug

    @property
    def slug(self) -> str:
        """The last part of `type`, and of the path at which a deployment serves the code's page."""
        return self.code.lower().replace("_", "-")


_KINDS = (
    ProblemKind("BAD_REQUEST", 400, "INVALID_ARGUMENT", "Invalid request"),
    ProblemKind("IDEMPOTENCY_KEY_REQUIRED", 400, "INVALID_ARGUMENT", "An Idempotency-Key is required"),
    ProblemKind("UNAUTHENTICATED", 401, "UNAUTHENTICATED", "A valid API key is required"),
    ProblemKind("SCOPE_INSUFFICIENT", 403, "PERMISSION_DENIED", "The API key lacks a scope"),
    ProblemKind("WRONG_ENVIRONMENT", 403, "PERMISSION_DENIED", "The API key is for another environment"),
    ProblemKind("SDK_SIGNAL_TYPE_NOT_ALLOWED", 403, "PERMISSION_DENIED", "The connection does not allow this signal"),
    ProblemKind("SDK_RESOURCE_TYPE_NOT_AUTHORIZED", 403, "PERMISSION_DENIED", "The resource type is not authorized"),
    ProblemKind("SDK_CONNECTION_NOT_ACTIVE", 403, "PERMISSION_DENIED", "The connection is not active"),
    ProblemKind("NOT_FOUND", 404, "NOT_FOUND", "Not found"),
    ProblemKind("METHOD_NOT_ALLOWED", 405, "UNIMPLEMENTED", "The method is not allowed here"),
    ProblemKind("SDK_EXPORT_NOT_READY", 409, "FAILED_PRECONDITION", "The export is not ready", retryable=True),
    ProblemKind("SDK_EXPORT_EXPIRED", 409, "FAILED_PRECONDITION", "The export has expired"),
    ProblemKind("SDK_EXPORT_FAILED", 409, "FAILED_PRECONDITION", "The export failed"),
    ProblemKind("SDK_EXPORT_CANCELLED", 409, "FAILED_PRECONDITION", "The export was cancelled"),
    ProblemKind("SDK_SIGNAL_WITHDRAWN", 409, "FAILED_PRECONDITION", "The signal was withdrawn"),
    ProblemKind("SDK_IMPORT_CONFLICT", 409, "FAILED_PRECONDITION", "The import cannot go on from here"),
    ProblemKind("PAYLOAD_TOO_LARGE", 413, "INVALID_ARGUMENT", "The request body is too large"),
    ProblemKind("SDK_SIGNAL_PAYLOAD_TOO_LARGE", 413, "INVALID_ARGUMENT", "The signal payload is too large"),
    ProblemKind("UNSUPPORTED_MEDIA_TYPE", 415, "INVALID_ARGUMENT", "The media type is not supported"),
    ProblemKind("RANGE_NOT_SATISFIABLE", 416, "OUT_OF_RANGE", "The range cannot be satisfied"),
    ProblemKind("IDEMPOTENCY_KEY_REUSED", 422, "FAILED_PRECONDITION", "The Idempotency-Key belongs to another request"),
    ProblemKind("SDK_EXPORT_SINCE_TOO_OLD", 422, "FAILED_PRECONDITION", "The time in since is too old"),
    ProblemKind("SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH", 422, "INVALID_ARGUMENT", "The payload does not match its schema"),
    ProblemKind("SDK_SIGNAL_PHI_DETECTED", 422, "INVALID_ARGUMENT", "The payload contains identifying information"),
    ProblemKind("SDK_SIGNAL_TIME_OUT_OF_BOUNDS", 422, "INVALID_ARGUMENT", "The signal's time is out of bounds"),
    ProblemKind("SDK_SIGNAL_NAMESPACE_UNKNOWN", 422, "INVALID_ARGUMENT", "The signal namespace or type is unknown"),
    ProblemKind("RATE_LIMITED", 429, "RESOURCE_EXHAUSTED", "Too many requests", retryable=True),
    ProblemKind("INTERNAL", 500, "INTERNAL", "Internal error"),
    ProblemKind("UNAVAILABLE", 503, "UNAVAILABLE", "The service is unavailable", retryable=True),
    ProblemKind("DEADLINE_EXCEEDED", 504, "DEADLINE_EXCEEDED", "The request took too long", retryable=True),
)

PROBLEMS = {kind.code: kind for kind in _KINDS}
