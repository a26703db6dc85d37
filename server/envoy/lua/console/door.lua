-- What the console's listener has by itself, in place of the public `door.lua`.

local door = {}

-- The page and its parts.
door.PAGES = { ["/"] = true, ["/console/console.css"] = true }
for name in ("theme main api dom format live overview plot lists exports connections keys"):gmatch("%S+") do
  door.PAGES["/console/" .. name .. ".js"] = true
end

-- Operators have sessions, which the server knows.
door.KEYS = false

door.PASSED_ON = "cookie x-curae-console"

-- No registered scheme is a cookie's; browsers pass over one that they do not know.
door.CHALLENGE = 'Cookie realm="console"'

return door
