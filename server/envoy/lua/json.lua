-- A strict RFC 8259 reader that checks in one pass and builds nothing: no leniency may be left for the transcoder's own
-- parser to read otherwise. It stops at the first fault by raising a violation, `{ field = path, description = text }`.

-- Every loop goes byte by byte: LuaJIT compiles those, while each call of `find` with a pattern leaves compiled code.

local rules = require("rest_rules")
local utf8 = require("utf8")

local byte, find, sub = string.byte, string.find, string.sub

local json = {}

-- A Struct takes three protobuf levels for each level of JSON, and protobuf reads 100: deeper bodies reach no servicer.
local MAX_DEPTH = 32
local MAX_EXACT = 9007199254740992
local MAX_EXPONENT = 1000000 -- beyond it every exponent is as good as this one
local MAX_COMPARED_KEYS = 8 -- an object with more has a table of its keys
local SHOWN_KEY_BYTES = 64

-- Values that the server rejects in every place: see `unsound`.
local NUL, INEXACT = "\\u0000", "1e300"

local QUOTE, BACKSLASH, COMMA, COLON = 34, 92, 44, 58
local OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET = 123, 125, 91, 93
local ESCAPES = { [34] = '"', [92] = "\\", [47] = "/", [98] = "\b", [102] = "\f", [110] = "\n", [114] = "\r", [116] = "\t" }
local LITERALS = { [102] = "false", [110] = "null", [116] = "true" }

local Reader = {}
Reader.__index = Reader

function json.reader(text)
  return setmetatable({
    text = text, path = {}, depth = 0, in_part = false, skipping = false, keys = {}, known_keys = {}, distinct_keys = 0,
    close_numbers = 0,
    -- Of the replacements: the first byte, the last byte and the text in place of them.
    replaced_count = 0, firsts = {}, lasts = {}, texts = {},
  }, Reader)
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

-- `unnamed` is the description for a caller that may not see the last name of the path.
function Reader:fail(description, unnamed)
  error({ field = rendered(self.path, self.depth), description = description, unnamed = unnamed or description }, 0)
end

-- For a limit of the whole body: no part of it goes on.
function Reader:exceed(description)
  error({ field = rendered(self.path, self.depth), description = description, whole = true }, 0)
end

-- A literal, from `first` to `last`, that protobuf would refuse with all that is around it, or change. Where a body holds
-- `parts` that are answered each by itself, it becomes one that the server refuses, at the same place, with its part alone.
function Reader:unsound(description, first, last, replacement)
  if self.skipping then return end
  if not self.in_part then self:fail(description) end
  if self.replaced_count >= rules.limits.replacements then self:exceed(description .. "; too much of this body is") end
  self:replace(first, last, replacement)
end

-- Has the text from `first` to `last` passed on as `replacement`. Replacements come in their order.
function Reader:replace(first, last, replacement)
  local count = self.replaced_count + 1
  self.replaced_count = count
  self.firsts[count], self.lasts[count], self.texts[count] = first, last, replacement
end

-- Reads the value at `position` again, from a depth of `depth`, by the grammar of JSON alone. Gives the position behind it.
function Reader:skip(position, code, depth)
  self.skipping, self.depth = true, depth
  local stop = self:value(position, code)
  self.skipping = false
  return stop
end

