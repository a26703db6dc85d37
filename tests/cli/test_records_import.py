"""`curae records import`: its forms, its rejections, and that a second import changes nothing."""

import gzip
import json
from datetime import timedelta

import pytest

from server.cli.import_report import MAX_PRINTED
from server.clock import utc_now
from server.domain.records.outcomes import ImportCounts
from server.services.reading.apart import APART_AFTER_BYTES
from tests.parts.eventually import eventually

UNKNOWN = "00000000-0000-4000-8000-000000000000"
PATIENT = {"resourceType": "Patient", "id": "p1", "meta": {"versionId": "1"}, "name": [{"family": "Secretive"}]}
OBSERVATION = {"resourceType": "Observation", "id": "o1", "meta": {"versionId": "3"}, "status": "final"}
NDJSON = "".join(json.dumps(each) + "\n" for each in (PATIENT, OBSERVATION)).encode()
BUNDLE = json.dumps(
    {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": PATIENT}, {"resource": OBSERVATION}]},
    indent=2,
).encode()


def counted(**outcomes):
    return dict.fromkeys(ImportCounts().by_name(), 0) | outcomes


@pytest.fixture
def connection(migrated):
    migrated("tenants", "create", "App")
    made = migrated("connections", "create", "--tenant", "App", "--package", "all", "--json")
    return json.loads(made.out)["id"]


@pytest.fixture
def import_(migrated, connection):
    def call(path, *arguments, **options):
        outcome = migrated("records", "import", "--connection", connection, path, *arguments, "--json", **options)
        return outcome, json.loads(outcome.out) if outcome.out else None

    return call


@pytest.mark.parametrize("content", [NDJSON, BUNDLE, gzip.compress(NDJSON, mtime=0), gzip.compress(BUNDLE, mtime=0)])
def test_every_form_goes_in_once(import_, tmp_path, content):
    path = tmp_path / "records"
    path.write_bytes(content)
    outcome, counts = import_(path)
    assert (outcome.code, counts) == (0, counted(imported=2))
    for source in (path, "-"):
        assert import_(source, stdin=content)[1] == counted(unchanged=2)


def test_single_resource_that_spans_lines(import_, tmp_path):
    path = tmp_path / "patient.json"
    path.write_text(json.dumps(PATIENT, indent=4))
    assert import_(path)[1] == counted(imported=1)


def test_folder_with_subfolders(import_, tmp_path):
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    (tmp_path / "in" / "a.ndjson").write_bytes(NDJSON)
    (tmp_path / "in" / "deeper" / "b.json.gz").write_bytes(gzip.compress(BUNDLE))
    (tmp_path / "in" / "notes.txt").write_text("not imported")
    assert import_(tmp_path / "in")[1] == counted(imported=2, unchanged=2)


def test_changed_version_is_imported(import_):
    import_("-", stdin=NDJSON)
    changed = OBSERVATION | {"meta": {"versionId": "4"}, "status": "amended"}
    assert import_("-", stdin=json.dumps(changed).encode())[1] == counted(changed=1)


def test_rejected_lines_are_named_and_the_good_ones_go_in(import_, tmp_path):
    path = tmp_path / "mixed.ndjson"
    secret = json.dumps(PATIENT | {"id": "not an id"}).encode()
    path.write_bytes(b"\n" + NDJSON + b'{"resourceType":"Nonsense","id":"x"}\n' + secret + b"\n{\n")
    outcome, counts = import_(path)
    assert (outcome.code, counts) == (3, counted(imported=2, rejected=3))
    rejected = outcome.err.splitlines()
    assert [line.split(": ")[0] for line in rejected] == [f"rejected {path}:{line}" for line in (4, 5, 6)]
    assert "resourceType" in rejected[0]
    assert "Secretive" not in outcome.err


def test_a_reference_that_leads_nowhere_is_told_with_its_place_and_kept(migrated, import_, tmp_path):
    def observation(name, *references):
        return json.dumps(
            {"resourceType": "Observation", "id": name, "focus": [{"reference": each} for each in references]}
        )

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.ndjson").write_text(
        observation("a", "Patient/p1") + "\n" + observation("b", "Patient/beeblebrox") + "\n"
    )
    (folder / "b.ndjson").write_text(
        json.dumps(PATIENT) + "\n" + observation("c", "Patient/beeblebrox", "Patient/p1") + "\n"
    )
    outcome, counts = import_(folder)
    assert (outcome.code, counts) == (0, counted(imported=4, unresolvedReferences=2))
    reason = "2 references to a record of Patient that the connection does not have; they are kept; the first is here"
    assert outcome.err.splitlines() == [f"note {folder / 'a.ndjson'}:2: {reason}"]
    rows = [json.loads(row) for row in migrated("audit", "tail", "--json").out.splitlines()]
    noted = [row["details"]["unresolvedReferences"] for row in rows if row["action"] == "records.imported"]
    assert sum(noted) == 2


