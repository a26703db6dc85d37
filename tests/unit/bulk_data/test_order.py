from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.bulk_data.order import BulkOrder, parse_instant, read_order
from server.domain.data_packages import exportable_types
from server.errors import BadRequest

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(*, lenient: bool = False, unknown: Sequence[str] = (), **parameters: Sequence[str]) -> BulkOrder:
    return read_order(parameters, unknown=unknown, lenient=lenient, now=NOW, exportable=exportable_types())


def test_repeats_and_comma_lists_are_one_list() -> None:
    assert read(_type=["Patient,Observation", " Condition", "Patient"]).types == ("Condition", "Observation", "Patient")


def test_no_type_means_all_of_them() -> None:
    assert read() == BulkOrder()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-31T08:30:00Z", datetime(2026, 1, 31, 8, 30, tzinfo=UTC)),
        ("2026-01-31T08:30:00.123456+02:00", datetime(2026, 1, 31, 6, 30, 0, 123456, tzinfo=UTC)),
        ("2026-01-31T08:30:00 02:00", datetime(2026, 1, 31, 6, 30, tzinfo=UTC)),
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-02-30T00:00:00Z", None),
        ("2026-01-31T08:30:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("now", None),
    ],
)
def test_instants(text: str, moment: datetime | None) -> None:
    assert parse_instant(text) == moment


@given(st.text())
def test_no_text_is_an_instant_by_accident(text: str) -> None:
    moment = parse_instant(text)
    assert moment is None or moment.tzinfo is UTC


def test_every_wrong_parameter_is_named_at_once_and_never_its_value() -> None:
    with pytest.raises(BadRequest) as refused:
        read(_type=["<script>"], _since=["never"], _outputFormat=["application/xml"], unknown=["_x"])
    assert {each.field for each in refused.value.violations} == {"_type", "_since", "_outputFormat", "_x"}
    assert "script" not in refused.value.detail
    assert "never" not in refused.value.detail


def test_lenient_handling_never_widens_an_order() -> None:
    assert read(lenient=True, _type=["Patient,Nothing"]).types == ("Patient",)
    with pytest.raises(BadRequest):
        read(lenient=True, _type=["Nothing"])


def test_the_digest_tells_orders_and_senders_apart() -> None:
    orders = [read(), read(_type=["Patient"]), read(_since=["2026-01-01"]), read(lenient=True, unknown=["_x"])]
    assert len({order.digest(sender) for order in orders for sender in "ab"}) == 8
    assert read(_type=["Patient,Observation"]).digest("a") == read(_type=["Observation", "Patient"]).digest("a")
