-- Server-sent events as the transcoder prints them, one line of `data` each, with the export's state as their `id`: a
-- browser's EventSource reconnects when a stream ends, and tells by `Last-Event-ID` that it saw the final state.

local events = {}

-- Of an empty message it makes a comment: the server says by it that the stream is alive.
function events.with_ids(text)
  return (text:gsub("data: ([^\n]*)\n", function(data)
    if data == "{}" then return ": alive\n" end
    local state = data:match('"status":"(%u+)"')
    return state and "id: " .. state .. "\ndata: " .. data .. "\n"
  end))
end

return events
