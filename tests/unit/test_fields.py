"""The fields of an encoded message are those that protobuf finds, however it was encoded."""

import contextlib

import pytest
from curae.sdk.v1 import signals_pb2
from google.protobuf.message import DecodeError
from hypothesis import given
from hypothesis import strategies as st

from server.errors import BadRequest
from server.rpc.fields import fields, require_fields

EVERY_KIND = b"\x08\x96\x01" + b"\x11" + bytes(8) + b"\x1a\x02hi" + b"\x25" + bytes(4)


def test_every_kind_of_field_is_found() -> None:
    found = list(fields(EVERY_KIND, 4))
    assert [(field.number, field.value) for field in found] == [(1, None), (2, None), (3, b"hi"), (4, None)]
    assert b"".join(field.encoded for field in found) == EVERY_KIND


@pytest.mark.parametrize("length", range(1, len(EVERY_KIND)))
def test_a_message_cut_short_is_none_or_fewer_fields(length: int) -> None:
    with contextlib.suppress(DecodeError):
        assert len(list(fields(EVERY_KIND[:length], 4))) < 4


@pytest.mark.parametrize(
    "message", [b"\xff", b"\x0b", b"\x02\x00", b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", b"\x80" * 11]
)
def test_what_is_no_message_is_refused(message: bytes) -> None:
    with pytest.raises(DecodeError):
        list(fields(message, 10))


@given(st.binary(max_size=64))
def test_protobuf_reads_nothing_that_this_does_not(message: bytes) -> None:
    try:
        signals_pb2.ListSignalNamespacesRequest.FromString(message)
    except DecodeError:
        return
    if not any(byte & 7 in (3, 4) for byte in message):  # a group, which no message of ours has
        assert len(list(fields(message, 64))) <= 64


def test_too_many_are_refused() -> None:
    require_fields(b"\x0a\x00" * 10, 10)
    with pytest.raises(BadRequest):
        require_fields(b"\x0a\x00" * 11, 10)
