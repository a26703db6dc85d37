-- RFC 3629 UTF-8, checked without copying.

local byte, find = string.byte, string.find

local utf8 = {}

-- Lowest and highest second byte of the leads whose range is narrower: no overlong forms, no surrogates, at most U+10FFFF.
local SECOND = { [0xE0] = { 0xA0, 0xBF }, [0xED] = { 0x80, 0x9F }, [0xF0] = { 0x90, 0xBF }, [0xF4] = { 0x80, 0x8F } }
local CONTINUATION = { 0x80, 0xBF }

local function continuations(lead)
  if lead >= 0xC2 and lead <= 0xDF then return 1 end
  if lead >= 0xE0 and lead <= 0xEF then return 2 end
  if lead >= 0xF0 and lead <= 0xF4 then return 3 end
  return nil
end

local function sequence_end(text, position, lead)
  local count = continuations(lead)
  if not count then return nil end
  local range = SECOND[lead] or CONTINUATION
  for offset = 1, count do
    local following = byte(text, position + offset)
    if not following or following < range[1] or following > range[2] then return nil end
    range = CONTINUATION
  end
  return position + count + 1
end

function utf8.valid(text)
  local position, length = find(text, "[\128-\255]"), #text
  while position and position <= length do
    local lead = byte(text, position)
    position = lead < 0x80 and position + 1 or sequence_end(text, position, lead)
    if not position then return false end
  end
  return true
end

-- The bytes of one code point, U+0001 to U+10FFFF.
function utf8.char(code)
  local char, floor = string.char, math.floor
  if code < 0x80 then return char(code) end
  if code < 0x800 then return char(0xC0 + floor(code / 0x40), 0x80 + code % 0x40) end
  if code < 0x10000 then
    return char(0xE0 + floor(code / 0x1000), 0x80 + floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
  end
  return char(
    0xF0 + floor(code / 0x40000),
    0x80 + floor(code / 0x1000) % 0x40,
    0x80 + floor(code / 0x40) % 0x40,
    0x80 + code % 0x40
  )
end

return utf8