def test_the_terminal_has_the_first_and_the_report_has_all(import_, tmp_path):
    path, report = tmp_path / "bad.ndjson", tmp_path / "report.ndjson"
    path.write_bytes(NDJSON + b"{\n" * (MAX_PRINTED + 7) + b'{"resourceType":"Patient","id":"_"}\n')
    outcome, counts = import_(path, "--report", report)
    assert (outcome.code, counts) == (3, counted(imported=2, rejected=MAX_PRINTED + 8))
    *printed, more = outcome.err.splitlines()
    assert [line.split(": ")[0] for line in printed] == [
        f"rejected {path}:{number + 3}" for number in range(MAX_PRINTED)
    ]
    assert more == "rejected: 8 more (JSON_INVALID 7, ID_INVALID 1); they are in the report"
    reported = [json.loads(line) for line in report.read_text().splitlines()]
    assert [each["line"] for each in reported] == [number + 3 for number in range(MAX_PRINTED + 8)]
    assert {each["file"] for each in reported} == {str(path)}
    assert reported[-1]["rule"] == "ID_INVALID"
    assert "--report FILE" in import_(path)[0].err.splitlines()[-1]


def test_a_report_that_cannot_be_written_imports_nothing(import_, tmp_path):
    refused, counts = import_("-", "--report", tmp_path / "absent" / "report", stdin=NDJSON)
    assert (refused.code, counts) == (1, None)
    assert import_("-", stdin=NDJSON)[1] == counted(imported=2)


def test_a_large_input_is_read_by_another_process_with_the_same_outcome(import_, tmp_path):
    """Of many files, plain and gzip, with rejected lines: as each of them by itself gives."""
    folder = tmp_path / "in"
    folder.mkdir()
    padding = "x" * 8000
    for number in range(12):
        lines_ = b"".join(
            json.dumps({"resourceType": "Basic", "id": f"b-{number}-{each}", "language": padding}).encode() + b"\n"
            for each in range(100)
        )
        content = lines_ + b"{\n"
        (folder / f"{number:02}.ndjson").write_bytes(gzip.compress(content) if number % 3 == 0 else content)
    assert sum(each.stat().st_size for each in folder.iterdir()) > APART_AFTER_BYTES
    outcome, counts = import_(folder)
    assert counts == counted(imported=1200, rejected=12)
    assert [line.split(": ")[0] for line in outcome.err.splitlines()] == [
        f"rejected {folder}/{number:02}.ndjson:101" for number in range(12)
    ]
    assert import_(folder)[1] == counted(unchanged=1200, rejected=12)


def test_truncated_gzip_is_rejected_after_what_it_held(import_, tmp_path):
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(NDJSON)[:-9])
    outcome, counts = import_(path)
    assert outcome.code == 3
    assert counts["rejected"] == 1
    assert "gzip" in outcome.err


