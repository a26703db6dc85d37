-- Native gRPC and gRPC-Web: what of their headers may reach a server, and which calls need a key.

local caller = require("caller")
local header_map = require("header_map")
local reply = require("reply")
local rules = require("rest_rules")

local native = {}

local function is_base64(value)
  return #value:gsub("=", "") % 4 ~= 1 and value:find("^[%w+/]*=?=?$") ~= nil
end

-- Headers that only Envoy or the server may set, because they change the meaning of a request; and headers that gRPC does not allow.
local function is_doomed(name, value)
  if name:sub(1, 1) == ":" then return false end
  if name:find("^x%-envoy%-") or name:find("^curae%-") or not name:find("^[%w_.-]+$") then return true end
  return name:find("%-bin$") ~= nil and not is_base64(value)
end

-- As Envoy itself recognizes them: by media types without parameters. It answers these as gRPC, all else as Lua says.
local GRPC_WEB = {}
for _, name in ipairs({ "grpc-web", "grpc-web-text" }) do
  GRPC_WEB["application/" .. name], GRPC_WEB["application/" .. name .. "+proto"] = true, true
end

function native.is(headers, path)
  local content_type = headers:get("content-type") or ""
  if GRPC_WEB[content_type] then
    return headers:get(":method") == "POST" and path:find("^/[%w_]+%.[%w_.]+/[%w_]+$") ~= nil
  end
  return content_type == "application/grpc" or content_type:find("^application/grpc%+") ~= nil
end

-- Health and reflection need no key. A stream of theirs can stay open: it counts for a smaller share.
local function share_of(path)
  local stays = path == "/grpc.health.v1.Health/Watch" or path:find("^/grpc%.reflection%.")
  return stays and "stream" or "call"
end

function native.admit(handle, headers, path)
  reply.keep(handle)
  header_map.strip(headers, is_doomed)
  caller.note(handle, headers, share_of(path))
end

-- Our own methods need a key, or take a signed token in the message; a few need none. Operators' methods are not served
-- here: gRPC answers UNIMPLEMENTED.
function native.screen(handle, path)
  local is_ours = path:find("^/curae%.") and not path:find("^/curae%.admin%.")
  if is_ours and not rules.keyless[path] then caller.admitted(handle, path, rules.token_instead[path] == true) end
end

return native
