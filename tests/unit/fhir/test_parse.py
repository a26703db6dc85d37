import gzip
import io
import json
from datetime import UTC, datetime

import pytest

from server.domain.fhir.lines import Limits
from server.domain.fhir.parse import read_resources
from tests.unit.fhir.inputs import contents, patient, read, rejections

A, B = patient("a"), patient("b")
BUNDLE = b'{"resourceType":"Bundle","type":"collection","entry":[{"resource":%s},{"resource":%s}]}'


@pytest.mark.parametrize(
    "raw",
    [
        A + b"\n" + B + b"\n",
        b"\n\n" + A + b"\n \n" + B,
        b"\xef\xbb\xbf" + A + b"\r\n" + B + b"\r\n",
        gzip.compress(A + b"\n" + B, mtime=0),
        BUNDLE % (A, B),
        json.dumps(json.loads(BUNDLE % (A, B)), indent=2, separators=(",", ":")).replace('": ', '":').encode(),
        b'{"entry":[\n{"fullUrl":"urn:x","resource":' + A + b'},\n{"resource":' + B + b'}\n],"resourceType":"Bundle"}',
        A + b"\n" + BUNDLE % (B, B),
    ],
)
def test_every_form_gives_the_resources_byte_for_byte(raw: bytes) -> None:
    assert list(dict.fromkeys(contents(raw))) == [A, B]


def test_a_pretty_printed_resource_keeps_all_but_its_line_breaks() -> None:
    raw = '\ufeff{\r\n  "resourceType" : "Patient",\r\n\t"id": "a",\n\n '
    raw += '"x": [1.50, 1E5,\n -0.0],"y": "\u2028 \\u00e9\\/  z"\n}\n'
    expected = '{"resourceType" : "Patient","id": "a","x": [1.50, 1E5,-0.0],"y": "\u2028 \\u00e9\\/  z"}'
    assert contents(raw.encode()) == [expected.encode()]


def test_unicode_line_separators_do_not_split_lines() -> None:
    lines = [patient(name, ',"x":"\u2028\u2029\u0085"') for name in "ab"]
    assert contents(b"\n".join(lines)) == lines


def test_nested_bundles_are_opened_to_a_bound() -> None:
    nested = A
    for _ in range(5):
        nested = b'{"resourceType":"Bundle","entry":[{"resource":%s},{"response":{"status":"200"}}]}' % nested
    assert contents(nested) == [A]
    assert rejections(b'{"resourceType":"Bundle","entry":[{"resource":%s}]}' % nested) == [
        (1, "a Bundle that is nested too deep, or names its type in escapes")
    ]


