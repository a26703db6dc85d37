-- The response path of REST: what the server said in metadata becomes HTTP, and every error a bare problem.

local problem = require("problem")
local reply = require("reply")
local transcoded = require("transcoded")

local response = {}

local function strip_internal(headers)
  local doomed = {}
  for name in pairs(headers) do
    if name:find("^grpc%-") or name:find("^curae%-") or name:find("^x%-envoy%-") then doomed[#doomed + 1] = name end
  end
  for _, name in ipairs(doomed) do headers:remove(name) end
end

local function send_problem(handle, instance)
  local body = handle:body(true)
  local text, facts = transcoded.problem(body:getBytes(0, body:length()), instance)
  local headers = handle:headers()
  headers:replace(":status", tostring(facts.status))
  headers:replace("content-type", problem.CONTENT_TYPE)
  headers:replace("cache-control", "no-store")
  if facts.retry_after and not headers:get("retry-after") then headers:replace("retry-after", facts.retry_after) end
  headers:replace("content-length", tostring(body:setBytes(text)))
  strip_internal(headers)
end

local function apply_metadata(headers)
  local status, length = headers:get("curae-http-status"), headers:get("curae-content-length")
  if status then headers:replace(":status", status) end
  if length then headers:replace("content-length", length) end
  strip_internal(headers)
  return status
end

local function drop_body(handle, headers)
  local body = handle:body(true)
  body:setBytes("")
  headers = handle:headers()
  headers:remove("content-length")
  headers:remove("content-type")
end

local function settle(handle, known)
  local headers = handle:headers()
  local status = tonumber(headers:get(":status"))
  headers:replace("x-content-type-options", "nosniff")
  if status == 401 then headers:replace("www-authenticate", "Bearer") end
  if status >= 400 then
    if headers:get("content-type") == "application/json" then send_problem(handle, known.id) end
    return
  end
  if known.events then
    headers:replace("content-type", "text/event-stream")
    headers:replace("cache-control", "no-cache")
  end
  if apply_metadata(headers) == "304" then drop_body(handle, headers) end
end

function response.settle(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.METADATA)
  if known and known.rest then settle(handle, known) end
end

return response
