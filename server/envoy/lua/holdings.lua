-- The shares of the door: bytes of bodies, which Envoy buffers, and downloads, which have a connection to a server each. A
-- sender is a key that a server has accepted, or else an address.

local reply = require("reply")
local rules = require("rest_rules")
local shares = require("shares")

local holdings = {}

local BATCH = "/curae.sdk.v1.SignalsService/IngestSignals"
local HELD = "curae.held"
local DOWNLOADS = {
  ["/curae.sdk.v1.RecordsService/DownloadExport"] = true,
  ["/curae.fhir.v1.BulkDataService/DownloadFile"] = true,
  ["/curae.sdk.v1.RecordsService/DownloadExportDeletions"] = true,
}

local bodies = shares.new(rules.limits.bodies_bytes, rules.limits.bodies_of_one_bytes)
local downloads = shares.new(math.huge, rules.limits.downloads_of_one)

local function sender_of(handle)
  local known = handle:streamInfo():dynamicMetadata():get(reply.CALLER)
  if known and known.key then return known.key end
  return (handle:streamInfo():downstreamRemoteAddress():gsub(":%d+$", ""))
end

-- A body that does not say its length may become as long as its route takes.
local function body_bytes(handle, rpc)
  local length = tonumber(handle:headers():get("content-length") or "")
  local most = rpc == BATCH and rules.limits.batch_bytes or rules.limits.drained_body_bytes
  return length and math.min(length, most) or most
end

-- Whether the call to the method `rpc` may hold what it needs. `has_body`: of a body, which Envoy buffers as a whole.
function holdings.taken(handle, rpc, has_body)
  local sender = sender_of(handle)
  if has_body then
    local id = bodies:take(handle, sender, body_bytes(handle, rpc))
    if not id then return false end
    handle:streamInfo():dynamicMetadata():set(HELD, "body", id)
  end
  return not DOWNLOADS[rpc] or downloads:take(handle, sender, 1) ~= nil
end

-- Where the answer begins: a body that was buffered has gone on, and a refused one is buffered no more.
function holdings.let_body_go(handle)
  local held = handle:streamInfo():dynamicMetadata():get(HELD)
  if held then bodies:give_back(held.body) end
end

return holdings
