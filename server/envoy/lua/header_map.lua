local header_map = {}

-- Removes every header that `is_doomed(name, value)`. A map may not change while it is walked.
function header_map.strip(headers, is_doomed)
  local doomed = {}
  for name, value in pairs(headers) do
    if is_doomed(name, value) then doomed[#doomed + 1] = name end
  end
  for _, name in ipairs(doomed) do headers:remove(name) end
end

return header_map
