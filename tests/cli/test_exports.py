"""`curae exports`: the client over gRPC, against the stack that the whole run shares."""

import fcntl
import hashlib
import json
import time
from pathlib import Path

import httpx
import pytest

from tests.parts.command import environment_of, run_on_terminal
from tests.parts.eventually import eventually

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def exports(curae, live_stack, monkeypatch):
    """`curae exports ...` as the demo app."""
    monkeypatch.setenv("CURAE_API_KEY", live_stack["apiKey"])

    def call(command, *arguments):
        return curae("exports", command, *arguments, "--data", live_stack["data"])

    return call


@pytest.fixture
def order(live_stack):
    return ("--connection", live_stack["connectionId"], "--type", "Immunization")


@pytest.fixture
def ready(exports, order):
    """A READY export, as JSON."""
    return json.loads(exports("create", *order, "--wait", "--json").out)


@pytest.fixture
def artifact(ready, live_stack):
    """Its file in the data folder, whole again after the test: others use the stack too."""
    (file,) = (Path(live_stack["data"]) / "artifacts" / "exports" / ready["id"]).glob("*.ndjson")
    whole = file.read_bytes()
    yield file
    file.write_bytes(whole)


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_create_with_output_does_all_of_it(exports, order, tmp_path):
    target = tmp_path / "records.ndjson"
    done = exports("create", *order, "--output", target, "--json")
    assert done.code == 0
    export = json.loads(done.out)
    assert (export["status"], export["artifact"]["sha256"]) == ("READY", sha256(target))
    assert len(target.read_text().splitlines()) == int(export["progress"]["recordsExported"])
    assert "idempotency key: " in done.err
    assert f"verified {target}" in done.err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("records")] == ["records.ndjson"]


def test_the_same_key_creates_once(exports, order):
    key = ("--idempotency-key", UNKNOWN + str(time.time()))
    first, again = exports("create", *order, *key, "--json"), exports("create", *order, *key, "--json")
    assert json.loads(first.out)["id"] == json.loads(again.out)["id"]
    assert "idempotency key" not in first.err
    other = exports("create", *order, *key, "--reduced")
    assert (other.code, "IDEMPOTENCY_KEY_REUSED" in other.err) == (1, True)


def test_list_has_what_was_created(exports, ready):
    listed = json.loads(exports("list", "--json").out)
    assert ready["id"] in [each["id"] for each in listed]
    assert ready["id"] in exports("list").out


def test_list_has_the_newest_up_to_its_limit(exports, ready, order):
    for _ in range(2):
        assert exports("create", *order).code == 0
    every = [each["id"] for each in json.loads(exports("list", "--limit", "1000", "--json").out)]
    assert len(every) > 2
    assert [each["id"] for each in json.loads(exports("list", "-n", "1", "--json").out)] == every[:1]
    assert exports("list", "--limit", "0").code == 2


def test_watch_fails_unless_it_ends_ready(exports, ready, live_stack):
    followed = exports("watch", ready["id"], "--json")
    assert (followed.code, json.loads(followed.out)["status"]) == (0, "READY")
    assert "READY" in followed.err
    cancel(live_stack, ready["id"])
    followed = exports("watch", ready["id"])
    assert followed.code == 1
    assert "curae exports create" in followed.err
    refused = exports("download", ready["id"], "--output", "never")
    assert (refused.code, "CANCELLED" in refused.err) == (1, True)


def test_a_part_is_gone_on_with(exports, ready, artifact, live_stack, tmp_path):
    target, part = tmp_path / "records.ndjson", tmp_path / "records.ndjson.part"
    whole = artifact.read_bytes()
    part.write_bytes(whole[:-997])  # a size that no other test asks for
    assert exports("download", ready["id"], "--output", target).code == 0
    assert (target.read_bytes(), part.exists()) == (whole, False)
    log = Path(live_stack["data"]) / "logs" / "server.log"
    eventually(lambda: '"bytes_sent":997,' in log.read_text())


@pytest.mark.parametrize("damage", [lambda whole: b"x" * 100, lambda whole: whole + b"more"], ids=["wrong", "longer"])
def test_a_part_of_something_else_is_begun_anew(exports, ready, artifact, tmp_path, damage):
    target = tmp_path / "records.ndjson"
    target.with_name("records.ndjson.part").write_bytes(damage(artifact.read_bytes()))
    assert exports("download", ready["id"], "--output", target).code == 0
    assert target.read_bytes() == artifact.read_bytes()


