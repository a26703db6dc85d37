"""Headers of requests and responses, by name."""

from server.codegen.openapi.rules import Schema

_MAX_KEY_CHARACTERS = 255
_REQUEST_ID = "123e4567-e89b-12d3-a456-426614174000"


# No examples: the API page would send them as they stand, and one Idempotency-Key for everyone is no key.
def _request_header(name: str, description: str, *, required: bool = False, **keywords: object) -> Schema:
    return {
        "name": name,
        "in": "header",
        "description": description,
        **({"required": True} if required else {}),
        "schema": {"type": "string", **keywords},
    }


REQUEST_HEADERS: dict[str, Schema] = {
    "Idempotency-Key": _request_header(
        "Idempotency-Key",
        "Makes a retry safe: for 24 hours the same key with the same request gives the first response again. "
        "Use a new UUID for each new request. The quoted and the bare form are one key.",
        required=True,
        minLength=1,
        maxLength=_MAX_KEY_CHARACTERS,
        pattern="^[!-~]+$",
    ),
    "If-None-Match": _request_header(
        "If-None-Match", "`ETag` of a response you hold; while it is current the answer is 304."
    ),
    "If-Range": _request_header(
        "If-Range",
        "`ETag` of the part you hold: `Range` counts only while it is current, else the whole artifact is sent.",
    ),
    "Last-Event-ID": _request_header(
        "Last-Event-ID", "`id` of the last event that was seen; a browser's EventSource sends it when it reconnects."
    ),
    "Range": _request_header(
        "Range", "One range of bytes, to resume or to fetch a part (RFC 9110), for example `bytes=1024-`."
    ),
    "x-request-id": _request_header(
        "x-request-id", "Names this request in logs and problems; one is made where it is absent."
    ),
}


def _response_header(description: str, example: object, **schema: object) -> Schema:
    return {"description": description, "schema": {"type": "string", **schema}, "example": example}


_RESPONSE_HEADERS: dict[str, Schema] = {
    "Accept-Ranges": _response_header("Ranges are served.", "bytes", const="bytes"),
    "Allow": _response_header("Methods of this path.", "GET, DELETE", minLength=1),
    "Content-Disposition": _response_header(
        "File name to save as.",
        'attachment; filename="export-2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10.ndjson"',
        pattern='^attachment; filename="export-[0-9a-f-]{36}(-deletions)?\\.ndjson"$',
    ),
    "Content-Length": _response_header("Bytes of this response.", 52428800, type="integer", minimum=0),
    "Content-Range": _response_header(
        "Which bytes these are, and of how many; `bytes */N` where the range cannot be satisfied.",
        "bytes 1024-2047/52428800",
        pattern="^bytes ([0-9]+-[0-9]+|\\*)/[0-9]+$",
    ),
    "ETag": _response_header("Strong validator of this representation.", '"3f1c9a"', pattern='^"[^"]*"$'),
    "Idempotency-Replayed": _response_header("`true` where this is the stored response.", "true", const="true"),
    "Location": _response_header(
        "Path of the export.",
        "/api/sdk/v1/records/exports/2f1c7a52-3c1f-4c6e-9b1a-0d9a4f7f6a10",
        pattern="^/api/sdk/v1/records/exports/[0-9a-f-]{36}$",
    ),
    "RateLimit": _response_header(
        "What is left of the key's quota (draft-ietf-httpapi-ratelimit-headers).", '"key";r=599;t=60'
    ),
    "RateLimit-Policy": _response_header("The key's quota and its window in seconds.", '"key";q=600;w=60'),
    "Retry-After": _response_header("Seconds to wait.", 1, type="integer", minimum=0),
    "WWW-Authenticate": _response_header("How to authenticate.", "Bearer", pattern="^Bearer"),
    "x-request-id": _response_header("Names this request in logs and problems.", _REQUEST_ID, minLength=1),
}


def response_header_components() -> dict[str, Schema]:
    """Each header twice: as one that is always sent, and as one that may be."""
    always = {name: {**header, "required": True} for name, header in _RESPONSE_HEADERS.items()}
    optional = {f"Optional-{name}": header for name, header in _RESPONSE_HEADERS.items()}
    return always | optional


def response_headers(always: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Schema]:
    """References for a response; every response names the request and may tell the rate limit."""
    references = {name: f"#/components/headers/{name}" for name in ("x-request-id", *always)}
    references |= {
        name: f"#/components/headers/Optional-{name}" for name in ("RateLimit", "RateLimit-Policy", *optional)
    }
    return {name: {"$ref": references[name]} for name in sorted(references)}
