"""Which signal types a connection lets an app send, and how that changes.

A grant holds names, `namespace.type`, and wildcards, `namespace.*`, which stand for every type of the namespace, those
that are registered later too. Each change makes the next version, with the moment of the person's consent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.suggestions import did_you_mean
from server.errors import BadRequest, FieldViolation

MAX_SIGNAL_TYPES = 256  # of one connection: all of them are read with each signal
_NAMED_FAULTS = 3  # in the text of an error; its violations are all of them
SIGNAL_TYPE_FORM = "NAMESPACE.TYPE or NAMESPACE.*, for example activity.daily_summary"
_NAME = "[a-z][a-z0-9_]{0,63}"
_SIGNAL_TYPE = re.compile(rf"{_NAME}\.({_NAME}|\*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalGrant:
    """One version of what a person lets an app send. The first version is that of the connection."""

    version: int
    signal_types: frozenset[str]
    consented_at: datetime


def is_signal_type(text: str) -> bool:
    """Whether it has the form of a name or of a wildcard."""
    return _SIGNAL_TYPE.fullmatch(text) is not None


def changed(granted: frozenset[str], *, add: Sequence[str], remove: Sequence[str]) -> frozenset[str]:
    """The types after a change. To add a type that is granted changes nothing.

    Raises BadRequest, naming `add[i]` or `remove[i]`: for what is no type, for a type that is added and removed by one
    change, and for the removal of a type that is not granted, since a typing error must not leave a grant standing.
    """
    violations = [
        FieldViolation(f"{field}[{index}]", f"must be {SIGNAL_TYPE_FORM}")
        for field, names in (("add", add), ("remove", remove))
        for index, name in enumerate(names)
        if not is_signal_type(name)
    ]
    violations = violations or [
        FieldViolation(f"remove[{index}]", fault)
        for index, name in enumerate(remove)
        if (fault := _fault_of_removal(name, granted, add))
    ]
    if violations:
        faults = "; ".join(f"{each.field}: {each.description}" for each in violations[:_NAMED_FAULTS])
        raise BadRequest(f"the signal types cannot be changed like this: {faults}", violations=violations)
    after = (granted | frozenset(add)) - frozenset(remove)
    if len(after) > MAX_SIGNAL_TYPES:
        raise BadRequest.of("add", f"makes more than {MAX_SIGNAL_TYPES} signal types; grant a namespace as NAMESPACE.*")
    return after


def _fault_of_removal(name: str, granted: frozenset[str], add: Sequence[str]) -> str | None:
    if name in add:
        return "is added by the same change"
    if name in granted:
        return None
    wildcard = f"{name.partition('.')[0]}.*"
    if wildcard in granted:
        return f"is granted by {wildcard}; remove that, and add the types that stay"
    return f"is not granted{did_you_mean(name, granted)}"
