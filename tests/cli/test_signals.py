"""Signals read back from the command line."""

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pyarrow import parquet

from server.catalogue import ready_schemas
from server.cli.faults import CommandFailed
from server.cli.signals.files import new_file
from server.clock import utc_now, uuid7
from server.store.engine import Database
from server.store.signal_tombstones import bury
from server.store.signals import Signal
from tests.parts.r4_observations import require_valid
from tests.parts.stored_signals import a_workout, put_signals

SCHEMA = "server/demo/schemas/activity/workout.json"


@pytest.fixture
def stored(migrated, data):
    """Twelve signals of one connection, and its id."""
    tenant = json.loads(migrated("tenants", "create", "app", "--json").out)["id"]
    made = migrated("connections", "create", "--tenant", tenant, "--package", "labs", "--json").out
    connection = json.loads(made)["id"]
    assert migrated("schemas", "put", "activity", "workout", SCHEMA).code == 0
    database = Database(f"sqlite:///{data / 'curae.db'}")
    signals = [
        a_workout(
            tenant,
            connection,
            occurred_at=utc_now() if number % 2 else None,
            payload=f'{{"distance":0.1,"n":{number},"text":"\\u001b[31m"}}',
        )
        for number in range(12)
    ]
    database.write_now(lambda connection: put_signals(connection, signals))
    database.close()
    return signals


def test_tail_prints_the_newest_as_json_lines(migrated, stored):
    printed = migrated("signals", "tail", "-n", "3").out.splitlines()
    assert [json.loads(line)["id"] for line in printed] == [signal.id for signal in stored[-3:]]
    assert json.loads(printed[-1])["payload"] == {"distance": 0.1, "n": 11, "text": "\x1b[31m"}
    assert "\x1b" not in "".join(printed)


def test_tail_follows(migrated, stored, data):
    command = [sys.executable, "-m", "server.cli", "signals", "tail", "--follow", "-n", "2", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as following:
        try:
            seen = [json.loads(following.stdout.readline())["id"] for _ in range(2)]
            assert seen == [signal.id for signal in stored[-2:]]  # and none of the last seconds' others
            assert migrated("schemas", "put", "sleep", "workout", SCHEMA).code == 0  # a namespace that is new
            database = Database(f"sqlite:///{data / 'curae.db'}")
            for namespace in ("sleep", "activity"):
                late = replace(stored[0], id=uuid7(), namespace=namespace, received_at=utc_now())
                database.write_now(lambda connection, late=late: put_signals(connection, [late]))
                assert json.loads(following.stdout.readline())["id"] == late.id
            withdrawn = database.write_now(lambda connection: bury(connection, stored[3], utc_now()))
            line = json.loads(following.stdout.readline())
            assert (line["id"], "payload" in line, "replacedBy" in line) == (withdrawn.id, False, False)
            assert line["withdrawnAt"] > line["receivedAt"]
            database.close()
        finally:
            following.terminate()


def test_export_writes_ndjson_once_it_is_whole(migrated, stored, tmp_path):
    target = tmp_path / "signals.ndjson"
    assert migrated("signals", "export", "--output", target).code == 0
    lines = [json.loads(line) for line in target.read_text().splitlines()]
    assert [line["id"] for line in lines] == [signal.id for signal in stored]
    assert [("occurredAt" in line) for line in lines[:2]] == [False, True]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("signals")] == ["signals.ndjson"]
    until = lines[4]["receivedAt"]
    some = migrated("signals", "export", "--output", "-", "--until", until, "--namespace", "activity").out
    assert len(some.splitlines()) == 4


def test_export_and_tail_have_a_tombstone_of_each_withdrawn_signal(migrated, stored, data, tmp_path):
    database = Database(f"sqlite:///{data / 'curae.db'}")
    database.write_now(lambda connection: bury(connection, stored[5], utc_now(), replaced_by=stored[6].id))
    database.close()
    stays = [signal.id for number, signal in enumerate(stored) if number != 5]
    for options in ((), ("--by-event",)):
        lines = migrated("signals", "export", "--output", "-", *options).out.splitlines()
        assert [json.loads(line)["id"] for line in lines] == [*stays, stored[5].id]
    last = json.loads(migrated("signals", "tail", "-n", "1").out)
    assert (last["id"], last["replacedBy"], "payload" in last) == (stored[5].id, stored[6].id, False)
    target = tmp_path / "signals.parquet"
    assert migrated("signals", "export", "--format", "parquet", "--output", target).code == 0
    table = parquet.read_table(target)
    assert table.column("payload").to_pylist()[-1] is None and table.column("withdrawn_at").null_count == len(stays)


