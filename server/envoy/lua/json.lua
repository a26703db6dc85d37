-- A strict RFC 8259 reader that checks in one pass and builds nothing: no leniency may be left for the transcoder's own
-- parser to read otherwise. It stops at the first fault by raising a violation, `{ field = path, description = text }`.

local utf8 = require("utf8")

local byte, find, sub = string.byte, string.find, string.sub

local json = {}

-- A Struct takes three protobuf levels for each level of JSON, and protobuf reads 100: deeper bodies reach no servicer.
local MAX_DEPTH = 32
local MAX_EXACT = 9007199254740992
local SHOWN_KEY_BYTES = 64

-- What the server refuses wherever it stands: see `unsound`.
local NUL, INEXACT = "\\u0000", "1e300"

local QUOTE, BACKSLASH, COMMA, COLON = 34, 92, 44, 58
local OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET = 123, 125, 91, 93
local ESCAPES = { [34] = '"', [92] = "\\", [47] = "/", [98] = "\b", [102] = "\f", [110] = "\n", [114] = "\r", [116] = "\t" }
local LITERALS = { [102] = "false", [110] = "null", [116] = "true" }

local Reader = {}
Reader.__index = Reader

function json.reader(text)
  return setmetatable({ text = text, path = {}, depth = 0, in_part = false, replacements = {} }, Reader)
end

-- Violations -------------------------------------------------------------------------------------------------------

