-- A key whose large body has kept this thread of Envoy busy rests for a multiple of that time before the next one, so that
-- it has a small part of the thread.

local reply = require("reply")
local rules = require("rest_rules")

local rests = {}

local REST_FACTOR = 20
local MAX_KEYS = 1000

local until_when, count = {}, 0

local function key_of(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.CALLER)
  return known and known.key or ""
end

-- Whether the body may be read now; where not, also for how many seconds its key still rests.
function rests.over(handle)
  local length = tonumber(handle:headers():get("content-length") or "") or math.huge
  local left = (until_when[key_of(handle)] or 0) - handle:timestamp()
  return length <= rules.limits.large_body_bytes or left <= 0, math.ceil(left / 1000)
end

-- A large body was read since `began`, in milliseconds.
function rests.begin(handle, began)
  if count >= MAX_KEYS then until_when, count = {}, 0 end
  local key, now = key_of(handle), handle:timestamp()
  if not until_when[key] then count = count + 1 end
  until_when[key] = now + REST_FACTOR * (now - began)
end

return rests
