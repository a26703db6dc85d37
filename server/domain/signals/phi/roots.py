"""The root that a word of Greek or Latin origin has in common in English, German, French, Spanish, Italian, Portuguese
and Dutch: `brucellosis`, `Brucellose`, `brucelosis` and `brucellosi` are one."""

from collections.abc import Iterable

_LETTERS = str.maketrans({"k": "c", "z": "c", "q": "c", "y": "i", "j": "i", "x": "s", "h": ""})
_DOUBLED = tuple((letter * 2, letter) for letter in "lsnrmtpcfgeaoibd")
_PLURALS = ("is", "es", "as", "os", "us")
_LAST_LETTERS = frozenset("aeiosmynltrxp")  # of the names of illnesses and medications in these languages
MIN_ROOT_LETTERS = 5
MIN_LETTERS = 6  # of a word; shorter ones are alike by chance


def root_of(word: str) -> str:
    """The root of `word`, which is folded and in lower case: the same letters for the same sounds, and no ending."""
    root = word.replace("ph", "f").replace("qu", "c").replace("ae", "e").replace("oe", "e")
    root = root.replace("ct", "t").replace("pt", "t").translate(_LETTERS)
    for pair, letter in _DOUBLED:
        if pair in root:
            root = root.replace(pair, letter)
    root = root.replace("ireo", "iro")  # `Hypothyreose`
    if root.startswith("es") and len(root) >= MIN_LETTERS and root[2] not in "aeiou":
        root = root[1:]  # `esclerosis`
    if root.endswith(_PLURALS):
        root = root[:-2]
    root = root.rstrip("aeiou")
    if root.endswith("am"):
        root = root[:-2] + "em"  # `Anamie`, as it is folded
    return root.removesuffix("en")


def roots_of(words: Iterable[str]) -> set[str]:
    """The roots of those of `words` that are long enough for one."""
    return {root_of(word) for word in set(words) if len(word) >= MIN_LETTERS and word[-1] in _LAST_LETTERS}
