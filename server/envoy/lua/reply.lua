-- Answers a REST request in place of the server.

local problem = require("problem")
local rules = require("rest_rules")

local reply = {}

-- What later filters and the response path know of a REST request.
reply.METADATA = "curae.rest"

-- What they know of who calls; see `caller`.
reply.CALLER = "curae.caller"

-- Keeps local_reply_config from rewording this stream's reply.
function reply.keep(handle)
  handle:streamInfo():dynamicMetadata():set("curae.reply", "keep", true)
end

-- What is read of a body although the request is refused. Answered earlier an HTTP/2 stream is reset, and many clients then
-- show no answer.
local function drained_bytes(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.CALLER)
  if known and known.key then return rules.limits.drained_body_bytes end
  return handle:streamInfo():protocol() == "HTTP/2" and rules.limits.keyless_drained_bytes or 0
end

function reply.drain(handle)
  local verb = handle:headers():get(":method")
  if verb == "GET" or verb == "HEAD" then return end -- whose body nobody waits for
  local length = tonumber(handle:headers():get("content-length") or "")
  if not length or length > drained_bytes(handle) then return end
  pcall(handle.body, handle) -- fails where the whole body came in while a key was proven
end

function reply.is_rest(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  return known ~= nil and known.rest == true
end

function reply.problem(handle, code, detail, options)
  options = options or {}
  reply.keep(handle)
  local text, status = problem.json(code, detail, handle:headers():get("x-request-id") or "", options.details)
  local headers = { [":status"] = tostring(status), ["content-type"] = problem.CONTENT_TYPE, ["cache-control"] = "no-store" }
  for name, value in pairs(options.headers or {}) do headers[name] = value end
  handle:respond(headers, text)
end

-- `noun` tells a query parameter from a field.
function reply.violation(handle, violation)
  reply.problem(handle, "BAD_REQUEST", violation.field .. ": " .. violation.description, {
    details = problem.violations(violation),
  })
end

-- Runs `step`; a defect in it answers 500, where Envoy would let the request pass unchecked.
function reply.guarded(handle, step)
  local passed, fault = pcall(step, handle)
  if passed then return end
  handle:logErr("lua: " .. tostring(fault))
  reply.problem(handle, "INTERNAL", "Internal error: the request could not be checked. Contact support with the request id.")
end

return reply
