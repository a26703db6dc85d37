"""The expected errors of a command, each as one line with its remedy."""

from collections.abc import Mapping

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
        return "\n".join([fault.detail, *_facts(fault)])
    return str(fault)


def _facts(fault: CuraeError) -> list[str]:
    lines = [f"  {violation.field}: {violation.description}" for violation in fault.violations]
    others = {name: value for name, value in fault.details.items() if name != "violations"}
    return (lines if len(lines) > 1 else []) + [f"  {name}: {_text(value)}" for name, value in others.items()]


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_text(each)}" for name, each in value.items())
    return ", ".join(map(_text, value)) if isinstance(value, list | tuple) else str(value)
