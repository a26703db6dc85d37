"""The expected errors of a command, each as one line with its remedy."""

from collections.abc import Mapping, Sequence

from server.errors import CuraeError, DatabaseFault, OperatorError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_SOME_REJECTED = 3

EXPECTED = (CuraeError, OperatorError)


class CommandFailed(OperatorError):
    """Expected: a command cannot do its task. The text names the remedy."""


def describe(fault: BaseException) -> str:
    """The text for the terminal of one of EXPECTED."""
    if isinstance(fault, DatabaseFault):
        return fault.for_operators
    if isinstance(fault, CuraeError):
        lines = [f"{violation.field}: {violation.description}" for violation in fault.violations]
        others = {name: value for name, value in fault.details.items() if name != "violations"}
        return listed(fault.detail, lines, others)
    return str(fault)


def listed(detail: str, violations: Sequence[str], facts: Mapping[str, object]) -> str:
    """`detail`, then each violation and fact in a line of its own; none of them twice.

    A detail that is the first of several violations gives way to their number.
    """
    if len(violations) > 1 and detail == violations[0]:
        detail = f"{len(violations)} faults"
    lines = () if [detail] == violations else violations
    return "\n".join([detail, *(f"  {line}" for line in lines), *(f"  {k}: {_text(v)}" for k, v in facts.items())])


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_text(each)}" for name, each in value.items())
    return ", ".join(map(_text, value)) if isinstance(value, list | tuple) else str(value)