@pytest.mark.parametrize("empty", [b"", b"\n\n", b'{"resourceType":"Bundle"}', b'{"resourceType":"Bundle","entry":[]}'])
def test_nothing_in_is_nothing_out(empty: bytes) -> None:
    assert read(empty) == ([], [])


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (b"not json", "not valid JSON"),
        (b'{"resourceType":"Patient","id":"x"', "not valid JSON"),
        (A + B, "not valid JSON: more follows after its end"),
        (b'{"resourceType":"Patient","id":"x","v":NaN}', "NaN and Infinity are not JSON"),
        (b'{"resourceType":"Patient","id":"x","v":-Infinity}', "NaN and Infinity are not JSON"),
        (b'{"resourceType":"Patient","id":"x","v":01}', "not valid JSON"),
        (b"{'resourceType':'Patient'}", "not valid JSON"),
        (b'{"resourceType":"Patient","id":"x","v":"\x01"}', "not valid JSON"),
        (b'{"resourceType":"Patient","id":"x","v":"\x00"}', "not valid JSON"),
        (b'{"resourceType":"Patient","id":"x","v":"\\\\\\u0000"}', "the character NUL"),
        (b'{"resourceType":"Patient","id":"x","v":"\\ud800"}', "surrogate"),
        (b'{"resourceType":"Patient","id":"x","v":"\xff"}', "not valid UTF-8"),
        (b'{"resourceType":"Patient","id":"x","v":"\xed\xa0\x80"}', "not valid UTF-8"),
        (b'{"resourceType":"Patient","id":"x","\\u0069d":"y"}', "an object holds a key twice"),
        (b'{"resourceType":"Patient","id":"x","v":{"a":1,"a":2}}', "an object holds a key twice"),
        (b'{"resourceType":"Patient","id":"x","v":' + b"[" * 300 + b"]" * 300 + b"}", "nested deeper than 254"),
        (b'{"resourceType":"Patient","id":"x","v":' + b'{"a":' * 100_000, "nested too deep"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"id":"x"}', "resourceType is missing"),
        (b'{"resourceType":"patient","id":"x"}', "resourceType is missing or not"),
        (b'{"resourceType":["Patient"],"id":"x"}', "resourceType is missing or not"),
        (b'{"resourceType":"DomainResource","id":"x"}', "resourceType is missing or not"),
        (b'{"resourceType":"\\u0042undle","entry":[]}', None),
        (b'{"resourceType":"Patient"}', "id is missing"),
        (b'{"resourceType":"Patient","id":7}', "id is missing or not"),
        (b'{"resourceType":"Patient","id":"a b"}', "id is missing or not"),
        (b'{"resourceType":"Patient","id":"x\\n"}', "id is missing or not"),
        (patient("x" * 65), "id is missing or not"),
        (patient("\u0664"), "id is missing or not"),
        (patient("x", ',"meta":[]'), "meta is not an object"),
        (patient("x", ',"meta":{"lastUpdated":"2020-01-01"}'), "meta.lastUpdated"),
        (patient("x", ',"meta":{"lastUpdated":"2020-02-30T10:00:00Z"}'), "meta.lastUpdated"),
        (patient("x", ',"meta":{"lastUpdated":"2020-02-03T10:00:00"}'), "meta.lastUpdated"),
        (patient("x", ',"meta":{"lastUpdated":"0001-01-01T00:00:00+14:00"}'), "meta.lastUpdated"),
        (patient("x", ',"meta":{"lastUpdated":null}'), "meta.lastUpdated"),
        (b"[]", "not a JSON object"),
        (b"[" + A + b"]", "not a JSON object"),
        (b"7", "not a JSON object"),
        (b'{"resourceType":"Bundle","entry":{}}', "entry is not a list"),
        (b'{"resourceType":"Bundle","entry":[7]}', "an entry that is not an object"),
    ],
)
@pytest.mark.parametrize("place", ["alone", "first", "between", "last"])
def test_a_bad_line_is_rejected_alone_and_its_neighbours_taken(resource: bytes, reason: str | None, place: str) -> None:
    before, after = {"alone": ([], []), "first": ([], [A, B]), "between": ([A], [B]), "last": ([A, B], [])}[place]
    imported, rejected = read(b"\n".join([*before, resource, *after]))
    assert [item.content for item in imported] == [*before, *after]
    assert [(item.file, item.line) for item in rejected] == ([("input", len(before) + 1)] if reason else [])
    assert all((reason or "") in item.reason for item in rejected)


def test_a_truncated_first_line_does_not_swallow_the_rest() -> None:
    whole = patient("x", ',"contained":[{"resourceType":"Patient","id":"y"},{"a":1}],"z":{"u":[1,2]}')
    for cut in range(1, len(whole)):
        imported, rejected = read(b"\n".join([whole[:cut], A, B]))
        assert [item.content for item in imported] == [A, B]
        assert [item.line for item in rejected] == [1]


def test_what_a_broken_document_contains_is_no_record_of_its_own() -> None:
    broken = b'{"resourceType":"Patient","id":"x","contained":[\n' + A + b",\n" + B
    assert read(broken)[0] == []
    assert rejections(broken) == [(3, "not valid JSON")]