local function rendered(path, depth)
  local parts = {}
  for level = 1, depth do
    local step = path[level]
    if type(step) == "number" then
      parts[#parts + 1] = "[" .. step .. "]"
    else
      local shown = #step > SHOWN_KEY_BYTES and find(step, "^[%z\1-\127]*$") and sub(step, 1, SHOWN_KEY_BYTES) .. "..." or step
      parts[#parts + 1] = (#parts > 0 and "." or "") .. shown
    end
  end
  return #parts > 0 and table.concat(parts) or "body"
end

function Reader:fail(description)
  error({ field = rendered(self.path, self.depth), description = description }, 0)
end

-- A literal, from `first` to `last`, that protobuf would refuse with all that is around it, or change. Where a body holds
-- `parts` that are answered each by itself, it becomes one that the server refuses, at the same place, with its part alone.
function Reader:unsound(description, first, last, replacement)
  if not self.in_part then self:fail(description) end
  self.replacements[#self.replacements + 1] = { first = first, last = last, text = replacement }
end

-- The text with its unsound literals replaced, or nil where it has none.
function Reader:replaced()
  if #self.replacements == 0 then return nil end
  local parts, start = {}, 1
  for _, each in ipairs(self.replacements) do
    parts[#parts + 1] = sub(self.text, start, each.first - 1)
    parts[#parts + 1] = each.text
    start = each.last + 1
  end
  parts[#parts + 1] = sub(self.text, start)
  return table.concat(parts)
end

-- Tokens -----------------------------------------------------------------------------------------------------------

-- The position of the next byte that is not white space, and that byte; no byte at the end.
function Reader:peek(position)
  local text = self.text
  local code = byte(text, position)
  while code == 32 or code == 10 or code == 13 or code == 9 do
    position = position + 1
    code = byte(text, position)
  end
  return position, code
end

local function hex4(text, position)
  return find(text, "^%x%x%x%x", position) and tonumber(sub(text, position, position + 3), 16)
end

-- Reads `\uXXXX` whose `u` is at `position`; gives the code point and the position behind it.
function Reader:unicode_escape(position)
  local text = self.text
  local code = hex4(text, position + 1)
  if not code then self:fail("holds an invalid escape") end
  if code == 0 then self:unsound("holds a NUL character", position - 1, position + 4, NUL) end
  if code < 0xD800 or code > 0xDFFF then return code, position + 5 end
  local low = code < 0xDC00 and sub(text, position + 5, position + 6) == "\\u" and hex4(text, position + 7)
  if not low or low < 0xDC00 or low > 0xDFFF then
    self:unsound("holds half a surrogate pair", position - 1, position + 4, NUL)
    return 0, position + 5
  end
  return 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00), position + 11
end

-- Reads the string whose opening quote is at `position`. Gives the position behind the closing quote and, if `decode`,
-- the string itself, so that two spellings of one key are seen to be one.
function Reader:string(position, decode)
  local text = self.text
  local parts
  local start = position + 1
  while true do
    local stop = find(text, '[%z\1-\31"\\]', start)
    if not stop then self:fail("is not valid JSON: a string does not end") end
    local code = byte(text, stop)
    if code == QUOTE then
      if not decode then return stop + 1 end
      if not parts then return stop + 1, sub(text, start, stop - 1) end
      parts[#parts + 1] = sub(text, start, stop - 1)
      return stop + 1, table.concat(parts)
    end
    if code == 0 then self:fail("holds a NUL character") end
    if code ~= BACKSLASH then self:fail("is not valid JSON: a control character in a string is not escaped") end
    if decode then
      parts = parts or {}
      parts[#parts + 1] = sub(text, start, stop - 1)
    end
    local escape = byte(text, stop + 1)
    local decoded
    if escape == 117 then
      local point
      point, start = self:unicode_escape(stop + 1)
      decoded = decode and utf8.char(point)
    else
      decoded = ESCAPES[escape]
      if not decoded then self:fail("holds an invalid escape") end
      start = stop + 2
    end
    if decode then parts[#parts + 1] = decoded end
  end
end

function Reader:literal(position, code)
  local word = LITERALS[code]
  if sub(self.text, position, position + #word - 1) ~= word then self:fail("is not valid JSON") end
  return position + #word
end

-- Gives the position behind the number and its literal.
function Reader:number(position)
  local text = self.text
  local _, stop = find(text, "^%-?%d+", position)
  if not stop or find(text, "^%-?0%d", position) then self:fail("is not valid JSON: malformed number") end
  if byte(text, stop + 1) == 46 then
    _, stop = find(text, "^%.%d+", stop + 1)
    if not stop then self:fail("is not valid JSON: malformed number") end
  end
  if find(text, "^[eE]", stop + 1) then
    _, stop = find(text, "^[eE][+-]?%d+", stop + 1)
    if not stop then self:fail("is not valid JSON: malformed number") end
  end
  return stop + 1, sub(text, position, stop)
end

local function inexact(literal)
  local value = tonumber(literal)
  if not value then return "is a number whose exponent a double does not hold" end -- LuaJIT reads up to a million
  if value == math.huge or value == -math.huge then return "is a number too large for a double" end
  if value >= MAX_EXACT or value <= -MAX_EXACT then
    if find(literal, "^%-?9007199254740992$") or find(literal, "^%-?9007199254740992%.0+$") then return nil end
    return "is an integer beyond 2^53, which JSON numbers do not hold exactly; send it as a string"
  end
  return value == 0 and find(literal, "^[^eE]*[1-9]") and "is a number too small for a double" or nil
end

-- A Struct's number is a double: refuses what a double would change beyond the rounding of a fraction.
function Reader:exact_number(position)
  local behind, literal = self:number(position)
  local fault = inexact(literal)
  if fault then self:unsound(fault, position, behind - 1, INEXACT) end
  return behind
end

-- Containers -------------------------------------------------------------------------------------------------------

function Reader:enter()
  if self.depth >= MAX_DEPTH then
    error({ field = "body", description = "is nested deeper than " .. MAX_DEPTH .. " levels" }, 0)
  end
  self.depth = self.depth + 1
end

function Reader:key(position, code)
  if code ~= QUOTE then self:fail("is not valid JSON: a member needs a quoted name") end
  local key
  position, key = self:string(position, true)
  return position, key
end

-- Reads the object whose brace is at `position`; `member(reader, position, code, key)` reads each value.
function Reader:object(position, member)
  self:enter()
  local depth, path, seen = self.depth, self.path, {}
  path[depth] = ""
  local code
  position, code = self:peek(position + 1)
  if code ~= CLOSE_BRACE then
    while true do
      self.depth = depth - 1
      local key
      position, key = self:key(position, code)
      self.depth, path[depth] = depth, key
      if seen[key] then self:fail("appears twice") end
      seen[key] = true
      position, code = self:peek(position)
      if code ~= COLON then self:fail("is not valid JSON: a colon is missing") end
      position, code = self:peek(position + 1)
      position, code = self:peek(member(self, position, code, key))
      if code == CLOSE_BRACE then break end
      if code ~= COMMA then self:fail("is not valid JSON: a comma or a closing brace is missing") end
      position, code = self:peek(position + 1)
    end
  end
  self.depth = depth - 1
  return position + 1
end

-- Reads the array whose bracket is at `position`; `element(reader, position, code)` reads each element.
function Reader:array(position, element)
  self:enter()
  local depth, path, index = self.depth, self.path, 0
  local code
  path[depth] = 0
  position, code = self:peek(position + 1)
  if code ~= CLOSE_BRACKET then
    while true do
      path[depth] = index
      position, code = self:peek(element(self, position, code))
      if code == CLOSE_BRACKET then break end
      if code ~= COMMA then self:fail("is not valid JSON: a comma or a closing bracket is missing") end
      position, code = self:peek(position + 1)
      index = index + 1
    end
  end
  self.depth = depth - 1
  return position + 1
end

-- Reads any value, as a Struct may hold it.
function Reader:value(position, code)
  if code == QUOTE then return (self:string(position)) end
  if code == OPEN_BRACE then return self:object(position, self.value) end
  if code == OPEN_BRACKET then return self:array(position, self.value) end
  if LITERALS[code] then return self:literal(position, code) end
  if code == 45 or (code and code >= 48 and code <= 57) then return self:exact_number(position) end
  self:fail(code and "is not valid JSON" or "is not valid JSON: it ends too early")
end

return json
