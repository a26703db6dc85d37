-- Rejects a call because of its key or because of its sender's share, over REST or gRPC.

local reply = require("reply")

local refusal = {}

local DETAILS = {
  UNAUTHENTICATED = "send your API key as 'Authorization: Bearer cae_live_...'",
  RATE_LIMITED = "This key or address has too many requests in progress. Wait for the time in Retry-After.",
  UNAVAILABLE = "The service is unavailable. Try again after the time in Retry-After.",
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
