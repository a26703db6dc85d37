"""Files beside the Python code that a deployment needs: Envoy's configuration, descriptors, pages."""

from pathlib import Path

_CHECKOUT = Path(__file__).parents[1]
# The wheel holds `server/` where it is in the repository, and the other files below `server/shipped/`.
_WHEEL = Path(__file__).with_suffix("")


def shipped(path: str) -> Path:
    """The absolute path of a file or pattern of the repository, in a checkout and in an installed wheel."""
    is_wheel = _WHEEL.is_dir()
    return (_WHEEL if is_wheel and not path.startswith("server/") else _CHECKOUT) / path
