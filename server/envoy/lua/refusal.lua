-- Refuses a call for its key or for what its sender holds, as REST or as gRPC.

local reply = require("reply")

local refusal = {}

local DETAILS = {
  UNAUTHENTICATED = "send your API key as 'Authorization: Bearer cae_live_...'",
  RATE_LIMITED = "Too much is under way for this key or address; try again later.",
  UNAVAILABLE = "The service cannot answer now; try again.",
}
local HTTP = { RATE_LIMITED = "429", UNAUTHENTICATED = "401", UNAVAILABLE = "503" }

-- gRPC escapes characters that a header cannot hold.
local function unescaped(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

-- `answered` are the headers of a server that refused; `seconds` is the time to wait before another try.
function refusal.send(handle, code, answered, seconds)
  answered = answered or {}
  local message = answered["grpc-message"]
  local detail = code == "UNAUTHENTICATED" and message and unescaped(message) or DETAILS[code]
  if reply.is_rest(handle) then
    reply.drain(handle)
    local headers = code ~= "UNAUTHENTICATED" and { ["retry-after"] = tostring(seconds or 1) } or nil
    return reply.problem(handle, code, detail, { headers = headers })
  end
  -- Envoy makes the gRPC status of this one.
  local headers = { [":status"] = HTTP[code], ["grpc-status-details-bin"] = answered["grpc-status-details-bin"] }
  if code == "UNAUTHENTICATED" then headers["www-authenticate"] = "Bearer" end
  handle:respond(headers, detail)
end

return refusal
