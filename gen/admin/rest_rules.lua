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
      ["pattern"] = "^/api/admin/v1/audit/rows$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
            ["tenant"] = "string",
            ["connectionId"] = "string",
            ["exportId"] = "string",
            ["action"] = "string",
            ["actor"] = "string",
            ["since"] = "string",
            ["until"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AuditService/ListAuditRows",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/audit/rows%.csv$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["tenant"] = "string",
            ["connectionId"] = "string",
            ["exportId"] = "string",
            ["action"] = "string",
            ["actor"] = "string",
            ["since"] = "string",
            ["until"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AuditService/DownloadAuditRows",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/login$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/LogIn",
          ["body"] = "LogInRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/login/provider$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/BeginProviderLogin",
          ["body"] = "BeginProviderLoginRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/login/provider/finish$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/FinishProviderLogin",
          ["body"] = "FinishProviderLoginRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/logout$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/LogOut",
          ["body"] = "LogOutRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/logout/everywhere$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/LogOutEverywhere",
          ["body"] = "LogOutEverywhereRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/session$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/GetSession",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/overview$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/GetOverview",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/overview/events$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = true,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/WatchOverview",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/exports$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["state"] = "string",
            ["limit"] = "int32",
            ["cursor"] = "string",
            ["page"] = "int32",
            ["id"] = "string",
            ["tenant"] = "string",
            ["connectionId"] = "string",
            ["errorCode"] = "string",
            ["since"] = "string",
            ["until"] = "string",
            ["sort"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/ListExports",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/exports/([^/:]+)$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/GetExport",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/exports%:retry$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/RetryExports",
          ["body"] = "RetryExportsRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/history$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["range"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/GetHistory",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/exports/([^/:]+)/retry$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/RetryExport",
          ["body"] = "RetryExportRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/exports/([^/:]+)/cancel$",
      ["variables"] = {
        "exportId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/CancelExport",
          ["body"] = "CancelExportRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["cursor"] = "string",
            ["page"] = "int32",
            ["id"] = "string",
            ["tenant"] = "string",
            ["state"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/ListConnections",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/GetConnection",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)/revoke$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/RevokeConnection",
          ["body"] = "RevokeConnectionRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)/signal%-types$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/ChangeSignalTypes",
          ["body"] = "ChangeSignalTypesRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)/signal%-grants$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/ListSignalGrants",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/keys$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["cursor"] = "string",
            ["page"] = "int32",
            ["tenant"] = "string",
            ["environment"] = "string",
            ["state"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AdminService/ListKeys",
        },
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AppsService/CreateKey",
          ["body"] = "CreateKeyRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/keys/([^/:]+)/revoke$",
      ["variables"] = {
        "keyId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AdminService/RevokeKey",
          ["body"] = "RevokeKeyRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/tenants$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
            ["name"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AppsService/ListTenants",
        },
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AppsService/CreateTenant",
          ["body"] = "CreateTenantRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/tenants/([^/:]+)/revoke$",
      ["variables"] = {
        "tenantId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AppsService/RevokeTenant",
          ["body"] = "RevokeTenantRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/keys/([^/:]+)/rotate$",
      ["variables"] = {
        "keyId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AppsService/RotateKey",
          ["body"] = "RotateKeyRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/clients$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
            ["tenant"] = "string",
            ["state"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.AppsService/ListClients",
        },
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.AppsService/CreateClient",
          ["body"] = "CreateClientRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/groups$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
            ["tenantId"] = "string",
            ["tenant"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.GroupsService/ListGroups",
        },
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.GroupsService/CreateGroup",
          ["body"] = "CreateGroupRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/tenants/([^/:]+)/groups/([^/:]+)$",
      ["variables"] = {
        "tenantId",
        "name",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.GroupsService/GetGroup",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/tenants/([^/:]+)/groups/([^/:]+)/change$",
      ["variables"] = {
        "tenantId",
        "name",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.GroupsService/ChangeGroup",
          ["body"] = "ChangeGroupRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/tenants/([^/:]+)/groups/([^/:]+)/delete$",
      ["variables"] = {
        "tenantId",
        "name",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.GroupsService/DeleteGroup",
          ["body"] = "DeleteGroupRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/imports$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
            ["tenant"] = "string",
            ["connectionId"] = "string",
            ["state"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.ImportsService/ListImports",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/imports/([^/:]+)/([^/:]+)$",
      ["variables"] = {
        "tenantId",
        "importId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.ImportsService/GetImport",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/operators$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.OperatorsService/ListOperators",
        },
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.OperatorsService/CreateOperator",
          ["body"] = "CreateOperatorRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/operators/([^/:]+)/role$",
      ["variables"] = {
        "name",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.OperatorsService/SetOperatorRole",
          ["body"] = "SetOperatorRoleRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/account/second%-factor$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.OperatorsService/BeginSecondFactor",
          ["body"] = "BeginSecondFactorRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/account/second%-factor/confirm$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.OperatorsService/ConfirmSecondFactor",
          ["body"] = "ConfirmSecondFactorRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/account/second%-factor/remove$",
      ["variables"] = {},
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.OperatorsService/RemoveSecondFactor",
          ["body"] = "RemoveSecondFactorRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/operators/([^/:]+)/reset%-second%-factor$",
      ["variables"] = {
        "name",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.OperatorsService/ResetSecondFactor",
          ["body"] = "ResetSecondFactorRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/operators/([^/:]+)/revoke$",
      ["variables"] = {
        "name",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.OperatorsService/RevokeOperator",
          ["body"] = "RevokeOperatorRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)/holdings$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.PersonsService/GetHoldings",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)/erase$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.PersonsService/EraseConnection",
          ["body"] = "EraseConnectionRequest",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)/disclosures$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.PersonsService/ListDisclosures",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/connections/([^/:]+)/disclosures%.csv$",
      ["variables"] = {
        "connectionId",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.PersonsService/DownloadDisclosures",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/signals$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["range"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.SignalFiguresService/GetSignalFigures",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/schemas$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.SignalFiguresService/ListSchemas",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/schemas/([^/:]+)/([^/:]+)/([^/:]+)$",
      ["variables"] = {
        "namespace",
        "signalType",
        "version",
      },
      ["methods"] = {
        ["GET"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.SignalFiguresService/GetSchema",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/webhooks/endpoints$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
            ["tenant"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.WebhooksService/ListEndpoints",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/webhooks/deliveries$",
      ["variables"] = {},
      ["methods"] = {
        ["GET"] = {
          ["query"] = {
            ["limit"] = "int32",
            ["page"] = "int32",
            ["tenant"] = "string",
            ["endpointId"] = "string",
            ["state"] = "string",
          },
          ["events"] = false,
          ["head"] = true,
          ["rpc"] = "/curae.admin.v1.WebhooksService/ListDeliveries",
        },
      },
    },
    {
      ["pattern"] = "^/api/admin/v1/webhooks/deliveries/([^/:]+)/([^/:]+)/replay$",
      ["variables"] = {
        "eventId",
        "endpointId",
      },
      ["methods"] = {
        ["POST"] = {
          ["query"] = {},
          ["events"] = false,
          ["head"] = false,
          ["rpc"] = "/curae.admin.v1.WebhooksService/ReplayDelivery",
          ["body"] = "ReplayDeliveryRequest",
        },
      },
    },
  },
  ["token_instead"] = {},
  ["proven_by"] = {},
  ["keyless"] = {},
  ["messages"] = {
    ["BeginProviderLoginRequest"] = {},
    ["BeginSecondFactorRequest"] = {},
    ["CancelExportRequest"] = {},
    ["ChangeGroupRequest"] = {
      ["add"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
      ["remove"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
    },
    ["ChangeSignalTypesRequest"] = {
      ["add"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
      ["remove"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
      ["consentedAt"] = {
        ["kind"] = "timestamp",
      },
    },
    ["ConfirmSecondFactorRequest"] = {
      ["code"] = {
        ["kind"] = "string",
      },
    },
    ["CreateClientRequest"] = {
      ["tenantId"] = {
        ["kind"] = "string",
      },
      ["name"] = {
        ["kind"] = "string",
      },
      ["jwks"] = {
        ["kind"] = "string",
      },
      ["jwksUrl"] = {
        ["kind"] = "string",
      },
      ["connectionId"] = {
        ["kind"] = "string",
      },
      ["expiresAt"] = {
        ["kind"] = "timestamp",
      },
    },
    ["CreateGroupRequest"] = {
      ["tenantId"] = {
        ["kind"] = "string",
      },
      ["name"] = {
        ["kind"] = "string",
      },
      ["connectionIds"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
    },
    ["CreateKeyRequest"] = {
      ["tenantId"] = {
        ["kind"] = "string",
      },
      ["name"] = {
        ["kind"] = "string",
      },
      ["environment"] = {
        ["kind"] = "string",
      },
      ["scopes"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
      ["connectionId"] = {
        ["kind"] = "string",
      },
      ["expiresAt"] = {
        ["kind"] = "timestamp",
      },
    },
    ["CreateOperatorRequest"] = {
      ["name"] = {
        ["kind"] = "string",
      },
      ["role"] = {
        ["kind"] = "string",
      },
    },
    ["CreateTenantRequest"] = {
      ["name"] = {
        ["kind"] = "string",
      },
    },
    ["DeleteGroupRequest"] = {},
    ["EraseConnectionRequest"] = {},
    ["FinishProviderLoginRequest"] = {
      ["code"] = {
        ["kind"] = "string",
      },
      ["state"] = {
        ["kind"] = "string",
      },
    },
    ["LogInRequest"] = {
      ["operator"] = {
        ["kind"] = "string",
      },
      ["password"] = {
        ["kind"] = "string",
      },
      ["code"] = {
        ["kind"] = "string",
      },
    },
    ["LogOutEverywhereRequest"] = {},
    ["LogOutRequest"] = {},
    ["RemoveSecondFactorRequest"] = {
      ["code"] = {
        ["kind"] = "string",
      },
    },
    ["ReplayDeliveryRequest"] = {},
    ["ResetSecondFactorRequest"] = {},
    ["RetryExportRequest"] = {},
    ["RetryExportsRequest"] = {
      ["exportIds"] = {
        ["kind"] = "string",
        ["repeated"] = true,
      },
    },
    ["RevokeConnectionRequest"] = {},
    ["RevokeKeyRequest"] = {},
    ["RevokeOperatorRequest"] = {},
    ["RevokeTenantRequest"] = {},
    ["RotateKeyRequest"] = {
      ["oldEndsAt"] = {
        ["kind"] = "timestamp",
      },
    },
    ["SetOperatorRoleRequest"] = {
      ["role"] = {
        ["kind"] = "string",
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
