-- The known name that a misspelt one most likely meant.

local nearest = {}

local MAX_EDITS = 2
local MAX_NAME_BYTES = 64

local function folded(name)
  return (name:gsub("[_%-%s]", ""):lower())
end

-- Levenshtein distance.
local function distance(left, right)
  local previous = {}
  for column = 0, #right do previous[column] = column end
  for row = 1, #left do
    local current = { [0] = row }
    for column = 1, #right do
      local cost = left:byte(row) == right:byte(column) and 0 or 1
      current[column] = math.min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
    end
    previous = current
  end
  return previous[#right]
end

-- The key of `known` that differs in case, separators or up to two edits; nil where none is near.
function nearest.name(name, known)
  if #name > MAX_NAME_BYTES then return nil end
  local best, edits = nil, MAX_EDITS + 1
  for candidate in pairs(known) do
    local needed = distance(folded(name), folded(candidate))
    if needed < edits or (needed == edits and best and candidate < best) then best, edits = candidate, needed end
  end
  return best
end

return nearest
