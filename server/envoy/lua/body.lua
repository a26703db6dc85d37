-- Holds a JSON body against the request message's fields, as `gen/rest_rules.lua` lists them.
--
-- Only the lowerCamelCase names of proto3 JSON are fields. `null` means absent, as proto3 JSON has it; inside an array
-- it stands for nothing and is refused. What passes here means the same to the transcoder; tests/rest holds both together.

local json = require("json")
local nearest = require("nearest")
local problem = require("problem")
local rules = require("rest_rules")
local timestamp = require("timestamp")
local utf8 = require("utf8")

local body = {}

local QUOTE, OPEN_BRACE, OPEN_BRACKET, LOWER_N = 34, 123, 91, 110

-- Messages that the server answers one by one: an error in one does not reject the others, unless it is one of JSON syntax.
local PARTS = { SignalItem = true }

-- The names of fields. Any other name on a path is the sender's text, which an answer that is kept may not repeat.
local NAMES = {}
for _, fields in pairs(rules.messages) do
  for name in pairs(fields) do NAMES[name] = true end
end

local kinds = {}

local function is_digit(code)
  return code == 45 or (code ~= nil and code >= 48 and code <= 57)
end

function kinds.string(reader, position, code)
  if code ~= QUOTE then reader:fail("must be a string") end
  return (reader:string(position))
end

function kinds.bool(reader, position, code)
  if code ~= 102 and code ~= 116 then reader:fail("must be true or false") end
  return reader:literal(position, code)
end

function kinds.enum(reader, position, code, rule)
  local given
  if code == QUOTE then
    position, given = reader:string(position, true)
    if not rule.values[given] then reader:fail("is not a defined name") end
    return position
  end
  if not is_digit(code) then reader:fail("must be a string, one of the defined names") end
  position, given = reader:number(position)
  for _, number in pairs(rule.values) do
    if tostring(number) == given then return position end
  end
  reader:fail("is not a defined number")
end

function kinds.timestamp(reader, position, code)
  local value
  if code ~= QUOTE then reader:fail("must be a string, an RFC 3339 time") end
  position, value = reader:string(position, true)
  if not timestamp.valid(value) then reader:fail("must be an RFC 3339 time, for example 2026-01-31T08:30:00Z") end
  return position, timestamp.offset(value)
end

function kinds.struct(reader, position, code)
  if code ~= OPEN_BRACE then reader:fail("must be an object") end
  return reader:object(position, reader.value)
end

local function unknown_field(reader, key, fields)
  local meant = nearest.name(key, fields)
  local rest = meant and ("; did you mean " .. meant .. "?") or ""
  reader:fail("is not a field" .. rest, "holds a name that is not a field" .. rest)
end

function kinds.message(reader, position, code, rule)
  local fields = rules.messages[rule.message]
  if code ~= OPEN_BRACE then reader:fail("must be an object") end
  local given = {}
  return reader:object(position, function(_, start, first, key)
    local field = fields[key]
    if not field then unknown_field(reader, key, fields) end
    local stop, offset = body.field(reader, start, first, field)
    local beside = offset and key .. "Offset"
    if not fields[beside] then beside = nil end
    if given[key] or given[beside] then reader:fail("has its offset twice, in the time and beside it; leave one out") end
    given[beside or key] = true
    -- A Timestamp has no offset: the field beside it keeps the one that is written.
    if beside then reader:replace(stop, stop - 1, ',"' .. beside .. '":"' .. offset .. '"') end
    return stop
  end)
end

-- The path of the fault that was just raised, as far as it is of fields and places; and what is wrong there.
local function shown_fault(reader, fault)
  local field = ""
  for level = 1, reader.depth do
    local step = reader.path[level]
    if type(step) == "number" then
      field = field .. "[" .. step .. "]"
    elseif NAMES[step] then
      field = field .. (field == "" and "" or ".") .. step
    else
      return field, fault.unnamed
    end
  end
  return field, fault.description
end

-- A message that is answered by itself. The server gets its fault in its place.
local function read_part(reader, position, code, rule)
  local depth, replaced = reader.depth, reader.replaced_count
  reader.in_part = true
  local passed, result = pcall(kinds.message, reader, position, code, rule)
  reader.in_part = false
  if passed then return result end
  if type(result) ~= "table" or result.whole then error(result, 0) end
  local field, description = shown_fault(reader, result)
  local stop = reader:skip(position, code, depth)
  reader.replaced_count = replaced
  local fault = string.format(
    '{"fault":{"field":%s,"description":%s}}', problem.quoted(field), problem.quoted(description)
  )
  reader:replace(position, stop - 1, fault)
  return stop
end

function body.field(reader, position, code, rule)
  if code == LOWER_N then return reader:literal(position, code) end
  local read = PARTS[rule.message] and read_part or kinds[rule.kind]
  if not rule.repeated then return read(reader, position, code, rule) end
  if code ~= OPEN_BRACKET then reader:fail("must be an array") end
  local count = 0
  return reader:array(position, function(_, start, first)
    count = count + 1
    if count > rules.limits.batch_items then reader:fail("is beyond the " .. rules.limits.batch_items .. " elements of a list") end
    return read(reader, start, first, rule)
  end)
end

local function check(text, message)
  local reader = json.reader(text)
  if not utf8.valid(text) then reader:fail("is not valid UTF-8") end
  local position, code = reader:peek(1)
  if not code then reader:fail("is empty; send a JSON object") end
  position = kinds.message(reader, position, code, { message = message })
  position, code = reader:peek(position)
  if code then reader:fail("has more after its JSON object") end
  return reader:replaced()
end

-- Gives nil, or the first violation `{ field, description }`; and the text to pass on where it is not the one given.
-- `message` is the request message's name.
function body.violation(text, message)
  local passed, result = pcall(check, text, message)
  if passed then return nil, result end
  if type(result) ~= "table" then error(result, 0) end
  return result
end

return body
