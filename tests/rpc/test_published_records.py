"""Records that no one here wrote, through an import and an export: every value comes out as it went in.

The npm package `hl7.fhir.r4.examples` is in the public domain (CC0-1.0): the examples and definitions of FHIR R4. US
Core publishes its examples outside of npm; CURAE_TEST_FHIR_EXAMPLES may name a folder with them, or with any other
resources of R4.
"""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.domain.data_packages import package_names
from server.domain.fhir.parse import read_resources
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.fhir.rules import Rule
from server.domain.grants import everything_of
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record import Incoming, Reported
from server.domain.records.source import Source
from server.store.records import Selection, read_contents
from tests.parts.exports import working
from tests.parts.fhir_values import FORMER_SOURCE, Expected, Key, Links, differences, sourced_id, sourced_link, values
from tests.parts.in_process import App, Door, Stack
from tests.parts.published import npm_package
from tests.rpc.test_exports import download, queue, watch

EXAMPLES = {
    "name": "hl7.fhir.r4.examples",
    "version": "4.0.1",
    "sha512": "DXBdIZOeQaSKIgCU7w6HOC7sw/6BzylmipLkBW4f//pT+Bc94x+8LImwTdvaNThPJoOzpBzvxAzNqjeu3X/zLw==",
}
# A record of an id with 71 characters, and npm's own file.
NO_RECORDS = {
    "SearchParameter-questionnaireresponse-extensions-QuestionnaireResponse-item-subject.json": Rule.ID,
    "package.json": Rule.RESOURCE_TYPE,
}
# Bundles of the package with entries that nobody could tell apart, or that name no single resource, and how many.
AMBIGUOUS = {
    ("Bundle-bundle-references.json", Rule.SAME_ID): 2,
    ("Bundle-bundle-transaction.json", Rule.DELETION): 1,
    ("Bundle-dataelements.json", Rule.FULL_URL): 19,
}
NOTES = {Rule.CONDITIONAL, Rule.UNRESOLVED, Rule.UNCHECKED}
# It refers to more records than an import keeps in mind, most of which come later.
REFERS_TO_ALL = "ImplementationGuide-fhir.json"
HOSPITAL = "https://hospital.example/fhir"
IN_NO_PACKAGE = {"Bundle", "Parameters"}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = npm_package(**EXAMPLES, into=tmp_path_factory.mktemp("examples"))
    found = sorted(folder.glob("*.json"))
    assert len(found) == 5_307
    return found


@pytest.fixture
def app(stack: Stack) -> App:
    return stack.new_app(packages=sorted(package_names()))


def imported(stack: Stack, app: App, files: list[Path], source: str = "") -> tuple[ImportCounts, Counter[Any]]:
    """The counts, and how many parts of which file were rejected by which rule. Notes on references reject nothing."""
    reported: list[Reported] = []

    def parts() -> Iterator[Incoming]:
        for file in files:
            with file.open("rb") as stream:
                yield from read_resources(stream, file.name, source=Source(source) if source else None)

    counts = stack.imports.store(app.connection.id, parts(), source=source, on_reported=reported.append)
    return counts, Counter((each.file, each.rule) for each in reported if each.rule not in NOTES)


async def exported(stack: Stack, door: Door, app: App) -> dict[Key, Any]:
    async with working(stack):
        export = (await watch(door, app, (await queue(door, app)).id))[-1]
    records = [values(line) for line in (await download(door, app, export.id)).split(b"\n") if line]
    found = {(record["resourceType"], record["id"]): record for record in records}
    assert len(found) == len(records), "two records of one type and id in an export"
    return found


def references_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from references_in(each)
    elif isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for each in value.values():
            yield from references_in(each)


def leads_nowhere(reference: str, keys: Collection[Key]) -> bool:
    """Whether it is relative and names no record. An absolute one, a search or one into the resource is not judged."""
    if reference.startswith("#") or "?" in reference or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", reference):
        return False
    kind, _, rest = reference.partition("#")[0].partition("/")
    return (kind, rest.partition("/_history/")[0]) not in keys


def is_bundle(file: Path) -> bool:
    return file.name.startswith("Bundle-")


async def test_every_example_comes_out_value_by_value(stack: Stack, door: Door, app: App, examples: list[Path]) -> None:
    single = [file for file in examples if not is_bundle(file)]
    counts, rejected = imported(stack, app, single)
    assert rejected == Counter(NO_RECORDS.items())
    contents = [values(file.read_bytes()) for file in single if file.name not in NO_RECORDS]
    expected = {(each["resourceType"], each["id"]): each for each in contents}
    assert (counts.imported, counts.unchanged) == (len(expected), len(contents) - len(expected))
    found = await exported(stack, door, app)
    assert found.keys() == {key for key in expected if key[0] not in IN_NO_PACKAGE}
    assert counts.not_granted == sum(key[0] in IN_NO_PACKAGE for key in expected)
    assert [(key, *each) for key, record in found.items() for each in differences(expected[key], record)] == []


