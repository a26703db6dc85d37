-- What senders hold at once of one thing, in this thread of Envoy.
--
-- What a stream holds is given back where its answer begins, or at its end. Envoy says nothing to Lua when a stream breaks
-- off. So what a stream holds is kept under its handle, in a weak table: it goes with the stream, at the next collection of
-- garbage. The sums are too high until then, and are computed again before a caller is rejected.

local shares = {}
shares.__index = shares

local SWEEP_MILLISECONDS = 50 -- at most one sweep in this time, so that not every rejected request of a flood costs one

-- `most` is for all senders together, `most_of_one` for each, and `most_beside`, where it is less, for each while others hold
-- something too.
function shares.new(most, most_of_one, most_beside)
  local made = { most = most, most_of_one = most_of_one, most_beside = most_beside or most_of_one, swept = 0 }
  made.held = setmetatable({}, { __mode = "k" })
  made.by_id, made.last_id = setmetatable({}, { __mode = "v" }), 0
  made.total, made.of = 0, {}
  return setmetatable(made, shares)
end

function shares:add(sender, amount)
  self.total = self.total + amount
  local sum = (self.of[sender] or 0) + amount
  self.of[sender] = sum > 0 and sum or nil
end

function shares:sweep(now)
  if now - self.swept < SWEEP_MILLISECONDS then return end
  self.swept = now
  for _ = 1, 2 do collectgarbage() end -- a handle has a finalizer: it leaves the weak table in the second cycle
  self.total, self.of = 0, {}
  for _, each in pairs(self.held) do self:add(each.sender, each.amount) end
end

function shares:has_room(sender, amount)
  local held = self.of[sender] or 0
  local most_of_one = self.total > held and self.most_beside or self.most_of_one
  return self.total + amount <= self.most and held + amount <= most_of_one
end

-- Takes so much for the stream of `handle`, until its end or until it is given back. Gives what to give it back by; nil
-- where there is no room.
function shares:take(handle, sender, amount)
  if not self:has_room(sender, amount) then self:sweep(handle:timestamp()) end
  if not self:has_room(sender, amount) then return nil end
  local taken, id = { sender = sender, amount = amount }, self.last_id + 1
  self.held[handle], self.by_id[id], self.last_id = taken, taken, id
  self:add(sender, amount)
  return id
end

function shares:give_back(id)
  local taken = self.by_id[id]
  if not taken then return end
  self:add(taken.sender, -taken.amount)
  taken.amount = 0
end

return shares
