"""What refuses a request by the rules of the protos, in words."""

from collections.abc import Iterator
from typing import Any

import pytest
from buf.validate import validate_pb2
from curae.admin.v1 import admin_pb2, audit_pb2
from curae.sdk.v1 import records_pb2, signals_pb2
from google.protobuf import struct_pb2, timestamp_pb2

from server.errors import BadRequest
from server.rpc.rules import IN_WORDS, require_valid


def patterns(messages: Any) -> Iterator[str]:
    for message in messages:
        yield from patterns(message.nested_types)
        for field in message.fields:
            rules = field.GetOptions().Extensions[validate_pb2.field]
            yield from (each.string.pattern for each in (rules, rules.repeated.items) if each.string.pattern)


def test_every_pattern_of_the_protos_has_words_and_none_is_left_over() -> None:
    files = [module.DESCRIPTOR for module in (signals_pb2, records_pb2, admin_pb2, audit_pb2)]
    assert {*patterns(message for file in files for message in file.message_types_by_name.values())} == {*IN_WORDS}


def signal(**fields: Any) -> Any:
    request = signals_pb2.IngestSignalRequest(
        connection_id="01a22ade-aec7-762f-82dd-60017d2f7322", namespace="activity", signal_type="steps", **fields
    )
    request.payload.SetInParent()
    return request


def test_what_is_remembered_of_a_sound_signal_lets_no_other_pass() -> None:
    for sound in (signal(), signal(occurred_at_offset="+01:00")):
        require_valid(sound)
        require_valid(sound)
    payload, offset, version = signal(), signal(occurred_at_offset="+19:00"), signal()
    payload.ClearField("payload")
    version.connection_id = "another"
    replaced = signals_pb2.ReplaceSignalRequest(signal_id="another")
    for wrong in (payload, offset, version, signal(occurred_at_offset=""), replaced):
        with pytest.raises(BadRequest):
            require_valid(wrong)


def test_a_rule_concerns_no_message_in_a_signal_but_whether_it_is_there() -> None:
    """So `require_valid` may remember a signal's message by its scalars and by which messages it has."""
    requests = [each for name, each in signals_pb2.DESCRIPTOR.message_types_by_name.items() if name.endswith("Request")]
    plain = {None, struct_pb2.Struct.DESCRIPTOR, timestamp_pb2.Timestamp.DESCRIPTOR}
    for message in requests:
        inner = {field.message_type for field in message.fields}
        if struct_pb2.Struct.DESCRIPTOR in inner:
            assert inner <= plain
            assert not any(field.is_repeated for field in message.fields)


def test_a_wrong_text_is_answered_in_words_and_by_no_regular_expression() -> None:
    request = signals_pb2.AggregateSignalsRequest(
        connection_id="01a22ade-aec7-762f-82dd-60017d2f7322",
        namespace="Activity",
        signal_type="steps",
        field="a.b.c",
        interval="week",
        utc_offset="+19:00",
    )
    request.since.GetCurrentTime()
    request.until.GetCurrentTime()
    with pytest.raises(BadRequest) as refused:
        require_valid(request)
    assert {each.field: each.description for each in refused.value.violations} == {
        "namespace": "must be 1 to 64 lower-case letters, digits and underscores, a letter first",
        "field": "must name a field of the payload, such as steps, or one of an object in it, such as sleep.deep",
        "interval": "must be hour or day",
        "utcOffset": "must be an offset from UTC of at most 18 hours, such as +01:00",
    }
