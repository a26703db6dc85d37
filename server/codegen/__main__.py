"""`python -m server.codegen` writes `gen/` and the SDKs' generated files; with `--check` it names what drifted."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from server.codegen import descriptor_set, llms, postman, problem_pages, python_sdk, python_stubs, rest_rules
from server.codegen.descriptors import ADMIN_PACKAGE, FHIR_PACKAGE, PACKAGE, ROOT, load
from server.codegen.openapi import openapi_document

GEN = ROOT / "gen"


def generate() -> Mapping[Path, bytes]:
    """Everything below `gen/`, by its path there."""
    protos = load()
    admin = load(package=ADMIN_PACKAGE)
    document = openapi_document(protos)
    made = {
        **python_stubs.generate(),
        **problem_pages.generate(),
        "descriptors.binpb": descriptor_set.generate(PACKAGE, FHIR_PACKAGE),
        "openapi.json": (json.dumps(document, indent=2) + "\n").encode(),
        "llms.txt": llms.generate(document),
        "postman.json": postman.generate(document),
        "rest_rules.lua": rest_rules.generate(protos.rpcs, load(package=FHIR_PACKAGE).rpcs).encode(),
        "admin/descriptors.binpb": descriptor_set.generate(ADMIN_PACKAGE),
        "admin/rest_rules.lua": rest_rules.generate(admin.rpcs).encode(),
    }
    return {Path(name): content for name, content in made.items()}


def generate_all() -> Mapping[Path, Mapping[Path, bytes]]:
    """The content of each folder that holds generated files alone."""
    made = generate()
    return {GEN: made, **python_sdk.generate(json.loads(made[Path("openapi.json")]))}


def drift(made: Mapping[Path, bytes], folder: Path = GEN) -> list[Path]:
    """Files below `folder` that are missing, differ, or are made by nothing any more."""
    there = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    stale = {path for path, content in made.items() if path in there and (folder / path).read_bytes() != content}
    return sorted(stale | (there ^ made.keys()))


def write(made: Mapping[Path, bytes], folder: Path = GEN) -> None:
    """Makes `folder` hold exactly the generated files. An unchanged file keeps its modification time."""
    for path in drift(made, folder):
        target = folder / path
        if path not in made:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made[path])


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m server.codegen", description="Make gen/ and SDK code from protos/."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file differs from protos/")
    check = parser.parse_args().check
    drifted = []
    for folder, made in generate_all().items():
        if check:
            drifted += [(folder / path).relative_to(ROOT) for path in drift(made, folder)]
        else:
            write(made, folder)
    for path in drifted:
        print(f"{path} differs from protos/: run `make gen`", file=sys.stderr)
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