@pytest.mark.parametrize("connection_id", ["nonsense", UNKNOWN])
def test_unknown_connection_is_refused(migrated, tmp_path, connection_id):
    refused = migrated("records", "import", "--connection", connection_id, "-", stdin=NDJSON)
    assert refused.code == (2 if connection_id == "nonsense" else 1)
    assert refused.out == ""


def test_nothing_to_import_is_an_error(import_, tmp_path):
    (tmp_path / "empty").mkdir()
    for path, named in ((tmp_path / "absent", "no file"), (tmp_path / "empty", ".ndjson")):
        outcome, _ = import_(path)
        assert outcome.code == 1
        assert named in outcome.err


@pytest.mark.parametrize("end", [("connections", "revoke"), ("tenants", "revoke", "App")], ids=lambda end: end[0])
def test_a_connection_that_has_ended_takes_no_records(migrated, import_, connection, end):
    assert migrated(*end, *([] if "App" in end else [connection])).code == 0
    refused, counts = import_("-", stdin=NDJSON)
    assert (refused.code, counts) == (1, None)
    assert "connect again" in refused.err or "the app of this connection was revoked" in refused.err
    assert "Secretive" not in refused.err


def test_a_connection_whose_time_is_over_takes_no_records(migrated, connection):
    soon = (utc_now() + timedelta(seconds=5)).isoformat()
    made = migrated("connections", "create", "--tenant", "App", "--package", "all", "--expires", soon, "--json")
    lapsing = json.loads(made.out)["id"]
    refused = eventually(
        lambda: (outcome := migrated("records", "import", "--connection", lapsing, "-", stdin=NDJSON)).code and outcome
    )
    assert refused.code == 1
    assert "EXPIRED; the person must connect again" in refused.err


def test_a_connection_that_is_pending_takes_records(migrated, connection):
    made = migrated("connections", "create", "--tenant", "App", "--package", "all", "--pending", "--json")
    pending = json.loads(made.out)["id"]
    assert migrated("records", "import", "--connection", pending, "-", stdin=NDJSON).code == 0


HOSPITALS = ("https://a.example/fhir", "https://b.example/fhir/")
FROM_A_HOSPITAL = [
    {"resourceType": "Patient", "id": "1", "active": True},
    {
        "resourceType": "Observation",
        "id": "x_" + "y" * 86,
        "status": "final",
        "valueQuantity": {"value": "DECIMAL"},
        "subject": {"reference": "Patient/1"},
    },
]


def test_records_of_two_sources_stand_side_by_side(import_, migrated, connection, tmp_path):
    ndjson = "\n".join(map(json.dumps, FROM_A_HOSPITAL)).replace('"DECIMAL"', "1.500")
    for source in HOSPITALS:
        outcome, counts = import_("-", "--source", source, stdin=ndjson.encode())
        assert (outcome.code, counts) == (0, counted(imported=2))
    again, counts = import_("-", "--source", HOSPITALS[1], stdin=ndjson.encode())
    assert (again.code, counts) == (0, counted(unchanged=2))
    assert import_("-", stdin=NDJSON)[1] == counted(imported=2)
    assert import_("-", stdin=ndjson.encode())[1] == counted(imported=1, rejected=1)  # 88 characters, and no source
    refused, _ = import_("-", "--source", "hospital", stdin=NDJSON)
    assert (refused.code, "base URL of a FHIR server" in refused.err) == (2, True)


def lines(*ids):
    return "".join(json.dumps({"resourceType": "Observation", "id": each}) + "\n" for each in ids).encode()


