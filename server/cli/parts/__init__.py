"""`curae serve`, `curae worker`, `curae envoy`: the parts by themselves, as a container or systemd runs them."""
