-- The request path: what may come in, and in what form the server sees it.

local body = require("body")
local query = require("query")
local reply = require("reply")
local request_id = require("request_id")
local routes = require("routes")

local request = {}

-- Headers that only Envoy or the server may set: believed from a client, they would change what a request means.
local RESERVED = { "^x%-envoy%-", "^curae%-" }
local RESERVED_IN_REST = { "^x%-envoy%-", "^curae%-", "^grpc%-" }

local function strip(headers, patterns)
  local doomed = {}
  for name in pairs(headers) do
    for _, pattern in ipairs(patterns) do
      if name:find(pattern) then doomed[#doomed + 1] = name end
    end
  end
  for _, name in ipairs(doomed) do headers:remove(name) end
end

local function is_native(headers, path)
  local content_type = headers:get("content-type")
  return content_type and content_type:find("^application/grpc") and not path:find("^/api/")
end

local function is_json(content_type)
  local main, parameters = (content_type or ""):lower():match("^%s*([^;%s]+)%s*(.*)$")
  if main ~= "application/json" then return false end
  return parameters == "" or parameters:find('^;%s*charset%s*=%s*"?utf%-8"?%s*$') ~= nil
end

local function has_plain_encoding(headers)
  return (headers:get("content-encoding") or "identity"):lower() == "identity"
end

local function path_violation(route, values)
  for index, name in ipairs(route.variables) do
    local fault = query.text_fault(values[index])
    if fault then return { field = name, description = fault } end
  end
  return nil
end

-- Lets the transcoder see one content type, and none where there is no body: to it, gRPC's own would mean "pass through".
local function settle_content_type(headers, method)
  headers:remove("content-type")
  if method.body then headers:add("content-type", "application/json") end
end

local function admit(handle)
  local headers = handle:headers()
  local target = headers:get(":path") or "/"
  local path, query_text = target:match("^([^?]*)%??(.*)$")
  request_id.settle(headers)
  local metadata = handle:streamInfo():dynamicMetadata()
  if is_native(headers, path) then
    reply.keep(handle)
    return strip(headers, RESERVED)
  end
  strip(headers, RESERVED_IN_REST)

  local verb = headers:get(":method")
  metadata:set(reply.METADATA, "rest", true)
  metadata:set(reply.METADATA, "id", headers:get("x-request-id"))
  local route, values = routes.find(path)
  if not route then return reply.problem(handle, "NOT_FOUND", "Nothing is served at this path.") end
  local method = routes.method(route, verb)
  if not method then
    local allowed = routes.allowed(route)
    local detail = "This path takes " .. allowed .. "."
    return reply.problem(handle, "METHOD_NOT_ALLOWED", detail, { headers = { allow = allowed } })
  end
  if method.page then return end
  if method.body and not (is_json(headers:get("content-type")) and has_plain_encoding(headers)) then
    local detail = "Send the body as Content-Type: application/json, in UTF-8 and not compressed."
    return reply.problem(handle, "UNSUPPORTED_MEDIA_TYPE", detail, { headers = { accept = "application/json" } })
  end
  local violation = path_violation(route, values) or query.violation(query_text, method.query)
  if violation then return reply.violation(handle, violation) end

  settle_content_type(headers, method)
  metadata:set(reply.METADATA, "body", method.body or "")
  metadata:set(reply.METADATA, "events", method.events)
  if verb == "HEAD" then
    metadata:set(reply.METADATA, "head", true)
    headers:replace(":method", "GET")
    headers:replace("curae-head", "true")
  end
end

local function check_body(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  if not known or not known.body then return end
  local buffer = handle:body()
  local text = buffer and buffer:getBytes(0, buffer:length()) or ""
  local violation
  if known.body ~= "" then
    violation = body.violation(text, known.body)
  elseif #text > 0 then
    violation = { field = "body", description = "is not taken by this operation" }
  end
  if violation then reply.violation(handle, violation) end
end

-- First in the chain: headers only.
function request.admit(handle)
  reply.guarded(handle, admit)
end

-- Behind the rate limit, so that a caller over it makes nothing be buffered.
function request.check_body(handle)
  reply.guarded(handle, check_body)
end

return request