async def test_each_reference_that_leads_nowhere_is_counted(sqlite_stack: Stack, examples: list[Path]) -> None:
    files = [file for file in examples if not is_bundle(file) and file.name not in {*NO_RECORDS, REFERS_TO_ALL}]
    contents = [values(file.read_bytes()) for file in files]
    keys = {(each["resourceType"], each["id"]) for each in contents}
    counts, _ = imported(sqlite_stack, sqlite_stack.new_app(), files)
    assert counts.unresolved_references == sum(leads_nowhere(link, keys) for link in references_in(contents)) > 0


async def test_every_example_of_a_source_comes_out_with_its_ids_and_links_alone_changed(
    stack: Stack, door: Door, app: App, examples: list[Path]
) -> None:
    single = [file for file in examples if not is_bundle(file)]
    counts, rejected = imported(stack, app, single, HOSPITAL)
    assert rejected == Counter({("package.json", Rule.RESOURCE_TYPE): 1})  # of a source any id goes
    found = await exported(stack, door, app)
    contents = [values(file.read_bytes()) for file in single if file.name != "package.json"]
    keys = {(each["resourceType"], each["id"]) for each in contents if each["resourceType"] not in IN_NO_PACKAGE}
    assert found.keys() == {(kind, sourced_id(HOSPITAL, kind, foreign_id)) for kind, foreign_id in keys}
    assert counts.imported + counts.unchanged == len(contents)
    wrong = []
    for each in contents:
        kind, foreign_id = each["resourceType"], each["id"]
        if kind in IN_NO_PACKAGE:
            continue
        record = found.pop((kind, sourced_id(HOSPITAL, kind, foreign_id)), None)
        if record is None:  # a second file of the same record
            continue
        assert record["meta"]["source"] == f"{HOSPITAL}/{kind}/{foreign_id}"
        without_origin(record, each.get("meta"))
        record["id"] = foreign_id
        wrong += [
            (kind, foreign_id, *difference)
            for difference in differences(each, record)
            if not is_moved(*difference, partial(sourced_link, HOSPITAL))
        ]
    assert wrong == []


def without_origin(record: Any, former: Any) -> None:
    """Takes back what a named source adds to `meta`."""
    meta = record["meta"]
    del meta["source"]
    for extension in [each for each in meta.get("extension", ()) if each["url"] == FORMER_SOURCE]:
        meta["extension"].remove(extension)
        meta["source"] = extension["valueUri"]
    if meta.get("extension") == []:
        del meta["extension"]
    if former is None:
        assert meta == {}
        del record["meta"]


_NARRATIVE_LINK = re.compile(r'((?:href|src)=")([^"]*)(")')


def is_moved(path: str, old: Any, new: Any, target: Links) -> bool:
    """Whether a string changed as the links in it do, and in nothing else."""
    if not isinstance(old, str) or not isinstance(new, str):
        return False
    if path.endswith(".div"):
        return new == _NARRATIVE_LINK.sub(lambda link: f"{link[1]}{target(link[2]) or link[2]}{link[3]}", old)
    return new == target(old)


async def test_the_entries_of_every_bundle_come_out_value_by_value(sqlite_stack: Stack, examples: list[Path]) -> None:
    """Each Bundle goes into a connection of its own: many of them hold the same definitions."""
    stack = sqlite_stack
    total: Counter[Any] = Counter()
    wrong = []
    for file in filter(is_bundle, examples):
        app = stack.new_app()
        _, rejected = imported(stack, app, [file])
        total += Counter({key: count for key, count in rejected.items() if key[1] is not Rule.OUTCOME})
        expected = Expected()
        expected.add_input(values(file.read_bytes()))
        found = stored(stack, app)
        assert found.keys() == expected.resources.keys(), file.name
        wrong += [(file.name, key) for key, record in found.items() if not is_one_of(expected.resources[key], record)]
    assert total == Counter(AMBIGUOUS)
    assert wrong == []


def stored(stack: Stack, app: App) -> dict[Key, Any]:
    everything = Selection(connection_id=app.connection.id, grant=everything_of(R4_RESOURCE_TYPES), since=None)
    records = [
        values(content)
        for run in stack.database.read_now(lambda database: list(read_contents(database, everything)))
        for content in run
    ]
    return {(record["resourceType"], record["id"]): record for record in records}


def is_one_of(candidates: list[tuple[Any, Links]], record: Any) -> bool:
    return any(
        all(is_moved(*difference, links) for difference in differences(candidate, record))
        for candidate, links in candidates
    )


def further_examples() -> list[Path]:
    return sorted(Path(os.environ["CURAE_TEST_FHIR_EXAMPLES"]).rglob("*.json"))


@pytest.mark.skipif("CURAE_TEST_FHIR_EXAMPLES" not in os.environ, reason="names a folder of further examples")
async def test_further_examples_come_out_value_by_value(stack: Stack, door: Door, app: App) -> None:
    files = further_examples()
    assert files
    expected = Expected()
    for file in files:
        expected.add_input(values(file.read_bytes()))
    _, rejected = imported(stack, app, files)
    assert rejected == Counter()
    found = await exported(stack, door, app)
    assert found.keys() == {key for key in expected.resources if key[0] not in IN_NO_PACKAGE}
    assert [key for key, record in found.items() if not is_one_of(expected.resources[key], record)] == []
