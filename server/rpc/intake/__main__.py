"""`python -m server.rpc.intake`, as a server starts it."""

from server.rpc.intake.process import main

main()
