"""The known name that an unknown one most likely means."""

from collections.abc import Iterable

_LONGEST_NAME = 100  # comparing costs the product of both lengths


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one known name that is similar, if any."""
    from difflib import get_close_matches  # noqa: PLC0415 - few calls have a near miss

    by_folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_folded, n=1) if len(name) <= _LONGEST_NAME else []
    return by_folded[near[0]] if near else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean X?`, or an empty text. It never repeats `name`."""
    meant = nearest(name, known)
    return f"; did you mean {meant}?" if meant else ""
