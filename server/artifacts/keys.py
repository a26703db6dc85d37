"""The only shape that a key may have. It cannot leave the store's root, needs no escaping in a URL or in XML, and
never collides with the folders that a store keeps for itself, which begin with a dot."""

import re

from server.artifacts.errors import InvalidArtifactKey

_FOLDER = r"[a-z0-9][a-z0-9_-]{0,63}/"
_KEY = re.compile(rf"(?:{_FOLDER}){{1,4}}[a-z0-9][a-z0-9_-]{{0,63}}\.[a-z0-9]{{1,16}}")
_PREFIX = re.compile(rf"(?:{_FOLDER}){{0,4}}")


def checked_key(key: str) -> str:
    """`key` itself, such as `exports/<uuid>/<attempt>.ndjson`. Raises `InvalidArtifactKey`."""
    if _KEY.fullmatch(key) is None:
        raise InvalidArtifactKey("an artifact key is 1 to 4 lower-case folders and a file name with its extension")
    return key


def checked_prefix(prefix: str) -> str:
    """`prefix` itself: empty, or folders that each end with a slash. Raises `InvalidArtifactKey`."""
    if _PREFIX.fullmatch(prefix) is None:
        raise InvalidArtifactKey("an artifact prefix is empty, or lower-case folders that each end with a slash")
    return prefix


def is_key(name: str) -> bool:
    """Whether a name found in a store is one of ours, and no stray file of someone else."""
    return _KEY.fullmatch(name) is not None
