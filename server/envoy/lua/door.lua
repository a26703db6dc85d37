-- What the public door has by itself; the console's listener finds `console/door.lua` in this place.

local door = {}

-- Served by Envoy itself: the API page, its parts, the OpenAPI document.
door.FILES = {
  ["/docs"] = true,
  ["/docs/start.js"] = true,
  ["/docs/swagger-ui-bundle.js"] = true,
  ["/docs/swagger-ui.css"] = true,
  ["/openapi.json"] = true,
}

-- And the probe of load balancers.
door.PAGES = { ["/healthz"] = true }
for path in pairs(door.FILES) do door.PAGES[path] = true end

-- Headers of a REST caller that the server gets besides those that every listener passes on.
door.PASSED_ON = "authorization baggage idempotency-key if-none-match if-range last-event-id range"

-- Whether callers show an API key.
door.KEYS = true

-- What a 401 asks for.
door.CHALLENGE = "Bearer"

return door
