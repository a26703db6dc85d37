"""The command `curae doctor`."""

from collections.abc import Iterator
from pathlib import Path

import typer

from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import settings_with_key
from server.cli.doctor.configuration import development_settings, public_url, signing_key, unknown_settings
from server.cli.doctor.database import database
from server.cli.doctor.finding import Finding, Status, fail
from server.cli.doctor.installation import data_folder, installation, servers
from server.cli.doctor.machine import disks, modes, open_files
from server.cli.doctor.parts import envoy, storage
from server.cli.faults import EXIT_FAILED
from server.cli.terminal import JsonOption, print_json, print_line
from server.config import ConfigurationError


def doctor(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """Check a deployment: installation, settings, database, storage, Envoy, clock, disks, open files, modes, keys.

    Each finding is one line: OK, or WARN or FAIL with its remedy. The exit code is 1 where one is FAIL. It changes
    nothing, and may run beside the deployment, with the same CURAE_* variables.

    Example: curae doctor --data ./data
    """
    findings = list(_examine(data.absolute()))
    if as_json:
        print_json([_row(finding) for finding in findings])
    else:
        _print(findings)
    if any(finding.status is Status.FAIL for finding in findings):
        raise typer.Exit(EXIT_FAILED)


def _examine(folder: Path) -> Iterator[Finding]:
    yield from installation()
    yield data_folder(folder)
    try:
        settings = settings_with_key(folder)
    except ConfigurationError as fault:
        yield fail("configuration", str(fault), "correct these variables first; nothing else can be checked until then")
        return
    yield from unknown_settings()
    yield signing_key(settings, folder)
    yield public_url(settings)
    yield from development_settings(settings)
    yield from database(settings, folder)
    yield storage(settings)
    yield envoy(settings, folder)
    yield from servers(settings)
    yield from disks(settings)
    yield open_files()
    yield modes(settings, folder)


def _row(finding: Finding) -> dict[str, str]:
    row = {"check": finding.check, "status": str(finding.status), "detail": finding.detail}
    return row if finding.remedy is None else {**row, "remedy": finding.remedy}


def _print(findings: list[Finding]) -> None:
    for finding in findings:
        remedy = "" if finding.remedy is None else f"; remedy: {finding.remedy}"
        print_line(f"{finding.status:<6}{finding.check:<15}{finding.detail}{remedy}".replace("\n", "; "))
