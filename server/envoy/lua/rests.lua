-- A key rests after a large body: nothing else runs on this thread of Envoy while such a body is read and transcoded. The
-- rest grows with the square of the size, since one long stop hurts the other callers more than many short ones do.

local reply = require("reply")
local rules = require("rest_rules")

local rests = {}

local MEBIBYTE = 1048576
-- After a body of one MiB, which keeps the thread busy for 15 to 45 ms; after 30 MiB, of up to 1.3 s, it is 75 s.
local REST_MILLISECONDS = 83
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

-- A large body of so many bytes was read.
function rests.begin(handle, length)
  if count >= MAX_KEYS then until_when, count = {}, 0 end
  local key, now = key_of(handle), handle:timestamp()
  if not until_when[key] then count = count + 1 end
  until_when[key] = now + REST_MILLISECONDS * (length / MEBIBYTE) ^ 2
end

return rests