def test_bytes_that_do_not_match_are_not_kept(exports, ready, artifact, tmp_path):
    whole = artifact.read_bytes()
    artifact.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    folder = tmp_path / "into"
    folder.mkdir()
    refused = exports("download", ready["id"], "--output", folder / "records.ndjson")
    assert refused.code == 1
    assert "was altered" in refused.err
    assert list(folder.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(exports, ready, artifact, tmp_path):
    target = tmp_path / "mine"
    target.write_text("mine")
    refused = exports("download", ready["id"], "--output", target)
    assert (refused.code, target.read_text()) == (1, "mine")
    assert "--output" in refused.err
    target.write_bytes(artifact.read_bytes())
    assert exports("download", ready["id"], "--output", target).code == 0


def test_two_downloads_into_one_file_are_refused(exports, ready, tmp_path):
    target = tmp_path / "records.ndjson"
    with target.with_name("records.ndjson.part").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = exports("download", ready["id"], "--output", target)
    assert (refused.code, "another download" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("watch", "nonsense"), 2, "UUID"),
        (("watch", UNKNOWN), 1, "NOT_FOUND"),
        (("create", "--connection", UNKNOWN), 1, "NOT_FOUND"),
        (("list", "--target", "sdk.example:443"), 1, "https://"),
        (("list", "--target", "127.0.0.1:1"), 1, "cannot be reached"),
        (("list", "--target", "nowhere"), 1, "--target"),
    ],
)
def test_what_cannot_be_done_names_the_remedy(exports, arguments, code, named):
    refused = exports(*arguments)
    assert (refused.code, refused.out) == (code, "")
    assert named in refused.err
    assert "Traceback" not in refused.err


def test_a_missing_or_wrong_key_is_said(curae, live_stack, monkeypatch):
    target = ("--target", live_stack["grpcTarget"])
    assert "CURAE_API_KEY" in curae("exports", "list", *target).err
    monkeypatch.setenv("CURAE_API_KEY", "cae_live_wrong")
    refused = curae("exports", "list", *target)
    assert (refused.code, "UNAUTHENTICATED" in refused.err) == (1, True)


def cancel(stack, export_id):
    url = f"{stack['restUrl']}/api/sdk/v1/records/exports/{export_id}"
    httpx.delete(url, headers={"authorization": f"Bearer {stack['apiKey']}"}).raise_for_status()


@pytest.mark.parametrize("key", ["é", "a\nb", "cae_live_ü", "\x1b[31m", "a\tb"])
def test_a_key_with_odd_characters_is_refused_by_name(curae, monkeypatch, key):
    """Before anything is sent, and without the key in the message."""
    monkeypatch.setenv("CURAE_API_KEY", key)
    listed = curae("exports", "list", "--target", "127.0.0.1:9")
    assert (listed.code, listed.out) == (1, "")
    assert listed.err.startswith("curae: CURAE_API_KEY is not an API key") and key not in listed.err


def test_without_a_key_the_remedy_is_named(curae, monkeypatch):
    monkeypatch.delenv("CURAE_API_KEY", raising=False)
    listed = curae("exports", "list", "--target", "127.0.0.1:9")
    assert listed.code == 1
    assert "set CURAE_API_KEY" in listed.err


@pytest.mark.parametrize("columns", [40, 80])
def test_a_list_on_a_narrow_terminal_keeps_the_whole_id_and_the_status(ready, live_stack, columns):
    environment = environment_of(Path(live_stack["data"]), CURAE_API_KEY=live_stack["apiKey"], NO_COLOR="1")
    code, shown = run_on_terminal("exports", "list", columns=columns, environment=environment)
    heads, *lines = shown.decode().splitlines()
    assert (code, heads.split()[:2]) == (0, ["id", "status"] if columns == 80 else ["id"])
    (line,) = [line for line in lines if line.startswith(ready["id"])]
    assert columns == 40 or "READY" in line
    assert lines[-1].startswith("columns left out: ") and "connection id" in lines[-1]
