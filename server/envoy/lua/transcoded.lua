-- The transcoder prints an error as the JSON of its google.rpc.Status; this finds the problem in it.

local json = require("json")
local problem = require("problem")
local rules = require("rest_rules")

local transcoded = {}

local PROBLEM = "type.googleapis.com/curae.sdk.v1.Problem"

-- The problem for a gRPC status without details, for example when gRPC itself rejected the call.
local CODES = {
  [1] = "UNAVAILABLE", [3] = "BAD_REQUEST", [4] = "DEADLINE_EXCEEDED", [5] = "NOT_FOUND", [8] = "RATE_LIMITED",
  [12] = "NOT_FOUND", [14] = "UNAVAILABLE", [16] = "UNAUTHENTICATED",
}
local DETAILS = {
  BAD_REQUEST = "The request could not be read.",
  DEADLINE_EXCEEDED = "The request took too long. Try again with the same Idempotency-Key.",
  INTERNAL = "Internal error. Contact support with the request id.",
  NOT_FOUND = "Nothing is served at this path.",
  PAYLOAD_TOO_LARGE = string.format(
    "The request takes more than %d bytes as protobuf, where a number takes 11. Send fewer items.",
    rules.limits.batch_message_bytes
  ),
  RATE_LIMITED = "Too many requests. Wait for the time in Retry-After.",
  UNAUTHENTICATED = "Send a valid API key: Authorization: Bearer ...",
  UNAVAILABLE = "The service is unavailable. Try again after the time in Retry-After.",
}

local function first_detail(status)
  local details = status.details and json.members(status.details)
  local first = details and details[1] and json.members(details[1]) or {}
  return first["@type"] == '"' .. PROBLEM .. '"' and first or nil
end

local function own_problem(first)
  local parts = {}
  for _, name in ipairs({ "type", "title", "status", "detail", "instance", "code", "details", "retryable" }) do
    parts[#parts + 1] = string.format('"%s":%s', name, first[name] or (name == "details" and "{}" or "null"))
  end
  return "{" .. table.concat(parts, ",") .. "}", tonumber(first.status)
end

local function seconds(text)
  local delay = text:match('"retryDelay":%s*"([%d%.]+)s"')
  return delay and tostring(math.max(1, math.ceil(tonumber(delay))))
end

local function code_of(status)
  if (status.message or ""):find("larger than max", 1, true) then return "PAYLOAD_TOO_LARGE" end
  return CODES[tonumber(status.code)] or "INTERNAL"
end

local function read(text)
  local status = json.members(text)
  local code = code_of(status)
  local details = code == "PAYLOAD_TOO_LARGE" and string.format('{"limitBytes":%d}', rules.limits.batch_message_bytes) or nil
  return { code = code, details = details, problem = first_detail(status) }
end

-- Gives the problem's JSON text and `{ status, retry_after }`. `instance` is the request id.
function transcoded.problem(text, instance)
  local passed, found = pcall(read, text)
  if passed and found.problem then
    local own, http = own_problem(found.problem)
    return own, { status = http, retry_after = seconds(text) }
  end
  local code = passed and found.code or "INTERNAL"
  local made, http = problem.json(code, DETAILS[code], instance, passed and found.details or nil)
  return made, { status = http, retry_after = (code == "UNAVAILABLE" or code == "RATE_LIMITED") and "1" or nil }
end

return transcoded
