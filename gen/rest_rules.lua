-- Made by `make gen` from protos/, server/limits.py and server/problems.py. Do not edit.
return {
  ["limits"] = {
    ["header_bytes"] = 16384,
    ["drained_body_bytes"] = 2097152,
    ["keyless_drained_bytes"] = 16384,
    ["batch_items"] = 500,
    ["batch_message_bytes"] = 8388608,
    ["replacements"] = 4000,
    ["distinct_keys"] = 20000,
    ["close_numbers"] = 4000,
    ["drained_batch_bytes"] = 37748736,
    ["large_body_bytes"] = 1048576,
    ["bodies_bytes"] = 100663296,
    ["bodies_of_one_bytes"] = 41943040,
    ["downloads_of_one"] = 32,
    ["calls_of_one"] = 384,
    ["calls_beside_others"] = 128,
    ["remembered_keys"] = 10000,
    ["proof_milliseconds"] = 5000,
  },
  ["routes"] = {
    {
      ["pattern"] = "^/api/sdk/v1/records/imports/([^/:]+)$",
      ["variables"] = {
        "importId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {
            ["connectionId"] = "string",
            ["source"] = "string",
            ["offset"] = "int64",
          },
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.ImportService/ImportRecords",
          ["raw"] = {
            ["application/fhir+json"] = true,
            ["application/fhir+ndjson"] = true,
            ["application/gzip"] = true,
            ["application/json"] = true,
            ["application/ndjson"] = true,
            ["application/x-ndjson"] = true,
          },
          ["stream"] = true,
        },
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.ImportService/GetImport",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/exports$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.RecordsService/ExportRecords",
          ["body"] = "ExportRecordsRequest",
        },
        ["GET"] = {
          ["query"] = {
            ["connectionId"] = "string",
            ["limit"] = "int32",
            ["cursor"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.RecordsService/ListExports",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/exports/([^/:]+)$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.RecordsService/GetExport",
        },
        ["DELETE"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.RecordsService/CancelExport",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/exports/([^/:]+)/events$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["token"] = "string",
          },
          ["events"] = true,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.RecordsService/WatchExport",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/exports/([^/:]+)/artifact$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["offset"] = "int64",
            ["length"] = "int64",
            ["token"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.RecordsService/DownloadExport",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/exports/([^/:]+)/artifact/deletions$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["offset"] = "int64",
            ["length"] = "int64",
            ["token"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.RecordsService/DownloadExportDeletions",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/exports/([^/:]+)/download$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.RecordsService/GetExportDownload",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/exports/([^/:]+)/watch$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.RecordsService/GetExportWatch",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/records/data%-packages$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.RecordsService/ListDataPackages",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/signals$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.SignalsService/IngestSignal",
          ["body"] = "IngestSignalRequest",
        },
        ["GET"] = {
          ["query"] = {
            ["connectionId"] = "string",
            ["namespace"] = "string",
            ["signalType"] = "string",
            ["since"] = "timestamp",
            ["until"] = "timestamp",
            ["limit"] = "int32",
            ["cursor"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.SignalsService/ListSignals",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/signals%:batch$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.SignalsService/IngestSignals",
          ["body"] = "IngestSignalsRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/signals/namespaces$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.SignalsService/ListSignalNamespaces",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/signals/namespaces/([^/:]+)$",
      ["variables"] = {
        "namespace",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.SignalsService/GetSignalNamespace",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/signals%:aggregate$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["connectionId"] = "string",
            ["namespace"] = "string",
            ["signalType"] = "string",
            ["field"] = "string",
            ["interval"] = "string",
            ["since"] = "timestamp",
            ["until"] = "timestamp",
            ["utcOffset"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.SignalsService/AggregateSignals",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/signals/([^/:]+)$",
      ["variables"] = {
        "signalId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.sdk.v1.SignalsService/GetSignal",
        },
        ["DELETE"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.SignalsService/WithdrawSignal",
        },
      },
    },
    {
      ["pattern"] = "^/api/sdk/v1/signals/([^/:]+)%:replace$",
      ["variables"] = {
        "signalId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.sdk.v1.SignalsService/ReplaceSignal",
          ["body"] = "ReplaceSignalRequest",
        },
      },
    },
    {
      ["pattern"] = "^/fhir/%$export$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["_outputFormat"] = "strings",
            ["_since"] = "strings",
            ["_until"] = "strings",
            ["_type"] = "strings",
            ["_typeFilter"] = "strings",
            ["_elements"] = "strings",
            ["patient"] = "strings",
            ["includeAssociatedData"] = "strings",
            ["organizeOutputBy"] = "strings",
            ["allowPartialManifests"] = "strings",
          },
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/StartExport",
          ["passes_unknown"] = true,
        },
        ["POST"] = {
          ["query"] = {
            ["_outputFormat"] = "strings",
            ["_since"] = "strings",
            ["_until"] = "strings",
            ["_type"] = "strings",
            ["_typeFilter"] = "strings",
            ["_elements"] = "strings",
            ["patient"] = "strings",
            ["includeAssociatedData"] = "strings",
            ["organizeOutputBy"] = "strings",
            ["allowPartialManifests"] = "strings",
          },
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/StartExportByParameters",
          ["passes_unknown"] = true,
          ["raw"] = {
            ["application/fhir+json"] = true,
            ["application/json"] = true,
          },
          ["stream"] = false,
        },
      },
    },
    {
      ["pattern"] = "^/fhir/Patient/%$export$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["_outputFormat"] = "strings",
            ["_since"] = "strings",
            ["_until"] = "strings",
            ["_type"] = "strings",
            ["_typeFilter"] = "strings",
            ["_elements"] = "strings",
            ["patient"] = "strings",
            ["includeAssociatedData"] = "strings",
            ["organizeOutputBy"] = "strings",
            ["allowPartialManifests"] = "strings",
          },
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/StartExport",
          ["passes_unknown"] = true,
        },
        ["POST"] = {
          ["query"] = {
            ["_outputFormat"] = "strings",
            ["_since"] = "strings",
            ["_until"] = "strings",
            ["_type"] = "strings",
            ["_typeFilter"] = "strings",
            ["_elements"] = "strings",
            ["patient"] = "strings",
            ["includeAssociatedData"] = "strings",
            ["organizeOutputBy"] = "strings",
            ["allowPartialManifests"] = "strings",
          },
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/StartExportByParameters",
          ["passes_unknown"] = true,
          ["raw"] = {
            ["application/fhir+json"] = true,
            ["application/json"] = true,
          },
          ["stream"] = false,
        },
      },
    },
    {
      ["pattern"] = "^/fhir/Group/([^/:]+)/%$export$",
      ["variables"] = {
        "groupId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["_outputFormat"] = "strings",
            ["_since"] = "strings",
            ["_until"] = "strings",
            ["_type"] = "strings",
            ["_typeFilter"] = "strings",
            ["_elements"] = "strings",
            ["patient"] = "strings",
            ["includeAssociatedData"] = "strings",
            ["organizeOutputBy"] = "strings",
            ["allowPartialManifests"] = "strings",
          },
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/StartExport",
          ["passes_unknown"] = true,
        },
        ["POST"] = {
          ["query"] = {
            ["_outputFormat"] = "strings",
            ["_since"] = "strings",
            ["_until"] = "strings",
            ["_type"] = "strings",
            ["_typeFilter"] = "strings",
            ["_elements"] = "strings",
            ["patient"] = "strings",
            ["includeAssociatedData"] = "strings",
            ["organizeOutputBy"] = "strings",
            ["allowPartialManifests"] = "strings",
          },
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/StartExportByParameters",
          ["passes_unknown"] = true,
          ["raw"] = {
            ["application/fhir+json"] = true,
            ["application/json"] = true,
          },
          ["stream"] = false,
        },
      },
    },
    {
      ["pattern"] = "^/fhir/exports/([^/:]+)$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
        },
        ["DELETE"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/DeleteExport",
        },
      },
    },
    {
      ["pattern"] = "^/fhir/exports/([^/:]+)/([^/:]+)$",
      ["variables"] = {
        "exportId",
        "file",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["offset"] = "int64",
            ["length"] = "int64",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.fhir.v1.BulkDataService/DownloadFile",
        },
      },
    },
    {
      ["pattern"] = "^/fhir/metadata$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["_format"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.fhir.v1.SmartService/GetCapabilityStatement",
          ["keyless"] = true,
        },
      },
    },
    {
      ["pattern"] = "^/fhir/%.well%-known/smart%-configuration$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.fhir.v1.SmartService/GetSmartConfiguration",
          ["keyless"] = true,
        },
      },
    },
    {
      ["pattern"] = "^/%.well%-known/smart%-configuration$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.fhir.v1.SmartService/GetSmartConfiguration",
          ["keyless"] = true,
        },
      },
    },
    {
      ["pattern"] = "^/fhir/token$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.fhir.v1.SmartService/IssueToken",
          ["keyless"] = true,
          ["raw"] = {
            ["application/x-www-form-urlencoded"] = true,
          },
          ["stream"] = false,
        },
      },
    },
  },
  ["token_instead"] = {
    ["/curae.sdk.v1.RecordsService/WatchExport"] = true,
    ["/curae.sdk.v1.RecordsService/DownloadExport"] = true,
    ["/curae.sdk.v1.RecordsService/DownloadExportDeletions"] = true,
  },
  ["proven_by"] = {
    ["/curae.sdk.v1.RecordsService/WatchExport"] = "/curae.sdk.v1.RecordsService/GetExport",
    ["/curae.sdk.v1.RecordsService/DownloadExport"] = "/curae.sdk.v1.RecordsService/GetExport",
    ["/curae.sdk.v1.RecordsService/DownloadExportDeletions"] = "/curae.sdk.v1.RecordsService/GetExport",
    ["/curae.fhir.v1.BulkDataService/StartExport"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
    ["/curae.fhir.v1.BulkDataService/StartExportByParameters"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
    ["/curae.fhir.v1.BulkDataService/GetExportStatus"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
    ["/curae.fhir.v1.BulkDataService/DeleteExport"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
    ["/curae.fhir.v1.BulkDataService/DownloadFile"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
    ["/curae.fhir.v1.SmartService/GetCapabilityStatement"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
    ["/curae.fhir.v1.SmartService/GetSmartConfiguration"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
    ["/curae.fhir.v1.SmartService/IssueToken"] = "/curae.fhir.v1.BulkDataService/GetExportStatus",
  },
  ["keyless"] = {
    ["/curae.fhir.v1.SmartService/GetCapabilityStatement"] = true,
    ["/curae.fhir.v1.SmartService/GetSmartConfiguration"] = true,
    ["/curae.fhir.v1.SmartService/IssueToken"] = true,
  },
  ["messages"] = {
    ["ExportRecordsRequest"] = {
      ["connectionId"] = {
        ["kind"] = "string",
      },
      ["resourceTypes"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
      ["format"] = {
        ["kind"] = "enum",
        ["values"] = {
          ["FORMAT_UNSPECIFIED"] = 0,
          ["fhir_ndjson"] = 1,
        },
      },
      ["includeRawFhir"] = {
        ["kind"] = "bool",
      },
      ["since"] = {
        ["kind"] = "timestamp",
      },
    },
    ["IngestSignalRequest"] = {
      ["connectionId"] = {
        ["kind"] = "string",
      },
      ["namespace"] = {
        ["kind"] = "string",
      },
      ["signalType"] = {
        ["kind"] = "string",
      },
      ["payload"] = {
        ["kind"] = "struct",
      },
      ["occurredAt"] = {
        ["kind"] = "timestamp",
      },
      ["occurredUntil"] = {
        ["kind"] = "timestamp",
      },
      ["occurredAtOffset"] = {
        ["kind"] = "string",
      },
      ["occurredUntilOffset"] = {
        ["kind"] = "string",
      },
      ["sentAt"] = {
        ["kind"] = "timestamp",
      },
      ["dryRun"] = {
        ["kind"] = "bool",
      },
    },
    ["IngestSignalsRequest"] = {
      ["items"] = {
        ["kind"] = "message",
        ["repeated"] = true,
        ["message"] = "SignalItem",
      },
      ["sentAt"] = {
        ["kind"] = "timestamp",
      },
      ["dryRun"] = {
        ["kind"] = "bool",
      },
    },
    ["ReplaceSignalRequest"] = {
      ["payload"] = {
        ["kind"] = "struct",
      },
      ["occurredAt"] = {
        ["kind"] = "timestamp",
      },
      ["occurredUntil"] = {
        ["kind"] = "timestamp",
      },
      ["occurredAtOffset"] = {
        ["kind"] = "string",
      },
      ["occurredUntilOffset"] = {
        ["kind"] = "string",
      },
      ["sentAt"] = {
        ["kind"] = "timestamp",
      },
    },
    ["SignalItem"] = {
      ["idempotencyKey"] = {
        ["kind"] = "string",
      },
      ["signal"] = {
        ["kind"] = "message",
        ["message"] = "IngestSignalRequest",
      },
    },
  },
  ["problems"] = {
    ["BAD_REQUEST"] = {
      ["type"] = "https://curaeai.com/problems/bad-request",
      ["title"] = "Invalid request",
      ["status"] = 400,
      ["retryable"] = false,
    },
    ["IDEMPOTENCY_KEY_REQUIRED"] = {
      ["type"] = "https://curaeai.com/problems/idempotency-key-required",
      ["title"] = "An Idempotency-Key is required",
      ["status"] = 400,
      ["retryable"] = false,
    },
    ["UNAUTHENTICATED"] = {
      ["type"] = "https://curaeai.com/problems/unauthenticated",
      ["title"] = "A valid API key is required",
      ["status"] = 401,
      ["retryable"] = false,
    },
    ["SCOPE_INSUFFICIENT"] = {
      ["type"] = "https://curaeai.com/problems/scope-insufficient",
      ["title"] = "The API key lacks a scope",
      ["status"] = 403,
      ["retryable"] = false,
    },
    ["WRONG_ENVIRONMENT"] = {
      ["type"] = "https://curaeai.com/problems/wrong-environment",
      ["title"] = "The API key is for another environment",
      ["status"] = 403,
      ["retryable"] = false,
    },
    ["SDK_SIGNAL_TYPE_NOT_ALLOWED"] = {
      ["type"] = "https://curaeai.com/problems/sdk-signal-type-not-allowed",
      ["title"] = "The connection does not allow this signal",
      ["status"] = 403,
      ["retryable"] = false,
    },
    ["SDK_RESOURCE_TYPE_NOT_AUTHORIZED"] = {
      ["type"] = "https://curaeai.com/problems/sdk-resource-type-not-authorized",
      ["title"] = "The resource type is not authorized",
      ["status"] = 403,
      ["retryable"] = false,
    },
    ["SDK_CONNECTION_NOT_ACTIVE"] = {
      ["type"] = "https://curaeai.com/problems/sdk-connection-not-active",
      ["title"] = "The connection is not active",
      ["status"] = 403,
      ["retryable"] = false,
    },
    ["NOT_FOUND"] = {
      ["type"] = "https://curaeai.com/problems/not-found",
      ["title"] = "Not found",
      ["status"] = 404,
      ["retryable"] = false,
    },
    ["METHOD_NOT_ALLOWED"] = {
      ["type"] = "https://curaeai.com/problems/method-not-allowed",
      ["title"] = "The method is not allowed here",
      ["status"] = 405,
      ["retryable"] = false,
    },
    ["SDK_EXPORT_NOT_READY"] = {
      ["type"] = "https://curaeai.com/problems/sdk-export-not-ready",
      ["title"] = "The export is not ready",
      ["status"] = 409,
      ["retryable"] = true,
    },
    ["SDK_EXPORT_EXPIRED"] = {
      ["type"] = "https://curaeai.com/problems/sdk-export-expired",
      ["title"] = "The export has expired",
      ["status"] = 409,
      ["retryable"] = false,
    },
    ["SDK_EXPORT_FAILED"] = {
      ["type"] = "https://curaeai.com/problems/sdk-export-failed",
      ["title"] = "The export failed",
      ["status"] = 409,
      ["retryable"] = false,
    },
    ["SDK_EXPORT_CANCELLED"] = {
      ["type"] = "https://curaeai.com/problems/sdk-export-cancelled",
      ["title"] = "The export was cancelled",
      ["status"] = 409,
      ["retryable"] = false,
    },
    ["SDK_SIGNAL_WITHDRAWN"] = {
      ["type"] = "https://curaeai.com/problems/sdk-signal-withdrawn",
      ["title"] = "The signal was withdrawn",
      ["status"] = 409,
      ["retryable"] = false,
    },
    ["SDK_IMPORT_CONFLICT"] = {
      ["type"] = "https://curaeai.com/problems/sdk-import-conflict",
      ["title"] = "The import cannot go on from here",
      ["status"] = 409,
      ["retryable"] = false,
    },
    ["PAYLOAD_TOO_LARGE"] = {
      ["type"] = "https://curaeai.com/problems/payload-too-large",
      ["title"] = "The request body is too large",
      ["status"] = 413,
      ["retryable"] = false,
    },
    ["SDK_SIGNAL_PAYLOAD_TOO_LARGE"] = {
      ["type"] = "https://curaeai.com/problems/sdk-signal-payload-too-large",
      ["title"] = "The signal payload is too large",
      ["status"] = 413,
      ["retryable"] = false,
    },
    ["UNSUPPORTED_MEDIA_TYPE"] = {
      ["type"] = "https://curaeai.com/problems/unsupported-media-type",
      ["title"] = "The media type is not supported",
      ["status"] = 415,
      ["retryable"] = false,
    },
    ["RANGE_NOT_SATISFIABLE"] = {
      ["type"] = "https://curaeai.com/problems/range-not-satisfiable",
      ["title"] = "The range cannot be satisfied",
      ["status"] = 416,
      ["retryable"] = false,
    },
    ["IDEMPOTENCY_KEY_REUSED"] = {
      ["type"] = "https://curaeai.com/problems/idempotency-key-reused",
      ["title"] = "The Idempotency-Key belongs to another request",
      ["status"] = 422,
      ["retryable"] = false,
    },
    ["SDK_EXPORT_SINCE_TOO_OLD"] = {
      ["type"] = "https://curaeai.com/problems/sdk-export-since-too-old",
      ["title"] = "The time in since is too old",
      ["status"] = 422,
      ["retryable"] = false,
    },
    ["SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH"] = {
      ["type"] = "https://curaeai.com/problems/sdk-signal-payload-schema-mismatch",
      ["title"] = "The payload does not match its schema",
      ["status"] = 422,
      ["retryable"] = false,
    },
    ["SDK_SIGNAL_PHI_DETECTED"] = {
      ["type"] = "https://curaeai.com/problems/sdk-signal-phi-detected",
      ["title"] = "The payload contains identifying information",
      ["status"] = 422,
      ["retryable"] = false,
    },
    ["SDK_SIGNAL_TIME_OUT_OF_BOUNDS"] = {
      ["type"] = "https://curaeai.com/problems/sdk-signal-time-out-of-bounds",
      ["title"] = "The signal's time is out of bounds",
      ["status"] = 422,
      ["retryable"] = false,
    },
    ["SDK_SIGNAL_NAMESPACE_UNKNOWN"] = {
      ["type"] = "https://curaeai.com/problems/sdk-signal-namespace-unknown",
      ["title"] = "The signal namespace or type is unknown",
      ["status"] = 422,
      ["retryable"] = false,
    },
    ["RATE_LIMITED"] = {
      ["type"] = "https://curaeai.com/problems/rate-limited",
      ["title"] = "Too many requests",
      ["status"] = 429,
      ["retryable"] = true,
    },
    ["INTERNAL"] = {
      ["type"] = "https://curaeai.com/problems/internal",
      ["title"] = "Internal error",
      ["status"] = 500,
      ["retryable"] = false,
    },
    ["UNAVAILABLE"] = {
      ["type"] = "https://curaeai.com/problems/unavailable",
      ["title"] = "The service is unavailable",
      ["status"] = 503,
      ["retryable"] = true,
    },
    ["DEADLINE_EXCEEDED"] = {
      ["type"] = "https://curaeai.com/problems/deadline-exceeded",
      ["title"] = "The request took too long",
      ["status"] = 504,
      ["retryable"] = true,
    },
  },
}
