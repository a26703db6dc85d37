-- What senders hold at once of one thing, in this thread of Envoy.
--
-- Envoy does not tell Lua when a stream breaks off. So what a stream holds is kept under its handle, in a weak table: it
-- goes with the stream, at the next collection of garbage. The sums are too high until then, and are made anew when they
-- would refuse somebody.

local shares = {}
shares.__index = shares

local SWEEP_MILLISECONDS = 50 -- at most one sweep in so long: a flood of what is refused costs no sweep each

-- `most` is for all senders together, `most_of_one` for each.
function shares.new(most, most_of_one)
  local made = { most = most, most_of_one = most_of_one, swept = 0 }
  made.held = setmetatable({}, { __mode = "k" })
  made.total, made.of = 0, {}
  return setmetatable(made, shares)
end

function shares:add(sender, amount)
  self.total = self.total + amount
  self.of[sender] = (self.of[sender] or 0) + amount
end

function shares:sweep(now)
  if now - self.swept < SWEEP_MILLISECONDS then return end
  self.swept = now
  for _ = 1, 2 do collectgarbage() end -- a handle has a finalizer: it leaves the weak table in the second cycle
  self.total, self.of = 0, {}
  for _, each in pairs(self.held) do self:add(each.sender, each.amount) end
end

function shares:has_room(sender, amount)
  return self.total + amount <= self.most and (self.of[sender] or 0) + amount <= self.most_of_one
end

-- Whether the stream of `handle` may hold so much, from now on until its end.
function shares:take(handle, sender, amount)
  if not self:has_room(sender, amount) then self:sweep(handle:timestamp()) end
  if not self:has_room(sender, amount) then return false end
  self.held[handle] = { sender = sender, amount = amount }
  self:add(sender, amount)
  return true
end

return shares
