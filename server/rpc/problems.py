"""Turns an error into a gRPC status with details, of which the first is the Problem."""

from collections.abc import Iterator, Sequence
from typing import Any

import grpc
from curae.sdk.v1 import problem_pb2
from google.protobuf import any_pb2, duration_pb2, struct_pb2
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from server.errors import CuraeError, FieldViolation, RangeNotSatisfiable, Unauthenticated
from server.problems import ERROR_DOMAIN, PROBLEMS

STATUS_DETAILS_KEY = "grpc-status-details-bin"
# Native clients stop reading metadata over 8 KiB.
MAX_STATUS_BYTES = 6_000
MAX_MESSAGE_CHARACTERS = 512
_VIOLATION_OVERHEAD_BYTES = 64


def problem_of(error: CuraeError, request_id: str) -> problem_pb2.Problem:
    """The Problem of one error (RFC 9457)."""
    kind = PROBLEMS[error.code]
    return problem_pb2.Problem(
        type=kind.type,
        title=kind.title,
        status=kind.http,
        detail=error.detail[:MAX_MESSAGE_CHARACTERS],
        instance=request_id,
        code=kind.code,
        details=_struct(error.details),
        retryable=kind.retryable,
    )


def status_of(error: CuraeError, request_id: str) -> status_pb2.Status:
    """`google.rpc.Status` with Problem, ErrorInfo, BadRequest and RetryInfo, short enough for every client."""
    for shorter in _ever_shorter(error):
        status = _status(shorter, request_id)
        if status.ByteSize() <= MAX_STATUS_BYTES:
            return status
    return _status(type(error)(error.detail, retry_after_seconds=error.retry_after_seconds), request_id)


def grpc_code(error: CuraeError) -> grpc.StatusCode:
    code: grpc.StatusCode = grpc.StatusCode[PROBLEMS[error.code].grpc]
    return code


def trailers_of(error: CuraeError, request_id: str) -> tuple[tuple[str, str | bytes], ...]:
    """The status details, and the HTTP fields that Envoy makes of the error for a REST caller."""
    trailers: list[tuple[str, str | bytes]] = [
        (STATUS_DETAILS_KEY, status_of(error, request_id).SerializeToString()),
        ("x-request-id", request_id),
    ]
    if error.retry_after_seconds is not None:
        trailers.append(("retry-after", str(error.retry_after_seconds)))
    if isinstance(error, Unauthenticated):
        trailers.append(("www-authenticate", "Bearer"))
    if isinstance(error, RangeNotSatisfiable):
        trailers.append(("content-range", f"bytes */{error.details['byteSize']}"))
    return tuple(trailers)


def _status(error: CuraeError, request_id: str) -> status_pb2.Status:
    details: list[Any] = [
        problem_of(error, request_id),
        error_details_pb2.ErrorInfo(reason=error.code, domain=ERROR_DOMAIN),
    ]
    if error.violations:
        fields = [
            error_details_pb2.BadRequest.FieldViolation(field=violation.field, description=violation.description)
            for violation in error.violations
        ]
        details.append(error_details_pb2.BadRequest(field_violations=fields))
    if error.retry_after_seconds is not None:
        delay = duration_pb2.Duration(seconds=error.retry_after_seconds)
        details.append(error_details_pb2.RetryInfo(retry_delay=delay))
    return status_pb2.Status(
        code=grpc_code(error).value[0],
        message=error.detail[:MAX_MESSAGE_CHARACTERS],
        details=[_packed(detail) for detail in details],
    )


def fitted(errors: Sequence[CuraeError], max_bytes: int) -> list[CuraeError]:
    """The errors with as many of their violations as fit into `max_bytes` together; each has an equal share."""
    if sum(map(_told_bytes, errors)) <= max_bytes:
        return list(errors)
    share = max_bytes // len(errors)
    return [next(shorter for shorter in _ever_shorter(error) if _told_bytes(shorter) <= share) for error in errors]


def _told_bytes(error: CuraeError) -> int:
    """About what its violations take as protobuf; in JSON it is less."""
    return sum(
        len(each.field.encode()) + len(each.description.encode()) + _VIOLATION_OVERHEAD_BYTES
        for each in error.violations
    )


def _ever_shorter(error: CuraeError) -> Iterator[CuraeError]:
    """The error, then with half of its violations each time, at last with none."""
    yield error
    kept = len(error.violations)
    while kept:
        kept //= 2
        yield _shortened(error, error.violations[:kept])


def _shortened(error: CuraeError, violations: tuple[FieldViolation, ...]) -> CuraeError:
    details = {**error.details, "omittedViolations": len(error.violations) - len(violations)}
    return type(error)(
        error.detail, details=details, violations=violations, retry_after_seconds=error.retry_after_seconds
    )


def _packed(message: Message) -> any_pb2.Any:
    packed = any_pb2.Any()
    packed.Pack(message)
    return packed


def _struct(details: dict[str, Any]) -> struct_pb2.Struct:
    struct = struct_pb2.Struct()
    struct.update(details)
    return struct
