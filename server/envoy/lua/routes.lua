-- Which route a REST request is for.

local door = require("door")
local rules = require("rest_rules")

local routes = {}

local PAGE = { methods = { GET = { page = true, head = true } }, variables = {} }

-- Gives the route and the values of its path variables, still escaped; nil if no route matches.
function routes.find(path)
  if door.PAGES[path] then return PAGE, {} end
  for _, route in ipairs(rules.routes) do
    local found = { path:match(route.pattern) }
    if found[1] then return route, found end
  end
  return nil
end

-- Whether Envoy itself serves it.
function routes.is_page(route)
  return route == PAGE
end

-- The method's rule. HEAD has that of GET (RFC 9110, 9.3.2), except where GET follows events.
function routes.method(route, verb)
  if verb == "HEAD" and route.methods.GET and route.methods.GET.head then return route.methods.GET end
  return route.methods[verb]
end

-- The value of `Allow`.
function routes.allowed(route)
  local verbs = {}
  for verb in pairs(route.methods) do verbs[#verbs + 1] = verb end
  if routes.method(route, "HEAD") then verbs[#verbs + 1] = "HEAD" end
  table.sort(verbs)
  return table.concat(verbs, ", ")
end

return routes
