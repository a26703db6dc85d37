"""The option that all parts have."""

from typing import Annotated

import typer

MetricsAddress = Annotated[
    str | None,
    typer.Option(
        "--metrics-address",
        envvar="CURAE_METRICS_ADDRESS",
        metavar="HOST:PORT",
        help="Where Prometheus scrapes this process; port 0 picks a free one. Default: nowhere.",
    ),
]
