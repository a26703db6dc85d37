-- The shares of the door: bytes of bodies, which Envoy buffers, bytes of batches, which Envoy transcodes, downloads, which
-- have a connection to a server each, and other calls, which a server answers in the order in which they come. A sender is a
-- key that a server has accepted, or else an address.

local problem = require("problem")
local reply = require("reply")
local rests = require("rests")
local rules = require("rest_rules")
local shares = require("shares")

local holdings = {}

local BATCH = "/curae.sdk.v1.SignalsService/IngestSignals"
local RESOURCE_EXHAUSTED = "8" -- of gRPC
local HELD = "curae.held"
local DOWNLOADS = {
  ["/curae.sdk.v1.RecordsService/DownloadExport"] = true,
  ["/curae.fhir.v1.BulkDataService/DownloadFile"] = true,
  ["/curae.sdk.v1.RecordsService/DownloadExportDeletions"] = true,
}

-- Methods whose streams last, and are bounded by the server.
local LASTING = {
  ["/curae.sdk.v1.ImportService/ImportRecords"] = true,
  ["/curae.sdk.v1.RecordsService/WatchExport"] = true,
}

-- Methods that a server refuses because of what the key has under way of them.
local COUNTED_BY_KEY = { [BATCH] = true, ["/curae.sdk.v1.SignalsService/IngestSignal"] = true }
for rpc in pairs(DOWNLOADS) do COUNTED_BY_KEY[rpc] = true end

local bodies = shares.new(rules.limits.bodies_bytes, rules.limits.bodies_of_one_bytes)
-- Of one sender's batches that come together each stops the thread for a moment, and all of them for as long as one of
-- their size. A larger one has the share alone.
local batches = shares.new(math.huge, rules.limits.large_body_bytes)
local downloads = shares.new(math.huge, rules.limits.downloads_of_one)
local calls = shares.new(math.huge, rules.limits.calls_of_one, rules.limits.calls_beside_others)

local function sender_of(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.CALLER)
  if known and known.key then return known.key end
  return (handle:streamInfo():downstreamRemoteAddress():gsub(":%d+$", ""))
end

-- A body that does not say its length may become as long as its route takes.
local function body_bytes(handle, rpc)
  local length = tonumber(handle:headers():get("content-length") or "")
  local most = rpc == BATCH and rules.limits.drained_batch_bytes or rules.limits.drained_body_bytes
  return length and math.min(length, most) or most
end

local function take_body(handle, sender, rpc)
  local metadata, size = handle:streamInfo():dynamicMetadata(), body_bytes(handle, rpc)
  local body = bodies:take(handle, sender, size)
  if not body then return false end
  metadata:set(HELD, "body", body)
  if rpc ~= BATCH then return true end
  local batch = batches:take(handle, sender, math.min(size, rules.limits.large_body_bytes))
  if batch then metadata:set(HELD, "batch", batch) end
  return batch ~= nil
end

local function take_stream(handle, sender, rpc)
  if LASTING[rpc] then return true end
  local call = (DOWNLOADS[rpc] and downloads or calls):take(handle, sender, 1)
  if call and not DOWNLOADS[rpc] then handle:streamInfo():dynamicMetadata():set(HELD, "call", call) end
  return call ~= nil
end

-- Whether the call to the method `rpc` may hold what it needs; where a server refused its key, also for how many seconds to
-- wait. `has_body`: of a body, which Envoy buffers as a whole.
function holdings.taken(handle, rpc, has_body)
  local seconds = COUNTED_BY_KEY[rpc] and rests.seconds_refused(handle, rpc) or 0
  if seconds > 0 then return false, seconds end
  local sender = sender_of(handle)
  if not take_stream(handle, sender, rpc) then return false end
  if has_body and not take_body(handle, sender, rpc) then return false end
  if COUNTED_BY_KEY[rpc] then handle:streamInfo():dynamicMetadata():set(HELD, "rpc", rpc) end
  return true
end

-- Whether a server has refused the call for now. Envoy's own refusals are problems already, and native ones name no time.
local function is_refused(headers)
  local refused = headers:get(":status") == "429" or headers:get("grpc-status") == RESOURCE_EXHAUSTED
  return refused and headers:get("content-type") ~= problem.CONTENT_TYPE
end

-- Where the answer begins: a body that was buffered has gone on, and a refused one is buffered no more. Of a call that is
-- no download the server has the answer by then.
function holdings.settle(handle)
  local held = handle:streamInfo():dynamicMetadata():get(HELD)
  if not held then return end
  if held.body then bodies:give_back(held.body) end
  if held.batch then batches:give_back(held.batch) end
  if held.call then calls:give_back(held.call) end
  local headers = handle:headers()
  local seconds = tonumber(headers:get("retry-after") or "")
  if held.rpc and seconds and is_refused(headers) then rests.begin_refused(handle, held.rpc, seconds) end
end

return holdings
