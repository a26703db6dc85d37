"""What somebody may have meant by a name that is not known."""

from collections.abc import Iterable

_LONGEST_NAME = 100  # comparing costs the product of both lengths


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean X?` where one known name is near, else nothing. It never repeats `name`."""
    from difflib import get_close_matches  # noqa: PLC0415 - few calls have a near miss

    by_folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_folded, n=1) if len(name) <= _LONGEST_NAME else []
    return f"; did you mean {by_folded[near[0]]}?" if near else ""
