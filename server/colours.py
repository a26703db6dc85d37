"""Whether text for people has colours."""

import os
from typing import TextIO


def wants_colour(stream: TextIO) -> bool:
    """NO_COLOR turns colours off, FORCE_COLOR turns them on; otherwise a terminal has them, and nothing else."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
