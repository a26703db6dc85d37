"""How many files and connections this process may have open at once."""

import resource


def raise_file_limit() -> int:
    """Raises the soft limit to the hard one, which processes that it starts inherit. Gives the limit."""
    _, hard = file_limits()
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def file_limits() -> tuple[int, int]:
    """The soft and the hard limit."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)