def test_export_has_local_times_and_chooses_by_the_event(migrated, stored, data):
    database = Database(f"sqlite:///{data / 'curae.db'}")
    happened = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    old = replace(stored[0], id=uuid7(), occurred_at=happened, occurred_at_offset=90, event_at=happened)
    database.write_now(lambda connection: put_signals(connection, [old]))
    database.close()
    chosen = ("--by-event", "--since", "2026-03-01T00:00:00Z", "--until", "2026-03-02T00:00:00Z")
    (line,) = migrated("signals", "export", "--output", "-", *chosen).out.splitlines()
    assert json.loads(line)["occurredAt"] == "2026-03-02T01:00:00+01:30"
    assert json.loads(line)["eventAt"] == "2026-03-01T23:30:00Z"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))])
def test_export_that_is_broken_off_leaves_what_was_there(tmp_path, fault):
    target = tmp_path / "signals.ndjson"
    target.write_text("of yesterday")
    with pytest.raises((KeyboardInterrupt, CommandFailed)), new_file(target) as part:
        part.write_text("half")
        raise fault
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("signals.ndjson", "of yesterday")]


def test_export_writes_parquet(migrated, stored, tmp_path):
    target = tmp_path / "signals.parquet"
    assert migrated("signals", "export", "--format", "parquet", "--output", target).code == 0
    table = parquet.read_table(target)
    assert table.column("id").to_pylist() == [signal.id for signal in stored]
    assert table.column("payload").to_pylist() == [signal.payload for signal in stored]
    assert table.column("received_at").to_pylist() == [signal.received_at for signal in stored]
    assert "tenant_id" not in table.column_names


def test_export_names_what_it_cannot_do(migrated, stored, tmp_path):
    nowhere = migrated("signals", "export", "--output", tmp_path / "no" / "x.ndjson")
    assert (nowhere.code, "--output" in nowhere.err) == (1, True)
    unknown = migrated("signals", "export", "--output", "-", "--namespace", "sleep")
    assert (unknown.code, "activity" in unknown.err) == (1, True)
    assert migrated("signals", "export", "--output", "-", "--format", "parquet").code == 1


