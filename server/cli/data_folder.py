"""The option that names the data folder of a deployment."""

from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path,
    typer.Option(
        "--data",
        envvar="CURAE_DATA",
        metavar="DIR",
        help="Folder of the deployment. CURAE_DATABASE_URL and CURAE_ARTIFACTS_URL take precedence.",
    ),
]
DEFAULT_DATA = Path("data")
