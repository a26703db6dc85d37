"""The one error family of the data plane.

An error is what a caller may read: a stable `code`, a client-safe `detail` that names the remedy, and `details`
that are plain JSON. No gRPC and no HTTP here; `server.rpc.problems` maps codes to statuses. Nothing raised from this
module may carry an API key, a signal payload or the content of a record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One field that is wrong. `field` is its JSON name or path, `description` never repeats the value."""

    field: str
    description: str

    def as_json(self) -> Json:
        return {"field": self.field, "description": self.description}


class CuraeError(Exception):
    """Base of every error that a caller may see.

    `detail` is a sentence for the caller; `details` are JSON facts; `retry_after_seconds` says when the same request
    may succeed. A private cause belongs into `raise ... from cause`, where logs can see it and callers cannot.
    """

    code: ClassVar[str] = "INTERNAL"
    retryable: ClassVar[bool] = False
    default_retry_after_seconds: ClassVar[int | None] = None

    def __init__(
        self,
        detail: str,
        *,
        details: Mapping[str, Json] | None = None,
        violations: Sequence[FieldViolation] = (),
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.violations = tuple(violations)
        self.details: dict[str, Json] = dict(details or {})
        if self.violations:
            self.details["violations"] = [violation.as_json() for violation in self.violations]
        self.retry_after_seconds = retry_after_seconds or self.default_retry_after_seconds


class OperatorError(Exception):
    """Expected: a command or a start cannot do what it was asked, for a reason that only an operator can remove.

    The text names the cause and the remedy, for a terminal or a log. It holds no secret.
    """


class Internal(CuraeError):
    """Unexpected: a defect of ours. The cause is logged, never sent."""

    code = "INTERNAL"

    @classmethod
    def caused_by(cls, fault: BaseException) -> "Internal":
        defect = cls("internal error; contact support with the request id")
        defect.__cause__ = fault
        return defect


class Unavailable(CuraeError):
    """Expected: a part that the request needs is unavailable at the moment."""

    code = "UNAVAILABLE"
    retryable = True
    default_retry_after_seconds = 1


class DatabaseFault(Unavailable):
    """Expected: the database cannot be used. Callers read `detail`, operators `for_operators`: the cause, the remedy.

    `reason` is one of those of `server.store.faults`.
    """

    def __init__(
        self,
        detail: str = "the database cannot be used at the moment; try again",
        *,
        reason: Enum | None = None,
        for_operators: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.for_operators = for_operators or detail


class DeadlineExceeded(CuraeError):
    """Expected: the request outlived its deadline."""

    code = "DEADLINE_EXCEEDED"
    retryable = True


class RateLimited(CuraeError):
    """Expected: the caller sends faster than it may, or a bounded queue is full."""

    code = "RATE_LIMITED"
    retryable = True
    default_retry_after_seconds = 1


class BadRequest(CuraeError):
    """Expected: the request is invalid. `violations` name the fields by their JSON names."""

    code = "BAD_REQUEST"

    @classmethod
    def of(cls, field: str, description: str) -> "BadRequest":
        """The common case of one wrong field."""
        return cls(f"{field}: {description}", violations=[FieldViolation(field, description)])


class IdempotencyKeyRequired(CuraeError):
    """Expected: a POST without `Idempotency-Key`."""

    code = "IDEMPOTENCY_KEY_REQUIRED"


class IdempotencyKeyReused(CuraeError):
    """Expected: the key already names another request."""

    code = "IDEMPOTENCY_KEY_REUSED"


class Unauthenticated(CuraeError):
    """Expected: no usable API key. One text for every reason but expiry and revocation of a known key."""

    code = "UNAUTHENTICATED"


class PermissionDenied(CuraeError):
    """Base of the refusals of an authenticated caller; never raised itself."""


class ScopeInsufficient(PermissionDenied):
    """Expected: the key lacks a scope, or a test key asks for records."""

    code = "SCOPE_INSUFFICIENT"


class RoleInsufficient(ScopeInsufficient):
    """Expected: an operator of the console lacks the role that an act needs. To callers the same code."""


class WrongEnvironment(PermissionDenied):
    """Expected: a test key on a live deployment, or the reverse."""

    code = "WRONG_ENVIRONMENT"


class SignalTypeNotAllowed(PermissionDenied):
    """Expected: the connection does not allow signals of this type."""

    code = "SDK_SIGNAL_TYPE_NOT_ALLOWED"


class ResourceTypeNotAuthorized(PermissionDenied):
    """Expected: the connection's data packages do not hold this FHIR resource type."""

    code = "SDK_RESOURCE_TYPE_NOT_AUTHORIZED"


class ConnectionNotActive(PermissionDenied):
    """Expected: the connection is PENDING, REVOKED or EXPIRED."""

    code = "SDK_CONNECTION_NOT_ACTIVE"


class NotFound(CuraeError):
    """Expected: nothing of that id is visible to the caller. Told apart by nothing, so that ids cannot be probed."""

    code = "NOT_FOUND"


class MethodNotAllowed(CuraeError):
    """Expected: the path exists, the method does not."""

    code = "METHOD_NOT_ALLOWED"


class ExportNotReady(CuraeError):
    """Expected: the artifact is asked for while the export is QUEUED or RUNNING."""

    code = "SDK_EXPORT_NOT_READY"
    retryable = True
    default_retry_after_seconds = 1


class ExportUnavailable(CuraeError):
    """Base of the final states that have no artifact; never raised itself."""


class ExportExpired(ExportUnavailable):
    """Expected: the artifact outlived its time and was deleted."""

    code = "SDK_EXPORT_EXPIRED"


class ExportFailed(ExportUnavailable):
    """Expected: the export ended without an artifact."""

    code = "SDK_EXPORT_FAILED"


class ExportCancelled(ExportUnavailable):
    """Expected: the export was cancelled, or its connection revoked."""

    code = "SDK_EXPORT_CANCELLED"


class SinceTooOld(CuraeError):
    """Expected: deletions of as long ago as `since` are forgotten. `details.earliestSince` is the first that works."""

    code = "SDK_EXPORT_SINCE_TOO_OLD"


class ImportConflict(CuraeError):
    """Expected: an import cannot go on from here: another request goes on with it, or a piece of the input is missing.

    `details.committedBytes` is how much of the input is stored.
    """

    code = "SDK_IMPORT_CONFLICT"


class TooLarge(CuraeError):
    """Base of what is over a size limit."""


class PayloadTooLarge(TooLarge):
    """Expected: the whole request body is over the limit."""

    code = "PAYLOAD_TOO_LARGE"


class SignalPayloadTooLarge(TooLarge):
    """Expected: a signal payload over 65,536 bytes as compact UTF-8 JSON."""

    code = "SDK_SIGNAL_PAYLOAD_TOO_LARGE"


class UnsupportedMediaType(CuraeError):
    """Expected: a body that is not `application/json`."""

    code = "UNSUPPORTED_MEDIA_TYPE"


class RangeNotSatisfiable(CuraeError):
    """Expected: the range begins at or past the end. `details.byteSize` is the size."""

    code = "RANGE_NOT_SATISFIABLE"


class SignalRefused(CuraeError):
    """Base of the refusals of a signal's content; never raised itself."""


class SignalSchemaMismatch(SignalRefused):
    """Expected: the payload breaks its schema. `violations` hold JSON Pointers and rules, never values."""

    code = "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH"


class SignalPhiDetected(SignalRefused):
    """Expected: the payload holds PHI. `violations` hold JSON Pointers and kinds, never values.

    `kinds` holds each kind once.
    """

    code = "SDK_SIGNAL_PHI_DETECTED"
    kinds: frozenset[str] = frozenset()


class SignalTimeOutOfBounds(SignalRefused):
    """Expected: the signal happened too long ago, or too far ahead. `details` are the server's time and both bounds."""

    code = "SDK_SIGNAL_TIME_OUT_OF_BOUNDS"

    @classmethod
    def of(cls, field: str, now: datetime, earliest: datetime, latest: datetime) -> "SignalTimeOutOfBounds":
        times = {"serverTime": _rfc3339(now), "earliest": _rfc3339(earliest), "latest": _rfc3339(latest)}
        rule = f"must lie between {times['earliest']} and {times['latest']}; the server's time is {times['serverTime']}"
        return cls(f"{field}: {rule}", details=times, violations=[FieldViolation(field, rule)])


class SignalWithdrawn(CuraeError):
    """Expected: the signal was withdrawn, or replaced before. `details.replacedBy` names what stands in its place."""

    code = "SDK_SIGNAL_WITHDRAWN"


class SignalNamespaceUnknown(SignalRefused):
    """Expected: no such namespace, or no such signal type in it."""

    code = "SDK_SIGNAL_NAMESPACE_UNKNOWN"


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _family(base: type[CuraeError]) -> list[type[CuraeError]]:
    return [base, *(each for child in base.__subclasses__() for each in _family(child))]


# Every error that has a code of its own, by that code.
ERRORS: dict[str, type[CuraeError]] = {each.code: each for each in _family(CuraeError) if "code" in vars(each)}


def error_of(code: str, detail: str, details: Mapping[str, Any]) -> CuraeError:
    """The error again of which these three were kept or sent."""
    violations = [FieldViolation(each["field"], each["description"]) for each in details.get("violations", ())]
    return ERRORS[code](detail, details=details, violations=violations)
