"""What a command says of a fault, and of a message."""

from google.protobuf import struct_pb2

from server.cli.faults import describe
from server.cli.messages import plain
from server.errors import BadRequest, FieldViolation, PayloadTooLarge


def test_of_several_violations_each_is_said_once() -> None:
    violations = [FieldViolation("a", "must be a number"), FieldViolation("b", "must be a text")]
    fault = BadRequest("a: must be a number", violations=violations)
    assert describe(fault).splitlines() == ["2 faults", "  a: must be a number", "  b: must be a text"]
    assert describe(BadRequest("two things are wrong", violations=violations)).splitlines()[0] == "two things are wrong"


def test_one_violation_is_not_said_again_below_the_text_that_is_it() -> None:
    assert describe(BadRequest.of("a", "must be a number")) == "a: must be a number"


def test_facts_stand_below_in_a_line_each() -> None:
    fault = PayloadTooLarge("send less", details={"limitBytes": 5})
    assert describe(fault).splitlines() == ["send less", "  limitBytes: 5"]


def test_a_number_of_a_struct_is_written_as_it_was_sent() -> None:
    payload = struct_pb2.Struct()
    payload.update({"bpm": 61, "t": 36.5, "series": [1, 2.25], "far": 1e300, "text": "61.0", "absent": None})
    assert repr(plain(payload)["bpm"]) == "61"
    assert repr(plain(payload)["far"]) == "1e+300"
    assert plain(payload) == {"bpm": 61, "t": 36.5, "series": [1, 2.25], "far": 1e300, "text": "61.0", "absent": None}
