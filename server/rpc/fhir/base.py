"""Where the FHIR endpoint is."""

from server.rpc.call import Call
from server.rpc.links import origin_of

PATH = "/fhir"


def base_of(call: Call, public_url: str | None) -> str:
    """The base URL; a path for a native caller where no public URL is configured."""
    return (origin_of(call, public_url) if call.is_rest or public_url else "") + PATH
