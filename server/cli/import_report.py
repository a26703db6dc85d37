"""What an import says of its parts: the first ones on the terminal, and all of them in a file."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from server.cli.faults import CommandFailed
from server.cli.terminal import say
from server.domain.fhir.rules import Rule
from server.domain.records.record import Rejected, Reported

MAX_PRINTED = 100  # lines on the terminal of rejected parts, and as many of notes


class ImportReport:
    """`file` gets a line of JSON for each part."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file
        self._further: dict[str, Counter[Rule]] = {"rejected": Counter(), "note": Counter()}
        self._printed: Counter[str] = Counter()

    def add(self, reported: Reported) -> None:
        kind = "rejected" if isinstance(reported, Rejected) else "note"
        if self._file is not None:
            self._file.write(_line(kind, reported))
        if reported.rule is Rule.CONDITIONAL:  # may be in every record, and is counted
            return
        if self._printed[kind] < MAX_PRINTED:
            self._printed[kind] += 1
            say(f"{kind} {reported.file}:{reported.line}: {reported.reason}")
        else:
            self._further[kind][reported.rule] += 1

    def end(self) -> None:
        """Counts what was not said one by one."""
        for kind, further in self._further.items():
            if further:
                rules = ", ".join(f"{rule} {count:,}" for rule, count in further.most_common())
                where = "they are in the report" if self._file is not None else "--report FILE writes each of them"
                say(f"{kind}: {further.total():,} more ({rules}); {where}")


@contextmanager
def import_report(path: Path | None) -> Iterator[ImportReport]:
    """Surrounds an import, and prints its last counts also where it fails. Raises CommandFailed where the file cannot
    be written."""
    try:
        file = None if path is None else path.open("w", encoding="utf-8")
    except OSError as fault:
        raise CommandFailed(f"the report {path} cannot be written: {fault.strerror}") from fault
    report = ImportReport(file)
    try:
        yield report
    finally:
        report.end()
        if file is not None:
            file.close()


def _line(kind: str, reported: Reported) -> str:
    fields: dict[str, object] = {
        "outcome": kind,
        "file": reported.file,
        "line": reported.line,
        "rule": reported.rule,
        "detail": reported.reason,
    }
    if not isinstance(reported, Rejected):
        fields["count"] = reported.count
    return f"{json.dumps(fields)}\n"
