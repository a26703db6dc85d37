"""The SMART configuration of the FHIR endpoint (SMART App Launch IG 2.2.0, "Conformance")."""

from server.domain.smart.keys import ALGORITHMS
from server.domain.smart.request import GRANT_TYPE
from server.errors import Json


def token_url(base_url: str) -> str:
    return f"{base_url}/token"


def smart_configuration(base_url: str) -> dict[str, Json]:
    return {
        "token_endpoint": token_url(base_url),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": sorted(ALGORITHMS.values(), reverse=True),
        "grant_types_supported": [GRANT_TYPE],
        "scopes_supported": ["system/*.rs", "system/*.read"],
        "response_types_supported": [],
        "code_challenge_methods_supported": ["S256"],
        "capabilities": ["client-confidential-asymmetric", "permission-v1", "permission-v2"],
    }
