-- When a key has to rest, in this thread of Envoy.
--
-- After a large body: nothing else runs on this thread while such a body is read and transcoded. The rest grows with the
-- square of the size, since one long stop hurts the other callers more than many short ones do.
--
-- After a server has refused a call because of what the key has under way: so long as its answer asks for.

local reply = require("reply")
local rules = require("rest_rules")

local rests = {}

local MEBIBYTE = 1048576
-- After a body of one MiB, which keeps the thread busy for 15 to 65 ms; after 4 MiB it is 16 s.
local REST_MILLISECONDS = 1000
local MAX_KEYS = 1000

-- A time for each name, of at most so many names.
local function times()
  local until_when, count = {}, 0
  local made = {}
  function made.set(name, milliseconds)
    if count >= MAX_KEYS then until_when, count = {}, 0 end
    if not until_when[name] then count = count + 1 end
    until_when[name] = milliseconds
  end
  function made.left(name, now) return (until_when[name] or 0) - now end
  return made
end

local after_bodies, after_refusals = times(), times()

local function key_of(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.CALLER)
  return known and known.key
end

-- Whether the body may be read now; where not, also for how many seconds its key still rests.
function rests.over(handle)
  local length = tonumber(handle:headers():get("content-length") or "") or math.huge
  local left = after_bodies.left(key_of(handle) or "", handle:timestamp())
  return length <= rules.limits.large_body_bytes or left <= 0, math.ceil(left / 1000)
end

-- A large body of so many bytes was read.
function rests.begin(handle, length)
  after_bodies.set(key_of(handle) or "", handle:timestamp() + REST_MILLISECONDS * (length / MEBIBYTE) ^ 2)
end

-- A server has refused the key a call of the method `rpc`, since all that the key may have of these is taken: until the
-- time of the answer's Retry-After no server is asked again.
function rests.begin_refused(handle, rpc, seconds)
  local key = key_of(handle)
  if key then after_refusals.set(key .. rpc, handle:timestamp() + 1000 * seconds) end
end

-- For how many seconds the key still rests from calls of the method `rpc`; 0 where it does not.
function rests.seconds_refused(handle, rpc)
  local key = key_of(handle)
  return key and math.max(0, math.ceil(after_refusals.left(key .. rpc, handle:timestamp()) / 1000)) or 0
end

return rests
