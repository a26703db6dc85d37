-- The request path: which requests are admitted, and in which form the server gets them.

local address = require("address")
local body = require("body")
local caller = require("caller")
local door = require("door")
local header_map = require("header_map")
local holdings = require("holdings")
local native = require("native")
local outcome = require("outcome")
local query = require("query")
local refusal = require("refusal")
local reply = require("reply")
local request_id = require("request_id")
local rests = require("rests")
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

-- What means one thing only: a proxy on the way and the server might choose differently between two.
-- (Envoy itself joins `authorization`, `content-type` and `if-range`, which makes them invalid.)
local SINGLE = { "idempotency-key", "range" }

local function repeated_header(headers)
  for _, name in ipairs(SINGLE) do
    if headers:getNumValues(name) > 1 then return { field = name, description = "appears twice" } end
  end
  return nil
end

-- Lists that a client may send in parts (RFC 9110, 5.3). Of a name that is repeated the server gets the last value alone.
local LISTS = { "accept", "accept-encoding", "if-none-match", "prefer" }

local function join_lists(headers)
  for _, name in ipairs(LISTS) do
    if headers:getNumValues(name) > 1 then headers:replace(name, headers:get(name)) end
  end
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

-- Of a body that the server reads itself. One without a media type is empty, or the server finds out.
local function takes(method, headers)
  local content_type = headers:get("content-type")
  if not method.raw then return not method.body or is_json(content_type) end
  local main = (content_type or ""):lower():match("^%s*([^;%s]*)")
  return main == "" or method.raw[main] ~= nil
end

