-- The caller's address, for the server: Envoy knows it, and callers may say what they like.

local address = {}

-- Replaces `x-forwarded-for` by the one address that Envoy takes for the caller's: that of the connection, or behind
-- trusted proxies the one that the outermost of them saw. Envoy by itself appends another address of the machine where
-- the connection comes from the machine itself.
function address.settle(handle, headers)
  local told = handle:streamInfo():downstreamRemoteAddress()
  local ip = told:match("^%[(.-)%]:%d+$") or told:match("^(.-):%d+$")
  if ip then headers:replace("x-forwarded-for", ip) else headers:remove("x-forwarded-for") end
end

return address
