-- Envoy's x-ratelimit-* headers as `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).

local reply = require("reply")

local quota = {}

local function policy(limit, handle)
  local window = handle:virtualHost():metadata():get("rate_window_seconds")
  return window and string.format('"key";q=%s;w=%d', limit, window) or string.format('"key";q=%s', limit)
end

-- Envoy tells the time to the next refill only once the quota is used up.
local function state(remaining, reset)
  return remaining == "0" and string.format('"key";r=0;t=%s', reset) or string.format('"key";r=%s', remaining)
end

function quota.settle(handle, headers)
  local limit, remaining = headers:get("x-ratelimit-limit"), headers:get("x-ratelimit-remaining")
  local reset = headers:get("x-ratelimit-reset")
  if not limit or not remaining or not reset then return end
  for _, name in ipairs({ "limit", "remaining", "reset" }) do headers:remove("x-ratelimit-" .. name) end
  local known = handle:streamInfo():dynamicMetadata():get(reply.CALLER)
  if not known or not known.key then return end -- a bucket that nobody counts by
  headers:replace("ratelimit-policy", policy(limit:match("^%d+"), handle))
  headers:replace("ratelimit", state(remaining, reset))
  if headers:get(":status") == "429" then headers:replace("retry-after", tostring(math.max(1, tonumber(reset)))) end
end

return quota
