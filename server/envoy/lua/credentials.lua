-- The API key of a request, judged by its form alone (server/domain/caller.py has the form, and knows the keys).

local sha256 = require("sha256")

local credentials = {}

local KEY_BYTES = 61 -- cae_live_, and 52 characters of base32
local MAX_HEADER_BYTES = 256

local function key_in(authorization)
  if not authorization or #authorization > MAX_HEADER_BYTES then return nil end
  local scheme, key = authorization:match("^%s*(%a+)%s+(%S+)%s*$")
  if not scheme or scheme:lower() ~= "bearer" or #key ~= KEY_BYTES then return nil end
  return (key:find("^cae_live_[a-z2-7]+$") or key:find("^cae_test_[a-z2-7]+$")) and key or nil
end

-- Gives the digest of the key, by which it is counted and remembered; nil where there is no well-formed key. One key, spelt
-- in several ways, becomes one spelling.
function credentials.digest(headers)
  local key = key_in(headers:get("authorization"))
  if not key then return nil end
  headers:replace("authorization", "Bearer " .. key)
  return sha256(key)
end

return credentials
