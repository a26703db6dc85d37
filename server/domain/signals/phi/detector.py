"""One rule of the guard: a linear-time pattern, and what confirms a match of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from server.domain.signals.phi.kinds import PhiKind

# RE2 knows no lookaround, so the edges take part in the match. A dot or dash that goes on to more digits is no edge:
# the middle of a version or of a UUID is no identifier.
START = r"(?:^|[^A-Za-z0-9.\-])"
END = r"(?:$|[^A-Za-z0-9.\-]|[.\-](?:$|[^A-Za-z0-9]))"

MAX_SCALE_DIGIT = "3"  # one SSN in 4,000 has no greater digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """Finds `kind` where `pattern` matches and `confirm`, given the match's group 1 or all of it, agrees.

    A `weak` form also occurs in versions and builds: it does not count under a key that tells of those. What `any_id`
    has as well, such as ten digits, does not count under a key of ids that names nobody: `room_id`, `order_id`.
    """

    kind: PhiKind
    pattern: str
    confirm: Callable[[str], bool] | None = None
    weak: bool = False
    any_id: bool = False


def bounded(body: str, *, ignore_case: bool = False) -> str:
    """`body` as group 1 between edges."""
    flags = "(?i)" if ignore_case else ""
    return f"{flags}{START}({body}){END}"


def whole(body: str) -> str:
    """`body` as all of the text."""
    return rf"^\s*({body})\s*$"


def digits_of(text: str) -> str:
    """The ASCII digits of `text`, in order."""
    return "".join(filter(str.isdigit, text))


def is_made(text: str) -> bool:
    """Whether `text` is an id as programs make it, and no office or study does: a UUID with dashes or without, or an
    ObjectId of a database."""
    return _MADE.fullmatch(text) is not None


_MADE = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?=[0-9]*[a-f])(?:[0-9a-f]{24}|[0-9a-f]{32})")


def is_scale(digits: str) -> bool:
    """Whether `digits` are answers on a scale, or stages of sleep, written one by one: none is over 3."""
    return max(digits, default="9") <= MAX_SCALE_DIGIT
