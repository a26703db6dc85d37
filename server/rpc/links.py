"""Signed URLs as callers get them."""

from collections.abc import Mapping
from typing import Any

from curae.sdk.v1 import records_pb2

from server.domain.exports import ArtifactKind
from server.domain.signed_link import Purpose
from server.errors import Unavailable
from server.rpc.call import Call
from server.rpc.convert import to_timestamp
from server.services.links import SignedLink


def download_links(call: Call, public_url: str | None, links: Mapping[ArtifactKind, SignedLink]) -> dict[str, Any]:
    """The fields of the links to an export's files, by the names in the answer."""
    purposes = {ArtifactKind.RECORDS: Purpose.ARTIFACT, ArtifactKind.DELETIONS: Purpose.DELETIONS}
    names = {ArtifactKind.RECORDS: "download", ArtifactKind.DELETIONS: "deletions"}
    return {
        names[kind]: records_pb2.Download(**link_fields(call, public_url, purposes[kind], link))
        for kind, link in links.items()
    }


def link_fields(call: Call, public_url: str | None, purpose: Purpose, link: SignedLink) -> dict[str, Any]:
    """The fields of a Download or a Watch: the artifact store's own URL if it gives one, or ours at the configured
    origin, or at the origin of the call.

    Raises Unavailable for a native caller where no origin is configured.
    """
    return {
        "url": link.store_url or _own_url(call, public_url, purpose, link),
        "expires_in_seconds": link.expires_in_seconds,
        "expires_at": to_timestamp(link.expires_at),
    }


def _own_url(call: Call, public_url: str | None, purpose: Purpose, link: SignedLink) -> str:
    return f"{origin_of(call, public_url)}/api/sdk/v1/records/exports/{link.export.id}/{purpose}?token={link.token}"


def origin_of(call: Call, public_url: str | None) -> str:
    """Where callers reach us, without a slash at its end. Raises Unavailable like `link_fields`."""
    return (public_url or _called_origin(call)).rstrip("/")


def _called_origin(call: Call) -> str:
    host = call.metadata.get("x-forwarded-host")
    if not call.is_rest or host is None:
        raise Unavailable("the operator has to set CURAE_PUBLIC_URL before URLs can be signed over gRPC")
    return f"{call.metadata.get('x-forwarded-proto', 'http')}://{host}"
