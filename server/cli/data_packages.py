"""`curae data-packages`. It reads no deployment."""

from server.cli.terminal import JsonOption, Value, print_list
from server.domain.data_packages import DATA_PACKAGES


def data_packages(as_json: JsonOption = False) -> None:
    """List the data packages with the FHIR resource types that each grants.

    Example: curae data-packages
    """
    rows: list[dict[str, Value]] = [
        {"name": name, "resourceTypes": sorted(types)} for name, types in sorted(DATA_PACKAGES.items())
    ]
    print_list(rows, as_json=as_json, empty="no data packages", first=("name",))
