"""`curae schemas` as an operator uses it."""

import json
from pathlib import Path

SCHEMA = Path("server/demo/schemas/activity/workout.json")


def test_a_schema_is_put_listed_shown_and_retired(migrated, tmp_path):
    put = migrated("schemas", "put", "activity", "workout", SCHEMA, "--json")
    assert json.loads(put.out)["version"] == 1
    assert json.loads(migrated("schemas", "show", "activity", "workout").out) == json.loads(SCHEMA.read_text())
    assert json.loads(migrated("schemas", "list", "--json").out)[0]["status"] == "ACTIVE"
    assert migrated("schemas", "retire", "activity", "workout", "--version", "1").code == 0
    assert json.loads(migrated("schemas", "list", "--json").out)[0]["status"] == "RETIRED"
    assert migrated("schemas", "retire", "activity", "workout", "--version", "1").code == 1
    assert migrated("schemas", "show", "activity", "sleep").code == 1


def test_a_misspelt_name_gets_a_suggestion(migrated):
    assert migrated("schemas", "put", "activity", "workout", SCHEMA).code == 0
    for command in (
        ("show", "activity", "workuot"),
        ("show", "activty", "workout"),
        ("retire", "activty", "workout", "--version", "1"),
    ):
        refused = migrated("schemas", *command)
        assert (refused.code, "did you mean activity.workout?" in refused.err) == (1, True)
    assert "did you mean activity?" in migrated("signals", "tail", "--namespace", "activty").err
    assert "did you mean" not in migrated("schemas", "show", "glucose", "reading").err


def test_what_is_refused_is_refused_with_every_reason(migrated, tmp_path):
    open_schema = tmp_path / "open.json"
    deep = {"type": "object", "additionalProperties": False, "properties": {"a": {"type": "array"}}}
    fields = {"note": {"type": "string"}, "deep": {"type": "object", "properties": {"inner": deep}}}
    open_schema.write_text(json.dumps({"type": "object", "properties": fields}))
    refused = migrated("schemas", "put", "activity", "workout", open_schema)
    assert refused.code == 1
    for reason in ("unbounded string", "nested too deep", "additionalProperties"):
        assert reason in refused.err, reason
    assert json.loads(migrated("schemas", "list", "--json").out) == []


def test_put_names_the_texts_that_a_schema_leaves_open_and_the_remedy(migrated, tmp_path):
    text = {"type": "string", "maxLength": 24}
    closed = {
        "stage": {"type": "string", "enum": ["light", "deep"]},
        "at": {"type": "string", "format": "date-time"},
        "model": {"type": "string", "pattern": "^Watch [0-9]+( Pro)?$", "maxLength": 20},
        "steps": {"type": "integer", "minimum": 0},
        "fault": {**text, "x-machine-text": True},
    }
    inner = {"type": "object", "additionalProperties": False, "properties": {"app": text}}
    letters = {"type": "string", "pattern": "^[a-z]+$", "maxLength": 20}
    tags = {"type": "array", "items": text, "maxItems": 9}
    properties = {**closed, "mood": text, "source": inner, "code": letters, "tags": tags}
    file = tmp_path / "schema.json"
    file.write_text(json.dumps({"type": "object", "additionalProperties": False, "properties": properties}))
    put = migrated("schemas", "put", "sleep", "night", file, "--json")
    assert (put.code, json.loads(put.out)["version"]) == (0, 1)
    named = [line.split(": ")[1].split(" ")[0] for line in put.err.splitlines() if "open text" in line]
    assert named == ["code", "mood", "source.app", "tags"]
    assert all("list its values as enum or const" in line for line in put.err.splitlines() if "open text" in line)
    assert "open text" not in migrated("schemas", "put", "activity", "workout", SCHEMA).err


def test_a_file_that_readers_would_not_agree_on_is_refused(migrated, tmp_path):
    file = tmp_path / "schema.json"
    for text, reason in {
        '{"type": "object", "type": "string"}': '"type" twice',
        "[" * 100_000: "not JSON",
        '{"type": "object", "maxProperties": NaN}': "not a finite number",
    }.items():
        file.write_text(text)
        refused = migrated("schemas", "put", "activity", "workout", file)
        assert refused.code == 1
        assert reason in refused.err and "Traceback" not in refused.err


def test_a_breaking_version_is_refused_until_it_is_wanted(migrated, tmp_path):
    assert migrated("schemas", "put", "activity", "workout", SCHEMA).code == 0
    changed = json.loads(SCHEMA.read_text())
    gone = next(name for name in changed["properties"] if name not in changed.get("required", []))
    del changed["properties"][gone]
    tighter = tmp_path / "tighter.json"
    tighter.write_text(json.dumps(changed))
    refused = migrated("schemas", "put", "activity", "workout", tighter)
    assert refused.code == 1
    assert gone in refused.err and "--breaking" in refused.err
    taken = migrated("schemas", "put", "activity", "workout", tighter, "--breaking", "--json")
    assert json.loads(taken.out)["version"] == 2


def test_a_schema_is_inferred_from_samples_and_can_be_put(migrated, tmp_path):
    samples = [
        {"steps": number, "stage": ["deep", "rem"][number % 2], "mail": "ann@example.org"} for number in range(30)
    ]
    forms = {
        "lines.ndjson": "\n".join(map(json.dumps, samples)) + "\n\n",
        "array.json": json.dumps(samples),
        "one.json": json.dumps(samples[0], indent=1),
    }
    for name, text in forms.items():
        (tmp_path / name).write_text(text)
        inferred = migrated("schemas", "infer", tmp_path / name)
        assert inferred.code == 0 and "ann@" not in inferred.out + inferred.err
        assert set(json.loads(inferred.out)["properties"]) == {"steps", "stage"}
        assert "payload/mail: is left out: the PHI guard refuses it (email)" in inferred.err
        assert "x-ucum" in inferred.err
        (tmp_path / "schema.json").write_text(inferred.out)
        assert migrated("schemas", "put", "sleep", name.split(".")[0], tmp_path / "schema.json").code == 0
    piped = migrated("schemas", "infer", "-", stdin=forms["lines.ndjson"].encode())
    assert json.loads(piped.out)["properties"]["stage"] == {"enum": ["deep", "rem"]}


def test_samples_that_cannot_be_read_are_named_by_place_and_never_shown(migrated, tmp_path):
    file = tmp_path / "samples"
    for text, words in {
        '{"a": 1}\n{"mail": ann@example.org}\n': "line 2 of",
        '[{"a": 1}, "ann@example.org"]': "item 2 of",
        "": "1 to 100,000",
        "[]": "1 to 100,000",
        '{"a": 1, "a": 2}': "line 1 of",
        '{"mail": "ann@example.org"}': "no field of the samples",
    }.items():
        file.write_text(text)
        refused = migrated("schemas", "infer", file)
        assert refused.code == 1 and words in refused.err and "ann@" not in refused.err, text
    file.write_bytes(b"\xff")
    assert "UTF-8" in migrated("schemas", "infer", file).err
    assert "cannot be read" in migrated("schemas", "infer", tmp_path / "missing").err
