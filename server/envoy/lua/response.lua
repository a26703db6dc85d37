-- The response path of REST: metadata of the server becomes HTTP status and headers, and every error a problem document.

local caller = require("caller")
local door = require("door")
local events = require("events")
local header_map = require("header_map")
local outcome = require("outcome")
local problem = require("problem")
local quota = require("quota")
local reply = require("reply")
local transcoded = require("transcoded")

local response = {}

local UNAUTHENTICATED = "16" -- of gRPC

local function is_internal(name)
  return name:find("^grpc%-") or name:find("^curae%-") or name:find("^x%-envoy%-")
end

local function is_any()
  return true
end

-- The transcoder prints no status whose details hold a type that it does not know; the headers then have its code.
local function transcoded_text(body, headers)
  local code = headers:get("grpc-status")
  return code and '{"code":' .. code .. "}" or body:getBytes(0, body:length())
end

-- `known.errors`: FHIR and OAuth clients read errors of another form.
local function put_error(headers, known, text, status)
  headers:replace("content-type", outcome.CONTENT_TYPES[known.errors] or problem.CONTENT_TYPE)
  return known.errors and outcome.text(known.errors, text, status) or text
end

-- An answer of Envoy's own, or of the request path, which is a problem already.
local function reword_problem(handle, known)
  local body = handle:body(true)
  local headers = handle:headers()
  if body:length() == 0 then -- of HEAD, and how long it would be is not known
    headers:remove("content-length")
    return headers:replace("content-type", outcome.CONTENT_TYPES[known.errors])
  end
  local text = put_error(headers, known, body:getBytes(0, body:length()), tonumber(headers:get(":status")))
  body:setBytes(text)
  headers:replace("content-length", tostring(#text))
end

-- `known.head`: the method was HEAD and became GET for the server; only HTTP/1.1 drops the body by itself.
local function send_problem(handle, known)
  local body = handle:body(true)
  local headers = handle:headers()
  local text, facts = transcoded.problem(transcoded_text(body, headers), known.id)
  headers:replace(":status", tostring(facts.status))
  text = put_error(headers, known, text, facts.status)
  headers:replace("cache-control", "no-store")
  if facts.retry_after and not headers:get("retry-after") then headers:replace("retry-after", facts.retry_after) end
  body:setBytes(known.head and "" or text)
  headers:replace("content-length", tostring(#text))
  header_map.strip(headers, is_internal)
end

local function apply_metadata(headers)
  local status, length = headers:get("curae-http-status"), headers:get("curae-content-length")
  if status then headers:replace(":status", status) end
  if length then headers:replace("content-length", length) end
  header_map.strip(headers, is_internal)
  return status
end

local function drop_body(handle)
  handle:body(true):setBytes("")
  local headers = handle:headers()
  headers:remove("content-length")
  headers:remove("content-type")
end

-- Trailers hold the gRPC status; over HTTP/2 they would reach the client.
local function drop_trailers(handle)
  local trailers = handle:trailers()
  if trailers then header_map.strip(trailers, is_any) end
end

local function succeed(handle, known)
  local headers = handle:headers()
  if known.events then
    headers:replace("content-type", "text/event-stream")
    headers:replace("cache-control", "no-cache")
  end
  local status = apply_metadata(headers)
  if status == "304" or status == "204" then
    drop_body(handle)
  elseif known.head then
    for chunk in handle:bodyChunks() do chunk:setBytes("") end
  elseif known.events then
    for chunk in handle:bodyChunks() do chunk:setBytes(events.with_ids(chunk:getBytes(0, chunk:length()))) end
  end
  drop_trailers(handle)
end

local function settle(handle, known)
  local headers = handle:headers()
  local status = tonumber(headers:get(":status"))
  headers:replace("x-content-type-options", "nosniff")
  quota.settle(handle, headers)
  if status == 401 then headers:replace("www-authenticate", door.CHALLENGE) end
  if status < 400 then return succeed(handle, known) end
  if headers:get("content-type") ~= problem.CONTENT_TYPE then return send_problem(handle, known) end
  if known.errors then reword_problem(handle, known) end
end

function response.settle(handle)
  local headers = handle:headers()
  caller.settle(handle, headers:get(":status") == "401" or headers:get("grpc-status") == UNAUTHENTICATED)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  if known and known.rest then settle(handle, known) end
end

-- Ranges are of the bytes as they are, and not of what was compressed.
function response.forget_ranges(handle)
  local headers = handle:headers()
  if headers:get("content-encoding") then headers:remove("accept-ranges") end
end

return response
