"""Envoy, the one front door: fills in `envoy.yaml`, starts and drains it. Its Lua, in `lua/`, makes REST strict."""