def test_deleted_records_are_gone_and_may_come_again(import_, migrated, connection):
    import_("-", stdin=lines("a", "b", "c"))
    import_("-", "--source", HOSPITALS[0], stdin=lines("a"))

    def delete(*arguments, **options):
        outcome = migrated("records", "delete", "--connection", connection, *arguments, "--json", **options)
        return outcome, json.loads(outcome.out) if outcome.out else None

    outcome, counts = delete("Observation/a", "Observation/nope")
    assert (outcome.code, counts) == (0, {"deleted": 1, "unchanged": 1})
    assert "there is no Observation/nope" in outcome.err
    assert delete("-", stdin=b"Observation/b\n\nObservation/a\n")[1] == {"deleted": 1, "unchanged": 1}
    assert delete("--source", HOSPITALS[0], "Observation/a")[1] == {"deleted": 1, "unchanged": 0}
    assert import_("-", stdin=lines("a", "b", "c"))[1] == counted(imported=2, unchanged=1)
    for bad in ("Nonsense/a", "Observation", "Observation/a b"):
        assert delete(bad)[0].code == 2
    trail = migrated("audit", "tail", "--json", "-n", "100").out
    assert trail.count('"records.deleted"') == 3


ALL = [f"o{number:02}" for number in range(20)]


def test_a_snapshot_deletes_what_it_lacks_after_a_dry_run(import_):
    source = ("--source", HOSPITALS[0])
    snapshot = ("--snapshot", "--type", "Observation", *source)
    import_("-", stdin=lines("mine"))
    import_("-", *source, stdin=lines(*ALL) + json.dumps(PATIENT).encode())
    there = lines(*ALL[:-2], "new")
    found = {"read": 19, "rejected": 0, "held": 20, "missing": 2}
    assert import_("-", *snapshot, "--dry-run", stdin=there)[1] == found
    outcome, counts = import_("-", *snapshot, stdin=there)
    assert (outcome.code, counts) == (0, counted(imported=1, unchanged=18, deleted=2))
    assert import_("-", *snapshot, stdin=there)[1] == counted(unchanged=19)
    # Records of other sources and of other types are not in it, and stay.
    assert import_("-", stdin=lines("mine"))[1] == counted(unchanged=1)
    assert import_("-", *source, stdin=json.dumps(PATIENT).encode())[1] == counted(unchanged=1)
    assert import_("-", *source, stdin=lines(*ALL))[1] == counted(imported=2, unchanged=18)


def test_a_file_that_was_cut_deletes_nothing(import_, tmp_path):
    snapshot = ("--snapshot", "--type", "all")
    import_("-", stdin=lines(*ALL))
    whole = lines(*ALL, "new")
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(whole)[:-12])
    broken, counts = import_(path, *snapshot)
    assert (broken.code, counts["rejected"], counts["deleted"]) == (3, 1, 0)
    assert "nothing was deleted" in broken.err
    broken, counts = import_("-", *snapshot, stdin=whole[:-5])
    assert (broken.code, counts) == (3, counted(unchanged=20, rejected=1))
    short, counts = import_("-", *snapshot, stdin=lines(*ALL[:17]))
    assert (short.code, counts) == (1, None)
    assert "3 of the 20 records" in short.err and "--max-deletions 3" in short.err
    empty, _ = import_("-", *snapshot, stdin=b"")
    assert (empty.code, "20 of the 20 records" in empty.err) == (1, True)
    assert import_("-", stdin=lines(*ALL))[1] == counted(unchanged=20)
    assert import_("-", *snapshot, "--max-deletions", "2", stdin=lines(*ALL[:17]))[0].code == 1
    assert import_("-", *snapshot, "--max-deletions", "3", stdin=lines(*ALL[:17]))[1] == counted(
        unchanged=17, deleted=3
    )


def test_options_of_a_snapshot_that_make_no_sense_are_refused(import_):
    for options in (
        ("--snapshot",),
        ("--type", "Observation"),
        ("--dry-run",),
        ("--max-deletions", "1"),
        ("--snapshot", "--type", "Observations"),
        ("--snapshot", "--type", "all", "--type", "Nope"),
    ):
        assert import_("-", *options, stdin=NDJSON)[0].code == 2
    assert import_("-", stdin=NDJSON)[1] == counted(imported=2)