def test_export_writes_into_a_pipe_and_leaves_it_one(migrated, stored, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert migrated("signals", "export", "--output", pipe).code == 0
        read = reader.communicate(timeout=30)[0]
    assert [json.loads(line)["id"] for line in read.splitlines()] == [signal.id for signal in stored]
    assert pipe.is_fifo()


@pytest.mark.parametrize("file_format", ["ndjson", "parquet"])
def test_export_takes_no_link_and_no_device_away(migrated, stored, tmp_path, file_format):
    link, target = tmp_path / "link", tmp_path / "target"
    link.symlink_to(target)
    assert migrated("signals", "export", "--format", file_format, "--output", link).code == 0
    assert link.is_symlink()
    assert target.stat().st_size > 0
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    refused = migrated("signals", "export", "--format", file_format, "--output", full)
    assert (refused.code, "No space left" in refused.err) == (1, True)
    assert full.is_char_device()


@pytest.mark.parametrize("command", [["tail"], ["export", "--output", "-"], ["retention"]])
def test_a_full_or_closed_output_is_no_defect_of_ours(stored, data, command):
    curae = [sys.executable, "-m", "server.cli", "signals", *command, "--data", str(data)]
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        ended = subprocess.run(curae, check=False, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (ended.returncode, ended.stderr.count("\n"), "no space" in ended.stderr) == (1, 1, True)
    with subprocess.Popen(curae, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stdout.close()
        assert (running.stderr.read(), running.wait(60)) == ("", 1)


def test_retention_is_set_shown_and_dropped(migrated, stored):
    assert json.loads(migrated("signals", "retention", "--json").out) == [{"namespace": "activity", "days": "forever"}]
    set_ = migrated("signals", "retention", "activity", "--days", "400", "--json")
    assert json.loads(set_.out) == {"namespace": "activity", "days": 400}
    assert migrated("signals", "retention", "activity", "--days", "1", "--forever").code == 1
    assert "forever" in migrated("signals", "retention", "activity", "--forever").out


@pytest.fixture
def measured(migrated, data):
    """Signals of four ready types and one of ours without annotations; the second heart rate is withdrawn."""
    assert migrated("schemas", "catalogue", "install").code == 0
    assert migrated("schemas", "put", "activity", "workout", SCHEMA).code == 0
    tenant = json.loads(migrated("tenants", "create", "app", "--json").out)["id"]
    made = migrated("connections", "create", "--tenant", tenant, "--package", "labs", "--json").out
    moment = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    plain = Signal(
        id=uuid7(),
        tenant_id=tenant,
        connection_id=json.loads(made)["id"],
        namespace="vitals",
        signal_type="heart_rate",
        schema_version=1,
        occurred_at=moment,
        occurred_at_offset=-300,
        received_at=utc_now(),
        payload='{"heart_rate":{"unit":"beats/min","value":61.5}}',
        event_at=moment,
    )
    others = {
        "vitals.heart_rate": plain.payload,
        "vitals.blood_pressure": json.dumps(ready_schemas()["vitals.blood_pressure"].schema["examples"][0]),
        "vitals.heart_rate_series": json.dumps(ready_schemas()["vitals.heart_rate_series"].schema["examples"][0]),
        "activity.workout": "{}",
    }
    signals = [plain]
    for name, payload in others.items():
        namespace, signal_type = name.split(".")
        named = {"namespace": namespace, "signal_type": signal_type, "payload": payload}
        late = {"event_at": moment + timedelta(minutes=5), "occurred_until": moment + timedelta(hours=1)}
        signals.append(replace(plain, id=uuid7(), **named, **late))
    database = Database(f"sqlite:///{data / 'curae.db'}")
    database.write_now(lambda connection: put_signals(connection, signals))
    database.write_now(lambda connection: bury(connection, signals[1], utc_now()))
    database.close()
    return signals


def test_export_to_fhir_is_valid_and_says_what_is_left_out(migrated, measured, tmp_path):
    target = tmp_path / "observations.ndjson"
    exported = migrated("signals", "export", "--format", "fhir", "--output", target)
    assert exported.code == 0, exported.err
    observations = [json.loads(line) for line in target.read_text().splitlines()]
    for each in observations:
        require_valid(each)
    plain, withdrawn, pressure = measured[:3]
    by_id = {each["id"]: each for each in observations}
    assert by_id.keys() == {plain.id, pressure.id, withdrawn.id}
    assert by_id[plain.id]["effectiveDateTime"] == "2026-03-01T02:30:00-05:00"
    assert by_id[plain.id]["valueQuantity"]["value"] == 61.5
    assert by_id[plain.id]["subject"]["reference"] == f"Patient/{plain.connection_id}"
    # The device's clock was five minutes slow: begin and end move alike.
    moved = {"start": "2026-03-01T02:35:00-05:00", "end": "2026-03-01T08:35:00Z"}
    assert by_id[pressure.id]["effectivePeriod"] == moved
    assert (by_id[withdrawn.id]["status"], "valueQuantity" in by_id[withdrawn.id]) == ("entered-in-error", False)
    for words in (
        "3 Observations (1 entered-in-error, 2 final) of 5 signals and tombstones",
        "left out: activity.workout has no value with x-loinc or x-ucum: 1 signals",
        "left out: vitals.heart_rate_series heart_rate is a series",
    ):
        assert words in exported.err
    piped = migrated("signals", "export", "--format", "fhir", "--namespace", "vitals", "--output", "-")
    assert [json.loads(line) for line in piped.out.splitlines()] == observations
