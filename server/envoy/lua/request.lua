-- The request path: what may come in, and in what form the server sees it.

local body = require("body")
local door = require("door")
local header_map = require("header_map")
local query = require("query")
local reply = require("reply")
local request_id = require("request_id")
local routes = require("routes")
local rules = require("rest_rules")

local request = {}

-- What the server gets of a REST caller's headers. Not the rest: HTTP allows names and `-bin` values that gRPC does not,
-- and the server ends the whole connection over one, with every other caller's requests on it.
local PASSED_ON = {}
for name in (door.PASSED_ON .. [[
  accept accept-encoding content-encoding content-length content-type expect traceparent tracestate transfer-encoding
  user-agent x-forwarded-for x-forwarded-host x-forwarded-proto x-request-id
]]):gmatch("%S+") do PASSED_ON[name] = true end

local function is_not_passed_on(name)
  return not PASSED_ON[name] and name:sub(1, 1) ~= ":"
end

local function is_base64(value)
  return #value:gsub("=", "") % 4 ~= 1 and value:find("^[%w+/]*=?=?$") ~= nil
end

-- Of a native caller: what only Envoy or the server may set, which would change what a request means; and what gRPC
-- does not allow.
local function is_not_native(name, value)
  if name:sub(1, 1) == ":" then return false end
  if name:find("^x%-envoy%-") or name:find("^curae%-") or not name:find("^[%w_.-]+$") then return true end
  return name:find("%-bin$") ~= nil and not is_base64(value)
end

-- As Envoy itself tells them: by media types without parameters. It answers these as gRPC, all else as we say here.
local GRPC_WEB = {}
for _, name in ipairs({ "grpc-web", "grpc-web-text" }) do
  GRPC_WEB["application/" .. name], GRPC_WEB["application/" .. name .. "+proto"] = true, true
end

local function is_native(headers, path)
  local content_type = headers:get("content-type") or ""
  if GRPC_WEB[content_type] then
    return headers:get(":method") == "POST" and path:find("^/[%w_]+%.[%w_.]+/[%w_]+$") ~= nil
  end
  return content_type == "application/grpc" or content_type:find("^application/grpc%+") ~= nil
end

-- What means one thing only: a proxy on the way and the server might choose differently between two.
-- (Envoy itself joins `authorization`, `content-type` and `if-range`, which makes them invalid.)
local SINGLE = { "idempotency-key", "range" }

local function repeated_header(headers)
  for _, name in ipairs(SINGLE) do
    if headers:getNumValues(name) > 1 then return { field = name, description = "appears twice" } end
  end
  return nil
end

-- The size as gRPC counts it (RFC 9113, 6.5.2), with the path twice, since the transcoder hands it on in a header.
local function header_bytes(headers)
  local total = #(headers:get(":path") or "") -- CONNECT has none
  for name, value in pairs(headers) do total = total + #name + #value + 32 end
  return total
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

-- A rate limit counts by this header: one key, spelt in several ways, is one caller.
local function settle_authorization(headers)
  local scheme, credentials = (headers:get("authorization") or ""):match("^%s*(%a+)%s+(.-)%s*$")
  if scheme and scheme:lower() == "bearer" then headers:replace("authorization", "Bearer " .. credentials) end
end

-- gRPC shows the server no :authority. Envoy puts `host.invalid` where HTTP/1.0 sends no Host: no link can be made of it.
local function settle_host(headers)
  local host = headers:get(":authority") or ""
  if host == "host.invalid" then return headers:remove("x-forwarded-host") end
  headers:replace("x-forwarded-host", host)
end

-- Takes the body in before it is refused: answered earlier, an HTTP/2 stream is reset, and many clients show no answer.
local function drain(handle)
  local length = tonumber(handle:headers():get("content-length") or "")
  if length and length <= rules.limits.drained_body_bytes then handle:body() end
end

local function admit(handle)
  local headers = handle:headers()
  local target = headers:get(":path") or "/"
  local path, query_text = target:match("^([^?]*)%??(.*)$")
  request_id.settle(headers)
  settle_authorization(headers)
  local metadata = handle:streamInfo():dynamicMetadata()
  if is_native(headers, path) then
    reply.keep(handle)
    return header_map.strip(headers, is_not_native)
  end
  local too_large = header_bytes(headers) > rules.limits.header_bytes
  header_map.strip(headers, is_not_passed_on)

  local verb = headers:get(":method")
  local twice = repeated_header(headers)
  local content_type = headers:get("content-type")
  headers:remove("content-type")
  settle_host(headers)
  metadata:set(reply.METADATA, "rest", true)
  metadata:set(reply.METADATA, "id", headers:get("x-request-id"))
  if too_large then
    return reply.problem(handle, "BAD_REQUEST", "The headers and the path are over 16 KiB together.")
  end
  local route, values = routes.find(path)
  if not route then return reply.problem(handle, "NOT_FOUND", "Nothing is served at this path.") end
  local method = routes.method(route, verb)
  if not method then
    local allowed = routes.allowed(route)
    local detail = "This path takes " .. allowed .. "."
    if not routes.is_page(route) then drain(handle) end
    return reply.problem(handle, "METHOD_NOT_ALLOWED", detail, { headers = { allow = allowed } })
  end
  if method.page then return end
  if method.body and not (is_json(content_type) and has_plain_encoding(headers)) then
    local detail = "Send the body as Content-Type: application/json, in UTF-8 and not compressed."
    drain(handle)
    return reply.problem(handle, "UNSUPPORTED_MEDIA_TYPE", detail)
  end
  local violation = twice or path_violation(route, values) or query.violation(query_text, method.query)
  if violation then
    drain(handle)
    return reply.violation(handle, violation)
  end

  if method.body then headers:add("content-type", "application/json") end
  metadata:set(reply.METADATA, "body", method.body or "")
  metadata:set(reply.METADATA, "events", method.events)
  if verb == "HEAD" then
    metadata:set(reply.METADATA, "head", true)
    headers:replace(":method", "GET")
    for _, name in ipairs({ "range", "if-range" }) do headers:remove(name) end -- for GET alone (RFC 9110, 14.2)
    headers:replace("curae-head", "true")
  end
end

local function check_body(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  if not known or not known.body then return end
  local buffer = handle:body()
  local limit = handle:metadata():get("max_body_bytes")
  if known.body ~= "" and limit and buffer and buffer:length() > limit then
    return reply.problem(handle, "PAYLOAD_TOO_LARGE", "The body is over this operation's limit of " .. limit .. " bytes.", {
      details = string.format('{"limitBytes":%d}', limit),
    })
  end
  local text = buffer and buffer:getBytes(0, buffer:length()) or ""
  local violation, replaced
  if known.body ~= "" then
    violation, replaced = body.violation(text, known.body)
  elseif #text > 0 then
    violation = { field = "body", description = "is not taken by this operation" }
  end
  if violation then return reply.violation(handle, violation) end
  if replaced then
    buffer:setBytes(replaced)
    if handle:headers():get("content-length") then handle:headers():replace("content-length", tostring(#replaced)) end
  end
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
