"""The error table against the contract, and against the errors that the code can raise."""

import grpc
import pytest

from server import errors
from server.errors import CuraeError
from server.problems import PROBLEMS
from server.rpc.problems import grpc_code

# The contract's table: code -> (HTTP, gRPC, retryable).
CONTRACT = {
    "BAD_REQUEST": (400, "INVALID_ARGUMENT", False),
    "IDEMPOTENCY_KEY_REQUIRED": (400, "INVALID_ARGUMENT", False),
    "UNAUTHENTICATED": (401, "UNAUTHENTICATED", False),
    "SCOPE_INSUFFICIENT": (403, "PERMISSION_DENIED", False),
    "WRONG_ENVIRONMENT": (403, "PERMISSION_DENIED", False),
    "SDK_SIGNAL_TYPE_NOT_ALLOWED": (403, "PERMISSION_DENIED", False),
    "SDK_RESOURCE_TYPE_NOT_AUTHORIZED": (403, "PERMISSION_DENIED", False),
    "SDK_CONNECTION_NOT_ACTIVE": (403, "PERMISSION_DENIED", False),
    "NOT_FOUND": (404, "NOT_FOUND", False),
    "METHOD_NOT_ALLOWED": (405, "UNIMPLEMENTED", False),
    "IDEMPOTENCY_KEY_REUSED": (422, "FAILED_PRECONDITION", False),
    "SDK_IMPORT_CONFLICT": (409, "FAILED_PRECONDITION", False),
    "SDK_EXPORT_NOT_READY": (409, "FAILED_PRECONDITION", True),
    "SDK_EXPORT_EXPIRED": (409, "FAILED_PRECONDITION", False),
    "SDK_EXPORT_FAILED": (409, "FAILED_PRECONDITION", False),
    "SDK_EXPORT_CANCELLED": (409, "FAILED_PRECONDITION", False),
    "SDK_SIGNAL_WITHDRAWN": (409, "FAILED_PRECONDITION", False),
    "PAYLOAD_TOO_LARGE": (413, "INVALID_ARGUMENT", False),
    "SDK_SIGNAL_PAYLOAD_TOO_LARGE": (413, "INVALID_ARGUMENT", False),
    "UNSUPPORTED_MEDIA_TYPE": (415, "INVALID_ARGUMENT", False),
    "RANGE_NOT_SATISFIABLE": (416, "OUT_OF_RANGE", False),
    "SDK_EXPORT_SINCE_TOO_OLD": (422, "FAILED_PRECONDITION", False),
    "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH": (422, "INVALID_ARGUMENT", False),
    "SDK_SIGNAL_PHI_DETECTED": (422, "INVALID_ARGUMENT", False),
    "SDK_SIGNAL_TIME_OUT_OF_BOUNDS": (422, "INVALID_ARGUMENT", False),
    "SDK_SIGNAL_NAMESPACE_UNKNOWN": (422, "INVALID_ARGUMENT", False),
    "RATE_LIMITED": (429, "RESOURCE_EXHAUSTED", True),
    "INTERNAL": (500, "INTERNAL", False),
    "UNAVAILABLE": (503, "UNAVAILABLE", True),
    "DEADLINE_EXCEEDED": (504, "DEADLINE_EXCEEDED", True),
}


def family(base: type[CuraeError] = CuraeError) -> list[type[CuraeError]]:
    return [base, *(each for child in base.__subclasses__() for each in family(child))]


def test_the_table_is_the_contracts() -> None:
    assert {code: (kind.http, kind.grpc, kind.retryable) for code, kind in PROBLEMS.items()} == CONTRACT


def test_every_code_has_its_error_and_every_error_its_code() -> None:
    assert {error.code for error in family()} == set(CONTRACT)
    concrete = [error for error in family() if "code" in vars(error) and error is not CuraeError]
    assert len({error.code for error in concrete}) == len(concrete)
    assert all(vars(errors)[error.__name__] is error for error in family())


@pytest.mark.parametrize("error", family(), ids=lambda error: error.__name__)
def test_an_error_agrees_with_its_row(error: type[CuraeError]) -> None:
    row = PROBLEMS[error.code]
    assert error.retryable is row.retryable
    assert grpc_code(error("x")) is grpc.StatusCode[row.grpc]
    assert (error("x").retry_after_seconds is not None) <= row.retryable


def test_types_are_the_codes_in_kebab_case() -> None:
    assert PROBLEMS["SDK_EXPORT_NOT_READY"].type == "https://curaeai.com/problems/sdk-export-not-ready"
    assert len({kind.type for kind in PROBLEMS.values()}) == len(PROBLEMS)
