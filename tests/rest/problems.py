"""What every answer of status 400 or more has to be."""

import httpx

from server.problems import PROBLEMS

MEMBERS = {"type", "title", "status", "detail", "instance", "code", "details", "retryable"}
INTERNAL_HEADERS = ("grpc-", "curae-", "x-envoy-")


def assert_problem(response: httpx.Response, code: str) -> None:
    """RFC 9457 with the contract's eight members, and nothing of ours beside it."""
    kind = PROBLEMS[code]
    assert response.headers["content-type"] == "application/problem+json"
    assert response.status_code == kind.http, response.text
    assert not [name for name in response.headers if name.startswith(INTERNAL_HEADERS)]
    if response.request.method == "HEAD":
        assert response.content == b""
        return
    problem = response.json()
    assert problem.keys() == MEMBERS
    assert (problem["code"], problem["status"]) == (code, kind.http)
    assert (problem["type"], problem["title"]) == (kind.type, kind.title)
    assert problem["retryable"] is kind.retryable
    assert isinstance(problem["details"], dict)
    assert problem["instance"] == response.headers["x-request-id"]
    assert "upstream" not in response.text
    if kind.retryable and code != "DEADLINE_EXCEEDED":
        assert int(response.headers["retry-after"]) >= 1
