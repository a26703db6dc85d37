-- Settings of the console's listener. It loads this file instead of the public `door.lua`.

local door = {}

-- The page and its parts.
door.PAGES = { ["/"] = true, ["/console/console.css"] = true }
for name in ([[
  account api apps audit clients connections details dialogs dom export exports filters format groups history imports
  keys lists live main operators overview persons plot router session signals theme view webhooks
]]):gmatch("%S+") do
  door.PAGES["/console/" .. name .. ".js"] = true
end

-- Operators have sessions, which the server knows.
door.KEYS = false

door.PASSED_ON = "cookie x-curae-console"

-- No registered scheme is a cookie's; browsers pass over one that they do not know.
door.CHALLENGE = 'Cookie realm="console"'

return door
