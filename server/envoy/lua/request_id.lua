-- `x-request-id`: a client's own value is kept if it is well-formed, since it appears in logs and responses. The form is defined
-- in server/rpc/interceptors/request_id.py too, so that Envoy and server log one id.

local request_id = {}

local MAX_BYTES = 128
local random_seeded = false

local function seed()
  -- The address of a fresh table differs between workers and starts.
  local address = tonumber(tostring({}):match("0x(%x+)"), 16) or 0
  math.randomseed(os.time() * 1000 + address % 1000000007)
  random_seeded = true
end

local function uuid4()
  if not random_seeded then seed() end
  local made = ("xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx"):gsub("[xy]", function(place)
    return string.format("%x", place == "x" and math.random(0, 15) or math.random(8, 11))
  end)
  return made
end

-- Envoy has made an id where the client sent none.
function request_id.settle(headers)
  local given = headers:get("x-request-id")
  if not given or #given > MAX_BYTES or not given:find("^[%w._:/+=@-]+$") then headers:replace("x-request-id", uuid4()) end
end

return request_id
