"""`python -m server.services.reading`, as an import starts it."""

from server.services.reading.process import main

main()
