"""How long an action takes."""

import time
from collections.abc import Callable


def seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
