"""The background: claims exports, runs them, keeps their leases, and sweeps. Knows no RPC."""
