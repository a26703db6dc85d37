"""`curae data-packages`. It reads no deployment."""

from server.cli.terminal import JsonOption, Value, print_list
from server.domain.data_package_file import Package
from server.domain.data_packages import catalogue
from server.domain.grants import WHOLE


def data_packages(as_json: JsonOption = False) -> None:
    """List the data packages: what each grants, by FHIR resource type and category.

    Categories in brackets limit a type to records of these categories. A record with a sensitive label also needs the
    package `sensitive`.

    Example: curae data-packages
    """
    packages = sorted(catalogue().packages.values(), key=lambda package: package.name)
    print_list([_row(package) for package in packages], as_json=as_json, empty="no data packages", first=("name",))


def _row(package: Package) -> dict[str, Value]:
    rules = [
        resource_type if bits == WHOLE else f"{resource_type}[{','.join(catalogue().names_of(bits))}]"
        for resource_type, bits in sorted(package.types.items())
    ]
    return {
        "name": package.name,
        "title": package.title,
        "grants": rules,
        "sensitive": package.sensitive,
        "version": catalogue().version,
    }
