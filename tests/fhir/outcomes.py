"""What every error of the FHIR endpoint has to be."""

from typing import Any

import httpx
from fhir.resources.R4B.operationoutcome import OperationOutcome

from server.problems import PROBLEMS
from tests.rest.problems import INTERNAL_HEADERS


def assert_outcome(response: httpx.Response, code: str, *expressions: str) -> dict[str, Any]:
    """An OperationOutcome that holds the code and names what is wrong."""
    assert response.status_code == PROBLEMS[code].http, response.text
    assert response.headers["content-type"] == "application/fhir+json"
    assert not [name for name in response.headers if name.startswith(INTERNAL_HEADERS)]
    outcome: dict[str, Any] = response.json()
    OperationOutcome.model_validate(outcome)
    assert outcome["id"] == response.headers["x-request-id"]
    assert {coding["code"] for issue in outcome["issue"] for coding in issue["details"]["coding"]} == {code}
    named = [name for issue in outcome["issue"] for name in issue.get("expression", ())]
    assert set(expressions) <= set(named), outcome
    return outcome
