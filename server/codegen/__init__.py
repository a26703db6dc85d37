"""Makes everything under `gen/` from `protos/`: `python -m server.codegen`, with `--check` to name what drifted.

A development tool: it needs `buf` and `grpcio-tools`, and nothing that serves requests imports it.
"""
