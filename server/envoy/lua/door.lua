-- Settings of the public listener. The console's listener loads `console/door.lua` instead.

local rules = require("rest_rules")

local door = {}

-- Served by Envoy itself: the API page, its parts, the documents made from the contract, a page for each error code.
door.FILES = {
  ["/"] = true,
  ["/docs"] = true,
  ["/docs/problems.css"] = true,
  ["/docs/start.js"] = true,
  ["/docs/swagger-ui-bundle.js"] = true,
  ["/docs/swagger-ui.css"] = true,
  ["/llms.txt"] = true,
  ["/openapi.json"] = true,
  ["/postman.json"] = true,
  ["/problems"] = true,
}
for _, kind in pairs(rules.problems) do
  door.FILES[kind.type:match("^https://[^/]+(/.+)$")] = true
end

-- And the probe of load balancers.
door.PAGES = { ["/healthz"] = true }
for path in pairs(door.FILES) do door.PAGES[path] = true end

-- Headers of a REST caller that reach the server, in addition to those that every listener passes on.
door.PASSED_ON = "authorization baggage idempotency-key if-none-match if-range last-event-id prefer range"

-- Whether callers show an API key.
door.KEYS = true

-- `WWW-Authenticate` of a 401.
door.CHALLENGE = "Bearer"

return door
