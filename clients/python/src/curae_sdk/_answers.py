"""Reads answers: JSON of a success, a typed error of all else."""

from typing import Any

import httpx

from curae_sdk._generated.problems import BY_CODE
from curae_sdk._retry import is_retryable_status
from curae_sdk.errors import ApiError


def parsed(response: httpx.Response) -> dict[str, Any]:
    """Raises ApiError for an answer that is no JSON object, for example a proxy's page."""
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise ApiError(
            status=response.status_code,
            code="INVALID_RESPONSE",
            detail="the answer is not JSON; is base_url the one of this service?",
            request_id=response.headers.get("x-request-id"),
        )
    return answer


def error_of(response: httpx.Response, retry_after: float | None) -> ApiError:
    """The typed error of an answer that has been read. What is no problem document comes from a proxy on the way."""
    status = response.status_code
    try:
        problem = response.json()
    except ValueError:
        problem = None
    if not isinstance(problem, dict) or not isinstance(problem.get("code"), str):
        return ApiError(
            status=status,
            code="INVALID_RESPONSE",
            detail="the error is not a problem document; it does not come from this service itself",
            retryable=is_retryable_status(status),
            request_id=response.headers.get("x-request-id"),
            retry_after=retry_after,
        )
    return problem_error(problem, status=status, retry_after=retry_after)


def problem_error(problem: dict[str, Any], *, status: int | None = None, retry_after: float | None = None) -> ApiError:
    """The typed error of a problem document; a code that this version does not know gives ApiError itself."""
    code = str(problem.get("code"))
    details = problem.get("details")
    return BY_CODE.get(code, ApiError)(
        status=int(problem.get("status", status or 0)),
        code=code,
        detail=str(problem.get("detail", "")),
        details=details if isinstance(details, dict) else {},
        retryable=problem.get("retryable") is True,
        request_id=problem.get("instance"),
        retry_after=retry_after,
    )
