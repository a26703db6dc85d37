"""A variable's value, or what the file holds that VARIABLE_FILE names: as secrets are mounted into containers."""

import os
from collections.abc import Mapping
from pathlib import Path

from server.errors import OperatorError

FROM_FILE = "_FILE"


class SecretUnreadable(OperatorError):
    """Expected: the text names the variable and the remedy, never what a file holds."""


def is_given(variable: str) -> bool:
    return variable in os.environ or variable + FROM_FILE in os.environ


def value_of(variable: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """None where neither is set. The line end that editors add to a file is no part of it. Raises SecretUnreadable."""
    path = environment.get(variable + FROM_FILE)
    if path is None:
        return environment.get(variable)
    if variable in environment:
        raise SecretUnreadable(f"{variable} and {variable}{FROM_FILE} are both set; unset one of them")
    try:
        return Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is no text in UTF-8"
        raise SecretUnreadable(
            f"{variable}{FROM_FILE}: {path} cannot be read: {reason}; mount the file there"
        ) from None
