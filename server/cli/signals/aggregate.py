"""`curae signals aggregate`: figures of one numeric field, by hours or days."""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from server.cli.arguments import Moment, moment_at, past_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA
from server.cli.exports.client import CaFileOption, DataOption, InsecureOption, TargetOption, connect
from server.cli.terminal import JsonOption, Value, print_list
from server.clock import utc_now
from server.domain.signals.times import OFFSET_FORM

if TYPE_CHECKING:
    from curae.sdk.v1 import signals_pb2

_A_WEEK_AGO = Moment(-timedelta(days=7))
_COLUMNS = ("since", "count", "min", "max", "mean", "sum")


class By(StrEnum):
    HOUR = "hour"
    DAY = "day"


def type_argument(text: str) -> str:
    namespace, _, signal_type = text.partition(".")
    if not (namespace and signal_type) or "." in signal_type:
        raise typer.BadParameter("The value is not NAMESPACE.TYPE, such as vitals.heart_rate")
    return text


def offset_argument(text: str) -> str:
    if not re.match(OFFSET_FORM, text):
        raise typer.BadParameter("The value is not an offset from UTC, such as +01:00")
    return text


def aggregate(
    *,
    signal_type: Annotated[
        str, typer.Argument(parser=type_argument, metavar="NAMESPACE.TYPE", help="For example vitals.heart_rate.")
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help="A numeric member, such as steps; in an object, such as heart_rate.value."
        ),
    ],
    connection: Annotated[
        str, typer.Option("--connection", parser=uuid_argument, metavar="ID", help="Whose signals to sum up.")
    ],
    by: Annotated[By, typer.Option("--by", help="The length of an interval.")] = By.DAY,
    since: Annotated[
        Moment | None,
        typer.Option("--since", parser=past_argument, metavar="TIME", help="Happened at or after it; default: 7d."),
    ] = None,
    until: Annotated[
        Moment | None,
        typer.Option("--until", parser=past_argument, metavar="TIME", help="Happened before it; default: now."),
    ] = None,
    utc_offset: Annotated[
        str | None,
        typer.Option(
            "--utc-offset", parser=offset_argument, metavar="OFFSET", help="Where days begin: +01:00; default: UTC."
        ),
    ] = None,
    target: TargetOption = None,
    data: DataOption = DEFAULT_DATA,
    ca_file: CaFileOption = None,
    insecure: InsecureOption = False,
    as_json: JsonOption = False,
) -> None:
    """Print count, min, max, mean and sum of one numeric field of an app's own signals, by days or hours.

    An interval is chosen by when its signals happened; a day begins at midnight
    of UTC, or of --utc-offset. An interval without a number in the field is left
    out. One call takes 1,000 intervals and 200,000 signals at most: ask for a
    shorter time if there are more. The key needs the scope signal:read.

    Example: curae signals aggregate vitals.heart_rate heart_rate.value --connection ID --by hour --since 1d
    """
    from curae.sdk.v1 import signals_pb2  # noqa: PLC0415 - slow to import, and the commands beside this one need none

    now = utc_now()
    namespace, name = signal_type.split(".")
    request = signals_pb2.AggregateSignalsRequest(
        connection_id=connection,
        namespace=namespace,
        signal_type=name,
        field=field,
        interval=by.value,
        since=moment_at(now, since or _A_WEEK_AGO),
        until=moment_at(now, until) or now,
        utc_offset=utc_offset,
    )
    with connect(target, data, ca_file, insecure=insecure) as api:
        intervals = api.answer(api.signals.AggregateSignals, request).intervals
    empty = f"no number in {field} of {namespace}.{name} in that time; curae signals list shows what there is"
    print_list([_row(each) for each in intervals], as_json=as_json, empty=empty, first=_COLUMNS)


def _row(figures: "signals_pb2.SignalFigures") -> dict[str, Value]:
    begun: datetime = figures.since.ToDatetime(UTC)
    numbers = {name: _short(getattr(figures, name)) for name in _COLUMNS[2:]}
    return {"since": begun, "count": figures.count, **numbers}


def _short(number: float) -> float:
    """Whole numbers without a fraction; no more digits than a sum of readings has."""
    rounded = float(f"{number:.12g}")
    return int(rounded) if rounded.is_integer() else rounded
