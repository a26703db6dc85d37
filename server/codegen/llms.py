"""`gen/llms.txt`: the API on one page of plain Markdown, for programs that read and write code (llmstxt.org)."""

from collections.abc import Iterator, Mapping
from typing import Any

from server import limits
from server.problems import PROBLEMS

_INTRODUCTION = """# {title}

> {summary}

Base URL: the deployment's own. All paths below begin at it. Requests and responses are JSON in UTF-8. Times are RFC
3339 in UTC, ids are lower-case UUIDs, 64-bit integers are JSON strings, and absent values are omitted. An unknown field
or query parameter is an error.

## Rules

- Authentication: `Authorization: Bearer cae_live_...` (or `cae_test_...`). Never put an API key in a browser or in an
  app that people install. For a browser, request a signed URL of a file (`/download`) or of events (`/watch`).
- Every POST needs an `Idempotency-Key`: a new UUID for each new request, the same one for each retry. For 24 hours the
  same key with the same request returns the first response; with another request it is 422 IDEMPOTENCY_KEY_REUSED.
- Errors are `application/problem+json`. Act on `code`. Retry only if `retryable` is true, after `Retry-After` seconds.
- An export is a job: create it, follow `/events` or poll with `If-None-Match` and `Retry-After` until `status` is
  READY, FAILED, CANCELLED or EXPIRED, then download `/artifact` and compare its SHA-256 with `artifact.sha256`.
- A download that breaks continues with `Range: bytes=N-` and `If-Range: ETAG`.
- A signal matches the published schema of its type and identifies nobody. One batch holds up to {batch_items} signals.
- Lists take `limit` and `cursor`; `pagination.nextCursor` is the next `cursor`.
"""


def generate(document: Mapping[str, Any]) -> bytes:
    return "\n".join(_lines(document)).encode()


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    summary = document["info"]["description"].partition("\n")[0]
    yield _INTRODUCTION.format(title=document["info"]["title"], summary=summary, batch_items=limits.MAX_BATCH_ITEMS)
    yield "## Documents\n"
    yield "- [OpenAPI 3.1](/openapi.json): every field, limit, example and code sample (`x-codeSamples`)"
    yield "- [API page](/docs): the same for people, to try calls"
    yield "- [Errors](/problems): cause, remedy and an example of every code"
    yield "- [Postman collection](/postman.json): every operation"
    yield "\n## Operations\n"
    for path, operations in document["paths"].items():
        for verb, operation in operations.items():
            if verb != "head":
                yield f"- `{verb.upper()} {path}` ({operation['operationId']}): {operation['summary']}"
    yield "\n## Errors\n"
    for kind in PROBLEMS.values():
        again = ", retry" if kind.retryable else ""
        yield f"- [{kind.code}](/problems/{kind.slug}) ({kind.http}{again}): {kind.title}"
    yield ""
