"""A key that nobody has but that looks like one: what stands before the server cannot know."""

import random

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_CHARACTERS = 52


def made_up_key(environment: str = "live") -> str:
    return f"cae_{environment}_{''.join(random.choices(_ALPHABET, k=_CHARACTERS))}"
