"""The `curae` command: one module a command group, each of three steps: read the arguments, call a service, print."""
