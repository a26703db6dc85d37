-- Problems as FHIR clients and OAuth clients read them: an OperationOutcome (FHIR R4), an error of RFC 6749.

local json = require("json")

local outcome = {}

outcome.FHIR, outcome.OAUTH = "fhir", "oauth"
outcome.CONTENT_TYPES = { fhir = "application/fhir+json", oauth = "application/json" }

-- Issue types (http://hl7.org/fhir/issue-type) by the HTTP status of the problem.
local ISSUES = {
  [400] = "invalid", [401] = "login", [403] = "forbidden", [404] = "not-found", [405] = "not-supported", [409] = "processing",
  [413] = "too-long", [415] = "not-supported", [416] = "invalid", [429] = "throttled", [503] = "transient", [504] = "timeout",
}

-- Whose errors a path has; nil for problems.
function outcome.of(path)
  if path == "/fhir/token" then return outcome.OAUTH end
  local is_fhir = path == "/fhir" or path:find("^/fhir/") or path == "/.well-known/smart-configuration"
  return is_fhir and outcome.FHIR or nil
end

-- JSON text of one issue. `expression`: JSON text, the name of what is wrong.
local function issue(status, facts, diagnostics, expression)
  return string.format(
    '{"severity":"error","code":"%s","details":{"coding":[{"system":"https://curaeai.com/problems","code":%s}],"text":%s},"diagnostics":%s%s}',
    ISSUES[status] or "exception", facts.code, facts.title, diagnostics, expression and ',"expression":[' .. expression .. "]" or ""
  )
end

local function violations_of(facts)
  local details = facts.details and json.members(facts.details) or {}
  return details.violations and json.members(details.violations) or {}
end

local function fhir(facts, status)
  local issues = {}
  for index, text in ipairs(violations_of(facts)) do
    local violation = json.members(text)
    if violation.field then issues[index] = issue(status, facts, index == 1 and facts.detail or violation.description, violation.field) end
  end
  if #issues == 0 then issues[1] = issue(status, facts, facts.detail) end
  return string.format('{"resourceType":"OperationOutcome","id":%s,"issue":[%s]}', facts.instance, table.concat(issues, ","))
end

local function oauth(facts, status)
  local code = (status == 429 or status == 503 or status == 504) and "temporarily_unavailable" or status < 500 and "invalid_request" or "server_error"
  return string.format('{"error":"%s","error_description":%s}', code, facts.detail)
end

-- `text`: a problem as JSON text.
function outcome.text(kind, text, status)
  local facts = json.members(text)
  if kind == outcome.OAUTH then return oauth(facts, status) end
  return fhir(facts, status)
end

return outcome
