-- Holds a query string against the parameters that the route takes.

local nearest = require("nearest")
local timestamp = require("timestamp")
local utf8 = require("utf8")

local query = {}

local MAX_INT64 = "9223372036854775807"

local function unescaped(text)
  if text:find("%%") and text:gsub("%%%x%x", ""):find("%%") then return nil end
  return (text:gsub("+", " "):gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

-- The fault of a text that the caller chose, or nil.
function query.text_fault(escaped)
  local text = unescaped(escaped)
  if not text then return "holds a malformed percent escape" end
  if text:find("%z") then return "holds a NUL character" end
  if not utf8.valid(text) then return "is not valid UTF-8" end
  return nil
end

local function integer_fault(value, is_in_range)
  if value:find("^%-?[1-9]%d*$") or value == "0" then
    return not is_in_range(value) and "is out of range" or nil
  end
  return "must be an integer"
end

local function in_int32(value)
  return #value <= 11 and tonumber(value) >= -2147483648 and tonumber(value) <= 2147483647
end

local function in_int64(value)
  local digits = value:gsub("^%-", "")
  return #digits < #MAX_INT64 or (#digits == #MAX_INT64 and digits <= MAX_INT64)
end

local faults = {
  string = function() return nil end,
  strings = function() return nil end, -- may be repeated
  int32 = function(value) return integer_fault(value, in_int32) end,
  int64 = function(value) return integer_fault(value, in_int64) end,
  timestamp = function(value)
    if timestamp.valid(unescaped(value)) then return nil end
    return "must be an RFC 3339 time, for example 2026-01-31T08:30:00Z; write the + of an offset as %2B"
  end,
}

local function pair_violation(pair, parameters, seen)
  local name, value = pair:match("^([^=]*)=(.*)$")
  name = name or pair
  local kind = parameters[name]
  if not kind then
    local meant = nearest.name(name, parameters)
    local shown = #name <= 64 and utf8.valid(name) and name or "query"
    return { field = shown, description = "is not a query parameter" .. (meant and "; did you mean " .. meant .. "?" or "") }
  end
  if seen[name] and kind ~= "strings" then return { field = name, description = "appears twice" } end
  seen[name] = true
  if not value then return { field = name, description = "has no value" } end
  local fault = query.text_fault(value) or faults[kind](value)
  return fault and { field = name, description = fault }
end

-- Gives nil, or the first violation `{ field, description }`.
function query.violation(text, parameters)
  local seen = {}
  for pair in text:gmatch("[^&]+") do
    local violation = pair_violation(pair, parameters, seen)
    if violation then return violation end
  end
  return nil
end

-- Takes out what the route does not know, for a server that decides itself what to do about it. Gives the rest, and the
-- names that were taken out.
function query.sifted(text, parameters)
  local kept, unknown = {}, {}
  for pair in text:gmatch("[^&]+") do
    local name = pair:match("^([^=]*)")
    if parameters[name] then
      kept[#kept + 1] = pair
    else
      unknown[#unknown + 1] = name:find("^[%w_.:-]+$") and #name <= 64 and name or "query"
    end
  end
  return table.concat(kept, "&"), unknown
end

return query
