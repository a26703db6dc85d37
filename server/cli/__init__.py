"""The `curae` command: one module a command group, each of three steps: read the arguments, call a service, print."""

import os

# gRPC's core writes lines of its own format to standard error, before Python's logging could take them. Failures
# reaches us as statuses.
os.environ.setdefault("GRPC_VERBOSITY", "NONE")
