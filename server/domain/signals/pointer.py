"""Names a place in a payload without repeating what the caller put there.

One rule for every violation: a key is echoed, escaped as RFC 6901 has it, when it is a plain name of at most 64
characters in which the PHI guard finds nothing. Any other key is named by its place among its object's sorted keys,
`<key 3>`, since a key may itself be an e-mail address, or a megabyte.
"""

import re
from collections.abc import Mapping, Sequence

ROOT = "payload"
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_$][A-Za-z0-9_$./~ -]{0,63}")


def pointer(payload: object, path: Sequence[str | int]) -> str:
    """`payload` and the RFC 6901 pointer of `path`, whose steps must exist in `payload`."""
    steps = [ROOT]
    place = payload
    for step in path:
        if isinstance(place, Mapping) and isinstance(step, str):
            steps.append(key_name(place, step))
            place = place[step]
        else:
            steps.append(str(step))
            place = place[step] if isinstance(place, Sequence) and isinstance(step, int) else None
    return "/".join(steps)


def key_name(owner: Mapping[str, object], key: str) -> str:
    """How `key` of `owner` is named to the caller: itself, or its 1-based place where it is not fit to be repeated."""
    from server.domain.signals.phi.keys import facts_of  # noqa: PLC0415 - slow to import, and for violations alone
    from server.domain.signals.phi.plain import Shape, shape_of  # noqa: PLC0415

    tells = facts_of(key).kinds or (" " in key and shape_of(key) is Shape.OTHER)
    if _PLAIN_KEY.fullmatch(key) and not tells:
        return escape(key)
    return f"<key {sorted(owner).index(key) + 1}>"


def escape(key: str) -> str:
    """A reference token of RFC 6901, section 3."""
    return key.replace("~", "~0").replace("/", "~1")
