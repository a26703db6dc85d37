"""How well the PHI guard finds, how seldom it refuses the harmless, and how long it takes.

python -m benchmarks.phi [--asq PATH] [--misses]
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from server.domain.signals.phi.guard import find_phi
from server.domain.signals.phi.kinds import PhiFinding
from server.domain.signals.schema.compiled import CompiledSchema
from server.domain.signals.schema.definition import check_definition
from server.errors import BadRequest
from tests.data.phi.devices.corpus import (
    EIGHTH,
    ELEVENTH,
    FIFTEENTH,
    FIFTH,
    FIRST,
    FOURTEENTH,
    FOURTH,
    KEPT,
    NINTH,
    SEVENTH,
    SIXTEENTH,
    SIXTH,
    TENTH,
    THIRD,
    THIRTEENTH,
    TWELFTH,
)

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "data" / "phi" / "corpus.ndjson"
HELD_OUT = CORPUS.with_name("held_out.ndjson")
PROBES = CORPUS.parent / "devices" / "probes.ndjson"
ASQ = ROOT.parent / "shared" / "phi" / "asq-phi.ndjson"

# Kinds whose form alone tells them; the others also need a word, a key or a schema.
PATTERNED = frozenset(
    [
        "email",
        "phone",
        "phone_us",
        "phone_international",
        "ssn",
        "national_id",
        "medical_id",
        "account_number",
        "birth_date",
        "network_address",
        "url",
        "diagnosis_code",
        "fhir",
        "document",
        "precise_location",
    ]
)
ASQ_PATTERNED = frozenset(
    [
        "EMAIL_ADDRESS",
        "PHONE_NUMBER",
        "FAX_NUMBER",
        "SOCIAL_SECURITY_NUMBER",
        "MEDICAL_RECORD_NUMBER",
        "HEALTH_PLAN_BENEFICIARY_NUMBER",
        "ACCOUNT_NUMBER",
        "CERTIFICATE_LICENSE_NUMBER",
        "UNIQUE_IDENTIFIER",
        "IP_ADDRESS",
    ]
)
BARE = ", bare digits"
SHORT = ", under five digits"  # DT-1234: a ticket's, a model's and a standard's form
MIN_TELLING_DIGITS = 5
ASQ_NUMBERS = ASQ_PATTERNED - {"EMAIL_ADDRESS", "IP_ADDRESS"}
NOTHING: frozenset[str] = frozenset()
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind: how many there are, and which the guard missed."""

    kind: str
    total: int
    missed: tuple[Record, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.total


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores by kind, and the harmless payloads that were refused."""

    scores: tuple[Score, ...]
    harmless: int
    refused: tuple[Record, ...]

    def recall(self, kinds: Iterable[str] | None = None) -> float:
        chosen = [score for score in self.scores if kinds is None or score.kind in kinds]
        return 1 - sum(len(score.missed) for score in chosen) / sum(score.total for score in chosen)

    @property
    def refusal_rate(self) -> float:
        return len(self.refused) / self.harmless


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def evaluate(records: Sequence[Record]) -> Evaluation:
    """`records` have a `label` (`harmless` or a kind), a `payload`, and `at`: the top-level key, or the keys, of the
    PHI."""
    harmless = [record for record in records if record["label"] == "harmless"]
    labelled = [record for record in records if record["label"] != "harmless"]
    kinds = sorted({record["label"] for record in labelled})
    scores = (_score(kind, [record for record in labelled if record["label"] == kind]) for kind in kinds)
    return Evaluation(tuple(scores), len(harmless), tuple(record for record in harmless if _refused(record)))


def _refused(record: Record) -> list[str]:
    """The places and kinds of what is refused. What a schema lists by a record's `listed` passes, as it does in a
    running server. A record with a `schema` is refused where its schema cannot be put, too.
    """
    if "schema" in record:
        return _put_faults(record["schema"]) or _shown(_findings_under(record["schema"], record["payload"]))
    listed = {(key,): frozenset(values) for key, values in record.get("listed", {}).items()}
    return _shown(find_phi(record["payload"], listed))


def _shown(findings: Iterable[PhiFinding]) -> list[str]:
    return [f"{finding.path} {finding.kind}" for finding in findings]


def _put_faults(schema: Record) -> list[str]:
    try:
        check_definition(schema)
    except BadRequest as refusal:
        return [f"{fault.field} {fault.description}" for fault in refusal.violations]
    return []


def _findings_under(schema: Record, payload: Record) -> list[PhiFinding]:
    compiled = CompiledSchema(schema)
    if not compiled.accepts(payload):
        raise ValueError("a harmless payload does not meet its own schema")
    return find_phi(payload, compiled.listed, compiled.written)


def _score(kind: str, records: Sequence[Record]) -> Score:
    return Score(kind, len(records), tuple(record for record in records if not _found(record)))


def _found(record: Record) -> bool:
    """A finding beside the PHI does not count, so the guard gets only the fields that hold it."""
    return bool(find_phi(_leak(record)))


def _leak(record: Record) -> Record:
    at = record["at"]
    return {key: record["payload"][key] for key in ([at] if isinstance(at, str) else at)}


def asq_values(records: Sequence[Record], *, key: str = "value") -> list[Record]:
    """Each labelled value alone, under `key`. Bare digits of an identifier, and those with a few digits, are kinds of
    their own: their form is any number's or any ticket's, so that a neutral key tells nothing."""
    return [
        {"label": _asq_label(phi), "at": key, "payload": {key: phi["value"]}} for line in records for phi in line["phi"]
    ]


def asq_told_by_key(records: Sequence[Record]) -> list[Record]:
    """Bare digits and short identifiers again, under a key that tells what they are."""
    return [record for record in asq_values(records, key="mrn") if record["label"].endswith((BARE, SHORT))]


def _asq_label(phi: Record) -> str:
    kind, value = str(phi["type"]), str(phi["value"])
    if kind not in ASQ_PATTERNED:
        return kind
    if value.lstrip("#").isdigit():
        return kind + BARE
    return kind + SHORT if kind in ASQ_NUMBERS and sum(map(str.isdigit, value)) < MIN_TELLING_DIGITS else kind


def asq_texts(records: Sequence[Record]) -> list[Record]:
    """Each query as a value: free clinical text, to be refused whether or not it names anyone."""
    return [
        {
            "label": "text with PHI" if line["phi"] else "text without PHI",
            "at": "value",
            "payload": {"value": line["text"]},
        }
        for line in records
    ]


def show(console: Console, title: str, evaluation: Evaluation, patterned: frozenset[str]) -> None:
    table = Table("kind", "form tells", "labelled", "found", "recall", title=title)
    for score in evaluation.scores:
        found = score.total - len(score.missed)
        table.add_row(
            score.kind, "yes" if score.kind in patterned else "", str(score.total), str(found), f"{score.recall:.4f}"
        )
    console.print(table)
    if any(score.kind in patterned for score in evaluation.scores):
        console.print(f"recall of the kinds whose form tells them: {evaluation.recall(patterned):.4f}")
    console.print(f"recall of all: {evaluation.recall():.4f}")
    if evaluation.harmless:
        console.print(
            f"harmless refused: {len(evaluation.refused)} of {evaluation.harmless} ({evaluation.refusal_rate:.2%})"
        )
    console.print()


def show_speed(console: Console, records: Sequence[Record]) -> None:
    typical = [
        record["payload"] for record in records if record["label"] == "harmless" and 6 <= len(record["payload"]) <= 10
    ]
    largest = {"samples": ["walking", 72.5, True, "4.12.0"] * 2_270}
    console.print(f"a payload of 6-10 fields: {_median_us(find_phi, typical):.1f} us (median)")
    console.print(f"64 KiB of short items: {_median_us(find_phi, [largest] * 9):.0f} us (median)")


def _median_us(call: Callable[[Any], object], arguments: Sequence[Any]) -> float:
    return statistics.median(_elapsed_us(call, argument) for argument in arguments for _ in range(5))


def _elapsed_us(call: Callable[[Any], object], argument: object) -> float:
    start = time.thread_time_ns()
    call(argument)
    return (time.thread_time_ns() - start) / 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--asq", type=Path, default=ASQ, help="labelled clinical queries (default: %(default)s)")
    parser.add_argument("--misses", action="store_true", help="print what was missed or refused; synthetic data only")
    arguments = parser.parse_args()
    console = Console()
    corpus = read(CORPUS)
    evaluations = [
        ("own corpus", evaluate(corpus), PATTERNED),
        ("held out: other sources, locales and forms", evaluate(read(HELD_OUT)), PATTERNED),
        ("devices, by which the guard was mended", evaluate(FIRST.records()), NOTHING),
        ("devices, kept aside", evaluate(KEPT.records()), NOTHING),
        ("devices, other languages and vendors", evaluate(THIRD.records()), NOTHING),
        ("devices, other languages again", evaluate(FOURTH.records()), NOTHING),
        ("devices, kinds by structure", evaluate(FIFTH.records()), NOTHING),
        ("devices, the same kinds in other words", evaluate(SIXTH.records()), NOTHING),
        ("devices, by somebody who had not read the guard", evaluate(SEVENTH.records()), NOTHING),
        ("devices, by the same hand, in 20 languages", evaluate(EIGHTH.records()), NOTHING),
        ("devices, free words and 24 languages", evaluate(NINTH.records()), NOTHING),
        ("devices, other sources again", evaluate(TENTH.records()), NOTHING),
        ("devices, for the guard as the tenth had left it", evaluate(ELEVENTH.records()), NOTHING),
        ("devices, 301 shapes and 226 leaks as vendors document them", evaluate(TWELFTH.records()), NOTHING),
        ("devices, as the twelfth, of other sources", evaluate(THIRTEENTH.records()), NOTHING),
        ("devices, for the guard as the thirteenth had left it", evaluate(FOURTEENTH.records()), NOTHING),
        ("devices, each payload under its schema", evaluate(FIFTEENTH.records()), NOTHING),
        ("devices, for the guard as the fifteenth had left it", evaluate(SIXTEENTH.records()), NOTHING),
        ("devices, probes written after both", evaluate(read(PROBES)), NOTHING),
    ]
    if arguments.asq.exists():
        queries = read(arguments.asq)
        evaluations.append(
            ("ASQ-PHI, each labelled value alone under a neutral key", evaluate(asq_values(queries)), ASQ_PATTERNED)
        )
        evaluations.append(
            ("ASQ-PHI, bare digits and short ones under the key mrn", evaluate(asq_told_by_key(queries)), frozenset())
        )
        evaluations.append(("ASQ-PHI, each query as a value", evaluate(asq_texts(queries)), frozenset()))
    for title, evaluation, patterned in evaluations:
        show(console, title, evaluation, patterned)
        if arguments.misses:
            print_misses(evaluation)
    if not arguments.asq.exists():
        console.print(f"ASQ-PHI skipped: {arguments.asq} is not there")
    show_speed(console, corpus)


def print_misses(evaluation: Evaluation) -> None:
    for score in evaluation.scores:
        for record in score.missed:
            print(
                "missed",
                score.kind,
                record.get("form", ""),
                json.dumps(_leak(record)),
                file=sys.stderr,
            )
    for record in evaluation.refused:
        print(
            "refused",
            _refused(record),
            record["payload"],
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
