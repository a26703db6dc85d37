"""`curae schemas catalogue`, and a folder of schemas that is put as a whole."""

import json
import shutil
from pathlib import Path
from typing import Any

from server.catalogue import ready_schemas

FILES = Path("server/catalogue/schemas")


def listed(migrated: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(migrated("schemas", "list", "--json").out)
    return rows


def test_the_catalogue_is_listed_and_shown_without_a_deployment(migrated: Any) -> None:
    rows = json.loads(migrated("schemas", "catalogue", "list", "--json").out)
    assert {row["name"] for row in rows} == ready_schemas().keys()
    [pressure] = [row for row in rows if row["name"] == "vitals.blood_pressure"]
    assert pressure["loinc"] == ["85354-9", "8480-6", "8462-4"]
    shown = json.loads(migrated("schemas", "catalogue", "show", "vitals.heart_rate").out)
    assert shown == ready_schemas()["vitals.heart_rate"].schema
    assert shown["properties"]["heart_rate"]["properties"]["value"]["x-ucum"] == "/min"


def test_some_are_installed_then_all_and_again_nothing_changes(migrated: Any) -> None:
    some = migrated("schemas", "catalogue", "install", "vitals.heart_rate", "sleep.sleep_episode", "--json")
    assert [(row["namespace"], row["signalType"], row["version"]) for row in json.loads(some.out)] == [
        ("vitals", "heart_rate", 1),
        ("sleep", "sleep_episode", 1),
    ]
    for _ in range(2):
        assert migrated("schemas", "catalogue", "install").code == 0
        assert {f"{row['namespace']}.{row['signalType']}" for row in listed(migrated)} == ready_schemas().keys()
        assert all(row["version"] == 1 for row in listed(migrated))
    shown = json.loads(migrated("schemas", "show", "vitals", "heart_rate").out)
    assert shown == ready_schemas()["vitals.heart_rate"].schema


def test_an_unknown_name_is_answered_with_the_near_one_and_nothing_is_installed(migrated: Any) -> None:
    refused = migrated("schemas", "catalogue", "install", "vitals.heart_rate", "vitals.hart_rate")
    assert refused.code == 2 and "Did you mean 'vitals.heart_rate'?" in refused.err
    assert listed(migrated) == []


def test_an_extended_schema_of_ones_own_is_not_replaced(migrated: Any, tmp_path: Path) -> None:
    schema = json.loads((FILES / "body" / "body_weight.json").read_text())
    schema["properties"]["bare_feet"] = {"type": "boolean"}
    own = tmp_path / "weight.json"
    own.write_text(json.dumps(schema))
    assert migrated("schemas", "put", "body", "body_weight", own).code == 0
    refused = migrated("schemas", "catalogue", "install")
    assert refused.code == 1 and "body.body_weight: payload/bare_feet" in refused.err
    assert len(listed(migrated)) == 1


def test_a_folder_is_put_as_a_whole(migrated: Any, tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    shutil.copytree(FILES, folder)
    put = migrated("schemas", "put", folder, "--json")
    assert {f"{row['namespace']}.{row['signalType']}" for row in json.loads(put.out)} == ready_schemas().keys()
    rows = [json.loads(line) for line in migrated("audit", "tail", "-n", "100", "--json").out.splitlines()]
    assert sum(row["action"] == "schema.put" for row in rows) == len(ready_schemas())


def test_each_fault_of_a_folder_names_its_file_its_value_and_the_remedy_and_nothing_is_put(
    migrated: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "schemas"
    shutil.copytree(FILES, folder)
    for name, change in {
        "vitals/heart_rate": {"x-loinc": "8867-5"},
        "body/body_weight": {"properties": {"mail": {"type": "string", "format": "email"}}},
        "wellbeing/Stress-2": {},
    }.items():
        source = folder / f"{name}.json"
        schema = json.loads(source.read_text()) if source.exists() else {"type": "object"}
        source.write_text(json.dumps({**schema, **change}))
    refused = migrated("schemas", "put", folder)
    assert refused.code == 1
    for words in (
        f'{folder}/vitals/heart_rate.json: schema/x-loinc: is "8867-5", whose check digit is wrong',
        f'{folder}/body/body_weight.json: schema/properties/mail/format: is "email"; must be one of date',
        f"{folder}/wellbeing/Stress-2.json: signalType: must be 1 to 64 lower-case letters",
    ):
        assert refused.err.count(words) == 1
    assert listed(migrated) == []


def test_files_that_cannot_be_read_are_all_named(migrated: Any, tmp_path: Path) -> None:
    (tmp_path / "sleep").mkdir()
    (tmp_path / "sleep" / "night.json").write_text("{")
    (tmp_path / "sleep" / "day.json").write_text("[]")
    fields = {"a": {"type": "strng"}, "b": {"type": "number", "minimum": "3"}}
    (tmp_path / "sleep" / "nap.json").write_text(json.dumps({"type": "object", "properties": fields}))
    (tmp_path / "stray.json").write_text("{}")
    refused = migrated("schemas", "put", tmp_path)
    assert refused.code == 1
    for words in (
        "night.json is not JSON",
        "day.json is not a JSON object",
        "stray.json is not at NAMESPACE/TYPE",
        'nap.json: schema/properties/a/type: is "strng"; is no JSON Schema 2020-12: must be one of array',
        'nap.json: schema/properties/b/minimum: is "3"; is no JSON Schema 2020-12: must be number',
    ):
        assert refused.err.count(words) == 1


def test_a_folder_without_schemas_and_half_a_command_are_answered(migrated: Any, tmp_path: Path) -> None:
    assert "holds no schema" in migrated("schemas", "put", tmp_path).err
    assert "is not a folder" in migrated("schemas", "put", tmp_path / "missing").err
    assert migrated("schemas", "put", "sleep", "night").code == 2
