"""`curae signals export --format fhir`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.signals.files import new_file, write_lines
from server.cli.terminal import print_data, say
from server.domain.signals.tombstone import Tombstone
from server.store.signals import Signal

if TYPE_CHECKING:
    from server.services.signal_observations import SignalObservations

STANDARD_OUTPUT = Path("-")


def write_observations(output: Path, observations: "SignalObservations", signals: Iterable[Signal | Tombstone]) -> None:
    """A line for each Observation; what is left out goes to standard error. Raises CommandFailed."""
    found = observations.of_all(signals)
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in found)
    if output == STANDARD_OUTPUT:
        for line in lines:
            print_data(line)
    else:
        with new_file(output) as part:
            write_lines(part, lines)
    written = observations.written
    counted = ", ".join(f"{count} {status}" for status, count in sorted(written.items())) or "none"
    say(f"{written.total()} Observations ({counted}) of {observations.read} signals and tombstones")
    for (name, place, reason), count in sorted(observations.left_out.items()):
        say(f"left out: {name}{place and f' {place}'} {reason}: {count} signals")
