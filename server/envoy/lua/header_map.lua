local header_map = {}

-- Removes every header whose name matches one of the patterns. A map may not change while it is walked.
function header_map.strip(headers, patterns)
  local doomed = {}
  for name in pairs(headers) do
    for _, pattern in ipairs(patterns) do
      if name:find(pattern) then doomed[#doomed + 1] = name end
    end
  end
  for _, name in ipairs(doomed) do headers:remove(name) end
end

return header_map
