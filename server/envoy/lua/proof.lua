-- Shows a key that no server has accepted here yet to a server, before anything of the body is read: an empty message to
-- the method that is called, which authenticates first, or to one beside it. It refuses an empty message or only reads.

local rules = require("rest_rules")

local proof = {}

proof.ACCEPTED, proof.REFUSED, proof.NO_METHOD, proof.NO_ANSWER = "accepted", "refused", "no method", "no answer"

local EMPTY_MESSAGE = ("\0"):rep(5)
local MAX_TRIES = 8 -- a server that has just died has the fewest calls, and is picked first
local PASSED_ON = { "authorization", "user-agent", "x-forwarded-for", "x-request-id", "traceparent", "tracestate" }

-- The gRPC statuses of a server that has read the key, and refuses the empty message or what the key may do.
local OF_ACCEPTED_KEYS = { ["0"] = true, ["3"] = true, ["5"] = true, ["7"] = true, ["9"] = true, ["11"] = true }
local UNIMPLEMENTED, UNAUTHENTICATED = "12", "16"

-- `proven_by`: a method that takes a token instead looks at the message before the key, and another one has an effect.
-- One beside it is asked.
local function ask(handle, rpc)
  local headers = handle:headers()
  local asked = {
    [":method"] = "POST", [":path"] = rules.proven_by[rpc] or rpc, [":authority"] = headers:get(":authority") or "", ["te"] = "trailers",
    ["content-type"] = "application/grpc",
  }
  for _, name in ipairs(PASSED_ON) do asked[name] = headers:get(name) end
  return (handle:httpCall("server", asked, EMPTY_MESSAGE, rules.limits.proof_milliseconds))
end

-- Gives the verdict, and the headers of the server's answer. A method that no server has needs no proof: it reads nothing.
function proof.of(handle, rpc)
  local answered
  for _ = 1, MAX_TRIES do
    answered = ask(handle, rpc)
    if answered[":status"] ~= "503" then break end -- else another server may be there
  end
  local status = answered["grpc-status"] or (answered[":status"] == "200" and "0") or ""
  if status == UNIMPLEMENTED then return proof.NO_METHOD, answered end
  if status == UNAUTHENTICATED then return proof.REFUSED, answered end
  return OF_ACCEPTED_KEYS[status] and proof.ACCEPTED or proof.NO_ANSWER, answered
end

return proof
