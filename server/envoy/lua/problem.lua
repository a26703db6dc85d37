-- RFC 9457 problems, worded as the contract has them; `gen/rest_rules.lua` holds the kinds.

local rules = require("rest_rules")

local problem = {}

problem.CONTENT_TYPE = "application/problem+json"

local ESCAPED = { ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

-- The text as a string of JSON.
function problem.quoted(text)
  return '"' .. text:gsub('[%z\1-\31"\\]', function(character)
    return ESCAPED[character] or string.format("\\u%04x", character:byte())
  end) .. '"'
end

local quoted = problem.quoted

-- The JSON text of a problem. `details` is JSON text too.
function problem.json(code, detail, instance, details)
  local kind = rules.problems[code]
  return string.format(
    '{"type":%s,"title":%s,"status":%d,"detail":%s,"instance":%s,"code":%s,"details":%s,"retryable":%s}',
    quoted(kind.type), quoted(kind.title), kind.status, quoted(detail), quoted(instance), quoted(code), details or "{}",
    tostring(kind.retryable)
  ), kind.status
end

-- The `details` of one violation `{ field, description }`.
function problem.violations(violation)
  return string.format(
    '{"violations":[{"field":%s,"description":%s}]}', quoted(violation.field), quoted(violation.description)
  )
end

return problem
