"""`python -m server.cli`, which is how `curae up` starts its parts."""

from server.cli.main import main

main()