local function media_types(method)
  if not method.raw then return "application/json, in UTF-8" end
  local names = {}
  for name in pairs(method.raw) do names[#names + 1] = name end
  table.sort(names)
  return table.concat(names, " or ")
end

-- A body of any length, which the server reads as it comes, may be compressed.
local function takes_encoding(method, headers)
  local encoding = (headers:get("content-encoding") or "identity"):lower()
  return encoding == "identity" or (method.stream and encoding == "gzip")
end

local function path_violation(route, values)
  for index, name in ipairs(route.variables) do
    local fault = query.text_fault(values[index])
    if fault then return { field = name, description = fault } end
  end
  return nil
end

local function parts_of(headers)
  return (headers:get(":path") or "/"):match("^([^?]*)%??(.*)$")
end

-- gRPC shows the server no :authority. Envoy puts `host.invalid` where HTTP/1.0 sends no Host: no link can be made of it.
local function settle_host(headers)
  local host = headers:get(":authority") or ""
  if host == "host.invalid" then return headers:remove("x-forwarded-host") end
  headers:replace("x-forwarded-host", host)
end

-- The route and the rule of a path and a method. Answers the request itself if there is none.
local function find_method(handle, path, verb)
  local route, values = routes.find(path)
  if not route then return reply.problem(handle, "NOT_FOUND", "Nothing is served at this path.") end
  local method = routes.method(route, verb)
  if method then return method, route, values end
  local allowed = routes.allowed(route)
  if not routes.is_page(route) then reply.drain(handle) end
  reply.problem(handle, "METHOD_NOT_ALLOWED", "This path takes " .. allowed .. ".", { headers = { allow = allowed } })
end

-- A signed URL brings a token in place of a key.
local function brings_token(method, query_text)
  return method.query.token ~= nil and ("&" .. query_text):find("&token=", 1, true) ~= nil
end

local function has_body(method)
  return method.body ~= nil or method.raw ~= nil
end

local function is_admitted(handle, method, query_text)
  if not method.keyless then
    return caller.admitted(handle, method.rpc, brings_token(method, query_text), has_body(method), method.stream)
  end
  if holdings.taken(handle, method.rpc, has_body(method)) then return true end
  refusal.send(handle, "RATE_LIMITED")
  return false
end

-- Some clients escape the `$` of an operation, or end its path with a slash.
local function plain(path)
  return (path:gsub("^(/fhir/.*)%%24export(/?)$", "%1$export%2"):gsub("^(/fhir/.*%$export)/$", "%1"))
end

-- The transcoder would refuse a query parameter that it does not know. The server gets its name, and the whole path.
local function pass_unknown_on(headers, method, path, query_text)
  local kept, unknown = query.sifted(query_text, method.query)
  headers:replace("curae-request-path", headers:get(":path"))
  if #unknown > 0 then headers:replace("curae-unknown-parameters", table.concat(unknown, ",")) end
  headers:replace(":path", kept == "" and path or path .. "?" .. kept)
  return kept
end

local function hand_over(handle, headers, method, verb)
  local metadata = handle:streamInfo():dynamicMetadata()
  if not method.raw then headers:remove("content-type") end
  if method.body then headers:add("content-type", "application/json") end
  if method.stream then
    headers:remove("content-encoding") -- the server knows gzip by its first bytes
  else
    metadata:set(reply.METADATA, "body", method.body or "")
    metadata:set(reply.METADATA, "raw", method.raw ~= nil)
  end
  metadata:set(reply.METADATA, "events", method.events)
  if verb == "HEAD" then
    metadata:set(reply.METADATA, "head", true)
    headers:replace(":method", "GET")
    for _, name in ipairs({ "range", "if-range" }) do headers:remove(name) end -- for GET alone (RFC 9110, 14.2)
    headers:replace("curae-head", "true")
  end
end

local function screen_rest(handle, known)
  local headers = handle:headers()
  if known.oversized then
    return reply.problem(handle, "BAD_REQUEST", "The headers and the path are over 16 KiB together.")
  end
  local path, query_text = parts_of(headers)
  path = plain(path)
  local verb = headers:get(":method")
  local method, route, values = find_method(handle, path, verb)
  if not method then return end
  if method.page then return headers:remove("content-type") end -- or the gRPC-Web filter takes it for a call
  if door.KEYS and not is_admitted(handle, method, query_text) then return end
  headers = handle:headers()
  if has_body(method) and not (takes(method, headers) and takes_encoding(method, headers)) then
    reply.drain(handle)
    local detail = "Send the body as Content-Type: " .. media_types(method) .. (method.stream and ", plain or gzip." or " and not compressed.")
    return reply.problem(handle, "UNSUPPORTED_MEDIA_TYPE", detail)
  end
  if method.passes_unknown then query_text = pass_unknown_on(headers, method, path, query_text) end
  local violation = repeated_header(headers) or path_violation(route, values) or query.violation(query_text, method.query)
  if violation then
    reply.drain(handle)
    return reply.violation(handle, violation)
  end
  hand_over(handle, headers, method, verb)
end

local function screen(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  if known then return screen_rest(handle, known) end
  native.screen(handle, (parts_of(handle:headers())))
end

local function admit(handle)
  local headers = handle:headers()
  local path = parts_of(headers)
  request_id.settle(headers)
  address.settle(handle, headers)
  if native.is(headers, path) then return native.admit(handle, headers, path) end
  local metadata = handle:streamInfo():dynamicMetadata()
  metadata:set(reply.METADATA, "rest", true)
  metadata:set(reply.METADATA, "id", headers:get("x-request-id"))
  metadata:set(reply.METADATA, "errors", outcome.of(path))
  metadata:set(reply.METADATA, "oversized", header_bytes(headers) > rules.limits.header_bytes)
  header_map.strip(headers, is_not_passed_on)
  join_lists(headers)
  settle_host(headers)
  if door.KEYS then caller.note(handle, headers, door.FILES[path] and "page" or "call") end
end

local function check_body(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  if not known or not known.body then return end
  local rested, seconds = rests.over(handle)
  if not rested then return refusal.send(handle, "RATE_LIMITED", nil, seconds) end
  local buffer = handle:body()
  local limit = handle:metadata():get("max_body_bytes")
  if (known.body ~= "" or known.raw) and limit and buffer and buffer:length() > limit then
    return reply.problem(handle, "PAYLOAD_TOO_LARGE", "The body is larger than this operation's limit of " .. limit .. " bytes.", {
      details = string.format('{"limitBytes":%d}', limit),
    })
  end
  local text = buffer and buffer:getBytes(0, buffer:length()) or ""
  local violation, replaced
  if known.body ~= "" then
    violation, replaced = body.violation(text, known.body)
  elseif #text > 0 and not known.raw then
    violation = { field = "body", description = "is not taken by this operation" }
  end
  if #text > rules.limits.large_body_bytes then rests.begin(handle, #text) end
  if violation then return reply.violation(handle, violation) end
  if replaced then
    buffer:setBytes(replaced)
    if handle:headers():get("content-length") then handle:headers():replace("content-length", tostring(#replaced)) end
  end
end

-- First in the chain: says who calls and by what, and strips what clients may not say. It answers nothing by itself, so
-- that whatever is refused counts for the caller's rate.
function request.admit(handle)
  reply.guarded(handle, admit)
end

-- Behind the limit of keyless callers: refuses by the headers alone.
function request.screen(handle)
  reply.guarded(handle, screen)
end

-- Behind the limit of keys, so that a caller over it makes nothing be buffered. Lua's memory is not in Envoy's heap, which
-- the overload manager watches: what a large body took is given back at once.
function request.check_body(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  if not known or not known.body then return end
  reply.guarded(handle, check_body)
  if collectgarbage("count") * 1024 > rules.limits.drained_body_bytes then collectgarbage() end
end

return request
