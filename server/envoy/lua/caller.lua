-- Who a request comes from, as far as the rate limits and the reading of bodies go. A key is proven once a server has
-- accepted it; until then its requests count for their address, as those without a key do. So random keys neither pass
-- the limit of their address nor push a key's own bucket out.
--
-- The filters of one request tell each other by dynamic metadata: `key` is the digest of a proven key, `unproven` that of
-- another, and `keyless` says for which share of its address a request without a proven key counts.

local credentials = require("credentials")
local holdings = require("holdings")
local proof = require("proof")
local refusal = require("refusal")
local reply = require("reply")
local rules = require("rest_rules")

local caller = {}

-- Two generations of digests: the older one is dropped as a whole when the younger is full.
local young, old, count = {}, {}, 0

local function remember(digest)
  if young[digest] then return end
  if count >= rules.limits.remembered_keys then young, old, count = {}, young, 0 end
  young[digest] = true
  count = count + 1
end

local function is_remembered(digest)
  if old[digest] then remember(digest) end
  return young[digest] ~= nil
end

local function metadata_of(handle)
  return handle:streamInfo():dynamicMetadata()
end

local function known_of(handle)
  return metadata_of(handle):get(reply.CALLER) or {}
end

-- Before the limits: notes the key, and whether a server has accepted it before.
function caller.note(handle, headers, share)
  local digest = credentials.digest(headers)
  if digest and is_remembered(digest) then return metadata_of(handle):set(reply.CALLER, "key", digest) end
  metadata_of(handle):set(reply.CALLER, "keyless", share)
  metadata_of(handle):set(reply.CALLER, "unproven", digest)
end

-- Has a server judge the key. A call whose body Envoy reads has to be proven; another goes on where no server answers, and
-- its own retries find one.
local function proven(handle, known, rpc, reads_body)
  local verdict, answered = proof.of(handle, rpc)
  if verdict == proof.ACCEPTED then metadata_of(handle):set(reply.CALLER, "key", known.unproven) end
  if verdict == proof.REFUSED then
    refusal.send(handle, "UNAUTHENTICATED", answered)
  elseif verdict == proof.NO_ANSWER and reads_body then
    refusal.send(handle, "UNAVAILABLE")
  else
    return true
  end
  return false
end

-- Behind the limit of addresses: whether the call may go on to the method whose gRPC path is `rpc`. Answers by itself
-- where it may not: there is neither a key nor, with `has_token`, what stands for one; its sender holds too much; or the
-- server refuses the key. `streams`: its body is passed on as it comes, and nothing of it held.
function caller.admitted(handle, rpc, has_token, has_body, streams)
  local known = known_of(handle)
  if not known.key and not known.unproven and not has_token then
    refusal.send(handle, "UNAUTHENTICATED")
    return false
  end
  local taken, seconds = holdings.taken(handle, rpc, has_body and not streams)
  if not taken then
    refusal.send(handle, "RATE_LIMITED", nil, seconds)
    return false
  end
  return not known.unproven or proven(handle, known, rpc, has_body)
end

-- On the way back: a key that a server has accepted is known from now on; one that it refuses is not.
function caller.settle(handle, refused)
  local digest = known_of(handle).key
  if not digest then return end
  if refused then
    young[digest], old[digest] = nil, nil
  else
    remember(digest)
  end
end

return caller