def test_a_bundle_rejects_entries_one_by_one_at_their_lines() -> None:
    bad = patient("no good")
    raw = b'{"resourceType":"Bundle",\n"entry":[\n{"resource":%s},\n{"resource":\n%s},\n{"resource":{"a":1,"a":2}},\n'
    raw = raw % (A, bad) + b'{"resource":{"resourceType":"Patient","id":NaN}},{"resource":%s}]}\n' % B
    imported, rejected = read(raw)
    assert [item.content for item in imported] == [A, B]
    assert [item.line for item in rejected] == [5, 6, 7]


def test_a_bundle_that_breaks_off_gives_what_came_before() -> None:
    raw = json.dumps(json.loads(BUNDLE % (A, B)), indent=1).encode()
    cut = raw[: raw.rindex(b'"id"')]
    imported, rejected = read(cut)
    assert [item.resource_id for item in imported] == ["a"]
    assert len(rejected) == 1
    imported, rejected = read(gzip.compress(cut + raw)[:-9])
    assert rejected[-1].reason == "the gzip data ends early"


def test_an_array_over_lines_is_one_rejection() -> None:
    raw = b"[\n" + A.replace(b",", b",\n") + b"\n]\n"
    assert rejections(raw) == [(1, "not a JSON object; give one resource a line (NDJSON), or a Bundle")]


def test_sizes_are_bounded() -> None:
    limits = Limits(resource_bytes=60, document_bytes=250, stream_bytes=10_000)
    large, huge = patient("x", f',"v":"{"x" * 50}"'), patient("x", f',"v":"{"x" * 250}"')
    imported, rejected = read(b"\n".join([A, large, huge, BUNDLE % (A, large), B]), limits)
    assert [item.resource_id for item in imported] == ["a", "a", "b"]
    assert [(item.line, item.reason) for item in rejected] == [
        (2, "a resource of more than 60 bytes"),
        (3, "a line of more than 250 bytes"),
        (4, "a resource of more than 60 bytes"),
    ]
    pretty = json.dumps(json.loads(BUNDLE % (A, large)), indent=1) + "\n" * 3 + " " * 50
    assert rejections(pretty.replace('"collection"', f'"{"c" * 150}"').encode(), limits) == [
        (1, "a document of more than 250 bytes")
    ]


def test_reasons_and_errors_never_repeat_content() -> None:
    secret = "Zaphod"
    for bad in (f'{{"resourceType":"{secret}"}}', f'{{"{secret}"', patient(f"{secret} {secret}").decode(), secret):
        assert all(secret not in repr(item) for item in read(bad.encode())[1])


def test_versions_and_times() -> None:
    (named, anonymous, same, other) = read(
        b"\n".join(
            [
                patient("a", ',"meta":{"versionId":"7","lastUpdated":"2020-06-30T23:59:60.5+02:00"}'),
                A,
                A,
                patient("a", ',"active":true'),
            ]
        )
    )[0]
    assert (named.resource_type, named.resource_id, named.version_id) == ("Patient", "a", "7")
    assert named.last_updated == datetime(2020, 6, 30, 22, 0, 0, 500_000, UTC)
    assert (anonymous.last_updated, anonymous.version_id) == (None, "")
    assert anonymous.content == same.content != other.content
    assert [each.line for each in (named, anonymous, same, other)] == [1, 2, 3, 4]


def test_lines_stream() -> None:
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            chunk = super().read(size)
            self.taken += len(chunk)
            return chunk

    stream = Counting((patient("a", ',"v":"' + "x" * 1_000 + '"') + b"\n") * 5_000)
    found = read_resources(stream, "input")
    next(found)
    assert stream.taken <= 600_000
    assert sum(1 for _ in found) == 4_999


@pytest.mark.parametrize("version", ['"W/3"', '"' + "7" * 65 + '"', '"a_b"', '""', "1", "null", "{}"])
def test_a_version_that_fhir_does_not_allow_costs_no_record(version: str) -> None:
    """It decides nothing; it stays in the record as it came."""
    raw = patient("a", f',"meta":{{"versionId":{version},"lastUpdated":"2020-06-30T10:00:00Z"}}')
    (record,), rejected = read(raw)
    assert (record.content, record.version_id, rejected) == (raw, "", [])
    assert record.last_updated is not None