-- The text with its unsound literals replaced, or nil where it has none.
function Reader:replaced()
  if self.replaced_count == 0 then return nil end
  local parts, start = {}, 1
  for index = 1, self.replaced_count do
    parts[#parts + 1] = sub(self.text, start, self.firsts[index] - 1)
    parts[#parts + 1] = self.texts[index]
    start = self.lasts[index] + 1
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

local HEX = {}
for digit = 0, 9 do HEX[48 + digit] = digit end
for digit = 10, 15 do HEX[55 + digit], HEX[87 + digit] = digit, digit end

local function hex4(text, position)
  local code = 0
  for place = position, position + 3 do
    local digit = HEX[byte(text, place)]
    if not digit then return nil end
    code = code * 16 + digit
  end
  return code
end

-- Reads `\uXXXX` whose `u` is at `position`; gives the code point and the position behind it.
function Reader:unicode_escape(position)
  local text = self.text
  local code = hex4(text, position + 1)
  if not code then self:fail("holds an invalid escape") end
  if code == 0 then self:unsound("holds a NUL character", position - 1, position + 4, NUL) end
  if code < 0xD800 or code > 0xDFFF then return code, position + 5 end
  local pair = code < 0xDC00 and byte(text, position + 5) == BACKSLASH and byte(text, position + 6) == 117
  local low = pair and hex4(text, position + 7)
  if not low or low < 0xDC00 or low > 0xDFFF then
    self:unsound("holds half a surrogate pair", position - 1, position + 4, NUL)
    return 0, position + 5
  end
  return 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00), position + 11
end

-- The position of the quote that ends the string, and whether there are escapes in it.
function Reader:string_end(start)
  local text, position, escaped = self.text, start, false
  while true do
    local code = byte(text, position)
    if not code then self:fail("is not valid JSON: a string does not end") end
    if code == QUOTE then return position, escaped end
    if code == BACKSLASH then
      escaped = true
      local escape = byte(text, position + 1)
      if escape == 117 then
        local _
        _, position = self:unicode_escape(position + 1)
      else
        if not ESCAPES[escape] then self:fail("holds an invalid escape") end
        position = position + 2
      end
    else
      if code == 0 then self:fail("holds a NUL character") end
      if code < 32 then self:fail("is not valid JSON: a control character in a string is not escaped") end
      position = position + 1
    end
  end
end

-- Of a string that has been read.
local function decoded(text, start, stop)
  local parts = {}
  while start < stop do
    local backslash = find(text, "\\", start, true)
    if not backslash or backslash >= stop then break end
    parts[#parts + 1] = sub(text, start, backslash - 1)
    local escape = byte(text, backslash + 1)
    start = backslash + 2
    if escape == 117 then
      local point = hex4(text, start)
      start = start + 4
      if point >= 0xD800 and point <= 0xDFFF then
        local low = byte(text, start + 1) == 117 and hex4(text, start + 2) or 0
        local pair = point < 0xDC00 and low >= 0xDC00 and low <= 0xDFFF
        start = pair and start + 6 or start
        point = pair and 0x10000 + (point - 0xD800) * 0x400 + (low - 0xDC00) or 0
      end
      parts[#parts + 1] = utf8.char(point)
    else
      parts[#parts + 1] = ESCAPES[escape]
    end
  end
  parts[#parts + 1] = sub(text, start, stop - 1)
  return table.concat(parts)
end

-- Reads the string whose opening quote is at `position`. Gives the position behind the closing quote and, if `decode`,
-- the string itself, so that two spellings of one key are seen to be one.
function Reader:string(position, decode)
  local stop, escaped = self:string_end(position + 1)
  if not decode then return stop + 1 end
  if not escaped then return stop + 1, sub(self.text, position + 1, stop - 1) end
  return stop + 1, decoded(self.text, position + 1, stop)
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

local BEYOND_EXACT = "is an integer beyond 2^53, which JSON numbers do not hold exactly; send it as a string"

local function inexact(literal)
  local value = tonumber(literal)
  if not value then return "is a number whose exponent a double does not hold" end -- LuaJIT reads up to a million
  if value == math.huge or value == -math.huge then return "is a number too large for a double" end
  if value >= MAX_EXACT or value <= -MAX_EXACT then
    if find(literal, "^%-?9007199254740992$") or find(literal, "^%-?9007199254740992%.0+$") then return nil end
    return BEYOND_EXACT
  end
  return value == 0 and find(literal, "^[^eE]*[1-9]") and "is a number too small for a double" or nil
end

local MALFORMED = "is not valid JSON: malformed number"

local function is_digit(code)
  return code ~= nil and code >= 48 and code <= 57
end

-- Reads a number without making a text of it. Gives the position behind it and its magnitude: the number is below
-- 10^magnitude and at least a tenth of it. Zero has no magnitude; an exponent that no double has gives the largest.
function Reader:magnitude(position)
  local text, magnitude, significant, exponent = self.text, 0, false, 0
  local code = byte(text, position)
  if code == 45 then
    position = position + 1
    code = byte(text, position)
  end
  if not is_digit(code) or (code == 48 and is_digit(byte(text, position + 1))) then self:fail(MALFORMED) end
  while is_digit(code) do
    significant = significant or code ~= 48
    if significant then magnitude = magnitude + 1 end
    position = position + 1
    code = byte(text, position)
  end
  if code == 46 then
    position = position + 1
    code = byte(text, position)
    if not is_digit(code) then self:fail(MALFORMED) end
    while is_digit(code) do
      if not significant then
        significant = code ~= 48
        if not significant then magnitude = magnitude - 1 end
      end
      position = position + 1
      code = byte(text, position)
    end
  end
  if code == 101 or code == 69 then
    local sign = 1
    position = position + 1
    code = byte(text, position)
    if code == 43 or code == 45 then
      sign = code == 45 and -1 or 1
      position = position + 1
      code = byte(text, position)
    end
    if not is_digit(code) then self:fail(MALFORMED) end
    while is_digit(code) do
      if exponent < MAX_EXPONENT then exponent = exponent * 10 + code - 48 end
      position = position + 1
      code = byte(text, position)
    end
    magnitude = magnitude + sign * exponent
  end
  if exponent >= MAX_EXPONENT then return position, MAX_EXPONENT end
  return position, significant and magnitude or nil
end

-- Numbers that a double changes by more than the rounding of a fraction. Near the limits the literal itself is compared.
function Reader:number_fault(magnitude, first, last)
  if magnitude > 17 and magnitude < 309 then return BEYOND_EXACT end
  self.close_numbers = self.close_numbers + 1
  if self.close_numbers > rules.limits.close_numbers then self:exceed("holds too many numbers at the limits of a double") end
  return inexact(sub(self.text, first, last))
end

-- A Struct's number is a double: rejects numbers that a double changes by more than the rounding of a fraction.
function Reader:exact_number(position)
  local behind, magnitude = self:magnitude(position)
  if self.skipping or not magnitude or (magnitude <= 15 and magnitude > -300) then return behind end
  local fault = self:number_fault(magnitude, position, behind - 1)
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

-- Objects of one schema share their keys; text that is made of each new one costs time.
function Reader:count_key(key)
  if self.known_keys[key] then return end
  self.known_keys[key] = true
  self.distinct_keys = self.distinct_keys + 1
  if self.distinct_keys > rules.limits.distinct_keys then self:exceed("is one name too many in this body") end
end

-- Whether the object at this depth has the key already. The first few are compared one by one: a table costs more.
function Reader:is_repeated(seen, count, key)
  if seen then
    if seen[key] then return true, seen end
    seen[key] = true
    self:count_key(key)
    return false, seen
  end
  local keys = self.keys[self.depth]
  for index = 1, count do
    if keys[index] == key then return true end
  end
  keys[count + 1] = key
  if count + 1 < MAX_COMPARED_KEYS then return false end
  seen = {}
  for index = 1, count + 1 do seen[keys[index]] = true end
  return false, seen
end

-- Reads the object whose brace is at `position`; `member(reader, position, code, key)` reads each value.
function Reader:object(position, member)
  self:enter()
  local depth, path, seen, count, repeated = self.depth, self.path, nil, 0, nil
  path[depth] = ""
  self.keys[depth] = self.keys[depth] or {}
  local code
  position, code = self:peek(position + 1)
  if code ~= CLOSE_BRACE then
    while true do
      self.depth = depth - 1
      local key
      position, key = self:key(position, code)
      self.depth, path[depth] = depth, key
      repeated, seen = self:is_repeated(seen, count, key)
      if repeated and not self.skipping then self:fail("appears twice", "holds one name twice") end
      count = count + 1
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

-- The text of each member of the object in `text`, by name, or of each element of the array in it, by index.
function json.members(text)
  local found, index = {}, 0
  local reader = json.reader(text)
  local function keep(self, position, code, key)
    local stop = self:value(position, code)
    index = index + 1
    found[key or index] = text:sub(position, stop - 1)
    return stop
  end
  local position, code = reader:peek(1)
  if code == OPEN_BRACE then reader:object(position, keep) elseif code == OPEN_BRACKET then reader:array(position, keep) end
  return found
end

return json
