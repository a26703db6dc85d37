"""`descriptors.binpb`: the descriptors of a listener's packages for Envoy's transcoder, without what it does not need.

Comments and validation rules are dropped; the types that travel as details of an error are added, since the transcoder
prints `grpc-status-details-bin` only where it knows every type in it.
"""

from collections.abc import Iterator

from google.api import annotations_pb2
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet
from google.rpc import error_details_pb2, status_pb2

from server.codegen.descriptors import build_image

# The import is what registers the `google.api.http` extension, the one option that Envoy reads.
_HTTP = annotations_pb2.http.full_name
_ERROR_DETAILS = (status_pb2.DESCRIPTOR.name, error_details_pb2.DESCRIPTOR.name, "curae/sdk/v1/problem.proto")


def generate(*packages: str) -> bytes:
    """A serialized `FileDescriptorSet`, imports first."""
    image = FileDescriptorSet.FromString(build_image("--exclude-source-info", "--as-file-descriptor-set"))
    files = {file.name: file for file in image.file}
    own = [file for file in image.file if file.package in packages]
    for file in own:
        _drop_validation(file)
    kept = dict.fromkeys(
        name for root in (*_ERROR_DETAILS, *(file.name for file in own)) for name in _closure(root, files)
    )
    return FileDescriptorSet(file=[files[name] for name in kept]).SerializeToString(deterministic=True)


def _closure(name: str, files: dict[str, FileDescriptorProto]) -> Iterator[str]:
    for dependency in files[name].dependency:
        yield from _closure(dependency, files)
    yield name


def _drop_validation(file: FileDescriptorProto) -> None:
    kept = [name for name in file.dependency if not name.startswith("buf/")]
    del file.dependency[:]
    file.dependency.extend(kept)
    for message in file.message_type:
        for field in message.field:
            field.ClearField("options")
