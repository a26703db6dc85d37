"""`gen/curae` and `gen/buf`: Python messages, type stubs and gRPC stubs, by the protoc of grpcio-tools."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from grpc_tools import protoc

from server.codegen.descriptors import ROOT

_OWN = "curae/*/v1/*.proto"
_VALIDATE = "buf/validate/validate.proto"


def generate() -> Mapping[str, bytes]:
    """File contents by their path below `gen/`. `google.*` is not made: googleapis-common-protos ships it."""
    own = sorted(str(path.relative_to(ROOT / "protos")) for path in (ROOT / "protos").glob(_OWN))
    with tempfile.TemporaryDirectory() as directory:
        _protoc(f"--python_out={directory}", f"--pyi_out={directory}", _VALIDATE, *own)
        _protoc(f"--grpc_python_out={directory}", *(path for path in own if _has_service(path)))
        out = Path(directory)
        return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def _has_service(path: str) -> bool:
    return "\nservice " in (ROOT / "protos" / path).read_text()


def _protoc(*arguments: str) -> None:
    includes = (f"--proto_path={ROOT / folder}" for folder in ("protos", "third_party"))
    well_known = Path(protoc.__file__).parent / "_proto"
    if protoc.main(["protoc", *includes, f"--proto_path={well_known}", *arguments]) != 0:
        raise SystemExit("codegen: protoc refused the protos; its messages are above")
