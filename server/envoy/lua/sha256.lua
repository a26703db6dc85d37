-- SHA-256 (FIPS 180-4) of one short text, in hexadecimal: keys are remembered by it.

local bit = require("bit")
local band, bnot, bxor, ror, rshift, tobit = bit.band, bit.bnot, bit.bxor, bit.ror, bit.rshift, bit.tobit

local K, INITIAL = {}, {}

-- The first 32 bits of the fractional part.
local function fraction_bits(number)
  return tobit(math.floor((number % 1) * 4294967296))
end

-- The constants are of the roots of the first primes.
do
  local candidate, count = 2, 0
  while count < 64 do
    local prime = true
    for divisor = 2, math.floor(math.sqrt(candidate)) do
      if candidate % divisor == 0 then prime = false break end
    end
    if prime then
      count = count + 1
      if count <= 8 then INITIAL[count] = fraction_bits(math.sqrt(candidate)) end
      K[count] = fraction_bits(candidate ^ (1 / 3))
    end
    candidate = candidate + 1
  end
end

local function padded(text)
  local zeros = (55 - #text) % 64
  return text .. "\128" .. ("\0"):rep(zeros + 4) .. string.char(
    band(rshift(#text * 8, 24), 255), band(rshift(#text * 8, 16), 255), band(rshift(#text * 8, 8), 255), band(#text * 8, 255)
  )
end

local function schedule(block, start)
  local words = {}
  for index = 1, 16 do
    local first, second, third, fourth = block:byte(start + index * 4 - 4, start + index * 4 - 1)
    words[index] = tobit(first * 16777216 + second * 65536 + third * 256 + fourth)
  end
  for index = 17, 64 do
    local early, late = words[index - 15], words[index - 2]
    local first = bxor(ror(early, 7), ror(early, 18), rshift(early, 3))
    local second = bxor(ror(late, 17), ror(late, 19), rshift(late, 10))
    words[index] = tobit(words[index - 16] + first + words[index - 7] + second)
  end
  return words
end

local function compress(state, words)
  local a, b, c, d, e, f, g, h = unpack(state)
  for index = 1, 64 do
    local choice = bxor(band(e, f), band(bnot(e), g))
    local first = tobit(h + bxor(ror(e, 6), ror(e, 11), ror(e, 25)) + choice + K[index] + words[index])
    local majority = bxor(band(a, b), band(a, c), band(b, c))
    local second = tobit(bxor(ror(a, 2), ror(a, 13), ror(a, 22)) + majority)
    h, g, f, e, d, c, b, a = g, f, e, tobit(d + first), c, b, a, tobit(first + second)
  end
  for index, value in ipairs({ a, b, c, d, e, f, g, h }) do state[index] = tobit(state[index] + value) end
end

return function(text)
  local message = padded(text)
  local state = { unpack(INITIAL) }
  for start = 1, #message, 64 do compress(state, schedule(message, start)) end
  for index = 1, 8 do state[index] = bit.tohex(state[index]) end
  return table.concat(state)
end
