"""Why each error code occurs and what removes its cause, for the developer of an app. `problem_pages` shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Plain sentences. Names between backticks are code."""

    cause: str
    remedy: str


EXPLANATIONS = {
    "BAD_REQUEST": Explanation(
        cause=(
            "A field, parameter or header is missing, unknown, of the wrong type or outside its limits, or the body"
            " is not valid JSON."
        ),
        remedy=(
            "Correct each field that `details.violations` names, then send the request again. A rejected request "
            "does not consume its `Idempotency-Key`."
        ),
    ),
    "IDEMPOTENCY_KEY_REQUIRED": Explanation(
        cause=(
            "A POST came without an `Idempotency-Key` header (on gRPC: without the metadata key `idempotency-key`)."
        ),
        remedy=(
            "Create a new UUID for each new request, send it as `Idempotency-Key`, and send the same one when you "
            "retry."
        ),
    ),
    "UNAUTHENTICATED": Explanation(
        cause=(
            "The request has no API key, or the key is unknown, expired or revoked. A signed URL is expired, "
            "altered, or its key has ended."
        ),
        remedy=(
            "Send a live key as `Authorization: Bearer cae_live_...`. Request a new signed URL. An operator "
            "creates keys with `curae keys create`."
        ),
    ),
    "SCOPE_INSUFFICIENT": Explanation(
        cause=(
            "The API key is valid but lacks the scope that this operation needs, or it is a test key that asks for "
            "records."
        ),
        remedy=(
            "Use a key with the scope that `details.requiredScope` names. An operator creates it with `curae keys "
            "create --scope`."
        ),
    ),
    "WRONG_ENVIRONMENT": Explanation(
        cause=(
            "A test key (`cae_test_`) was sent to a live deployment, or a live key (`cae_live_`) to a test deployment."
        ),
        remedy="Use the key of this environment, or the base URL of the key's environment.",
    ),
    "SDK_SIGNAL_TYPE_NOT_ALLOWED": Explanation(
        cause="The person's connection does not allow signals of this namespace and type.",
        remedy="Stop sending this type for this connection. The person has to allow it first.",
    ),
    "SDK_RESOURCE_TYPE_NOT_AUTHORIZED": Explanation(
        cause=(
            "The export asks for a FHIR resource type that the connection's data packages do not hold, or the "
            "connection lost a type that the export holds."
        ),
        remedy=(
            "Leave out the types that `details.violations` names, or leave out `resourceTypes` to export all that "
            "the connection authorizes."
        ),
    ),
    "SDK_CONNECTION_NOT_ACTIVE": Explanation(
        cause="The connection is PENDING, REVOKED or EXPIRED. `details.status` says which.",
        remedy="Ask the person to connect again. Stop using this connection id if it is REVOKED or EXPIRED.",
    ),
    "NOT_FOUND": Explanation(
        cause=(
            "The path or the id does not exist, or your API key cannot access it. The two cases look alike, so that"
            " ids cannot be guessed."
        ),
        remedy=(
            "Check the path, the id and the key's environment. Use a key of the app that the connection belongs to."
        ),
    ),
    "METHOD_NOT_ALLOWED": Explanation(
        cause="The path exists, but does not take this HTTP method.",
        remedy="Use one of the methods in the `Allow` header.",
    ),
    "SDK_EXPORT_NOT_READY": Explanation(
        cause="The export is still QUEUED or RUNNING, so it has no file yet.",
        remedy=(
            "Wait for the time in `Retry-After`, follow the export's events, or register a webhook. Then request "
            "the file again."
        ),
    ),
    "SDK_EXPORT_EXPIRED": Explanation(
        cause="The file was deleted when its retention time was over. `expiresAt` of the export has the time.",
        remedy="Create a new export. Download files before `expiresAt`.",
    ),
    "SDK_EXPORT_FAILED": Explanation(
        cause="The export ended without a file. `details.errorCode` says why.",
        remedy="Create a new export. If it fails again, contact support with the export id.",
    ),
    "SDK_EXPORT_CANCELLED": Explanation(
        cause="The export was cancelled, by your app or because the connection was revoked or narrowed.",
        remedy="Create a new export if the connection is still ACTIVE.",
    ),
    "SDK_SIGNAL_WITHDRAWN": Explanation(
        cause="The signal to replace was withdrawn or replaced before. `details.replacedBy` names its replacement.",
        remedy="Replace the signal that `details.replacedBy` names. After a withdrawal send a new signal.",
    ),
    "SDK_IMPORT_CONFLICT": Explanation(
        cause=(
            "The request leaves out a piece of the input: its `offset` is past what is stored. Or another request with "
            "the same `importId` came later, and goes on with the import."
        ),
        remedy=(
            "Call GetImport, and send the input from `committedBytes` on. Send one request for an import at a time."
        ),
    ),
    "PAYLOAD_TOO_LARGE": Explanation(
        cause="The request body is larger than this operation takes.",
        remedy="Send fewer items in each batch. The guide lists the limit of each operation.",
    ),
    "SDK_SIGNAL_PAYLOAD_TOO_LARGE": Explanation(
        cause="The signal's payload is larger than 65,536 bytes as compact UTF-8 JSON.",
        remedy="Send a summary, or split the data into several signals.",
    ),
    "UNSUPPORTED_MEDIA_TYPE": Explanation(
        cause="The `Content-Type` is not one that this operation takes.",
        remedy="Send `Content-Type: application/json`. An import also takes `application/fhir+ndjson`, among others.",
    ),
    "RANGE_NOT_SATISFIABLE": Explanation(
        cause="The `Range` begins at or after the end of the file. A complete download that is resumed gets this.",
        remedy=(
            "Compare the size of your file with `Content-Range`. If they are equal, verify the sha256: the download"
            " is complete."
        ),
    ),
    "IDEMPOTENCY_KEY_REUSED": Explanation(
        cause=(
            "The same `Idempotency-Key` was used for a different request within 24 hours. Or, in an import, the same "
            "`importId` was used for another input."
        ),
        remedy=(
            "Send a new key with each new request. Keep the old key only to retry the same request without any change."
        ),
    ),
    "SDK_EXPORT_SINCE_TOO_OLD": Explanation(
        cause=(
            "`since` is longer ago than deletions are known, or from before the connection's grants changed. An export"
            " from there would miss deletions, or records that are granted now."
            " `details.earliestSince` is the first time that works."
        ),
        remedy="Queue an export without `since`, and replace all records that you hold with its records.",
    ),
    "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH": Explanation(
        cause=(
            "The payload does not match the published schema of its signal type. `details.violations` has the path "
            "and the rule of each mistake."
        ),
        remedy="Correct the payload. `GET /api/sdk/v1/signals/namespaces/{namespace}` returns the schema.",
    ),
    "SDK_SIGNAL_PHI_DETECTED": Explanation(
        cause=(
            "The payload contains identifying information, such as a name, an e-mail address or a record number. "
            "Nothing of it was stored or logged."
        ),
        remedy="Remove the parts that `details.violations` names. Send numbers and codes that identify nobody.",
    ),
    "SDK_SIGNAL_TIME_OUT_OF_BOUNDS": Explanation(
        cause=(
            "The signal begins or ends too long before its receipt, or too far after it. `details` has the server's "
            "time and both bounds."
        ),
        remedy=(
            "Compare the device's clock with `details.serverTime`. Send `sentAt`, so that the service corrects a wrong "
            "clock, or leave out `occurredAt`."
        ),
    ),
    "SDK_SIGNAL_NAMESPACE_UNKNOWN": Explanation(
        cause="No schema is published for this namespace and signal type.",
        remedy=(
            "`GET /api/sdk/v1/signals/namespaces` lists those that exist. An operator publishes a schema with "
            "`curae schemas put`."
        ),
    ),
    "RATE_LIMITED": Explanation(
        cause=(
            "Your key or your address sent more than its share, has too many downloads or streams open, or a "
            "bounded queue of the service is full."
        ),
        remedy="Wait for the time in `Retry-After`, then send the same request again. Spread your calls over time.",
    ),
    "INTERNAL": Explanation(
        cause=(
            "The service failed in a way that it does not expect. This is a defect of the service, not of your request."
        ),
        remedy=(
            "Contact support with `instance`, the request id. Do not repeat the request at once: it is likely to "
            "fail again."
        ),
    ),
    "UNAVAILABLE": Explanation(
        cause="A part of the service is restarting, overloaded or cannot reach its database.",
        remedy="Wait for the time in `Retry-After`, then send the same request with the same `Idempotency-Key`.",
    ),
    "DEADLINE_EXCEEDED": Explanation(
        cause="The request took longer than its deadline. Its effect may have happened.",
        remedy=(
            "Send the same request with the same `Idempotency-Key`. If the first one took effect, you get its answer."
        ),
    ),
}
