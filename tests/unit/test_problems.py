import pytest
from curae.sdk.v1 import problem_pb2
from google.protobuf import json_format
from google.rpc import error_details_pb2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.errors import BadRequest, CuraeError, FieldViolation, RangeNotSatisfiable, RateLimited, Unauthenticated
from server.problems import PROBLEMS
from server.rpc.problems import MAX_STATUS_BYTES, grpc_code, problem_of, status_of, trailers_of

texts = st.text(max_size=400)
violations = st.lists(st.builds(FieldViolation, texts, texts), max_size=300)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(texts, inner, max_size=20),
    max_leaves=60,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(st.text(max_size=3000), violations, st.dictionaries(texts, json, max_size=5))
def test_a_status_is_short_enough_for_every_client(detail: str, found: list[FieldViolation], details: dict) -> None:
    error = BadRequest(detail, violations=found, details=details)
    status = status_of(error, "r" * 128)
    assert status.ByteSize() <= MAX_STATUS_BYTES
    problem = problem_pb2.Problem()
    assert status.details[0].Unpack(problem)
    assert (problem.code, problem.status, problem.instance) == ("BAD_REQUEST", 400, "r" * 128)


def test_violations_that_do_not_fit_are_counted() -> None:
    found = [FieldViolation(f"payload/{number}", "breaks the rule " + "x" * 50) for number in range(300)]
    status = status_of(BadRequest("bad", violations=found), "id")
    problem, bad = problem_pb2.Problem(), error_details_pb2.BadRequest()
    assert status.details[0].Unpack(problem) and status.details[2].Unpack(bad)
    shown = json_format.MessageToDict(problem)["details"]
    assert len(shown["violations"]) == len(bad.field_violations) > 10
    assert shown["omittedViolations"] == 300 - len(bad.field_violations)


def test_trailers_say_what_rest_needs() -> None:
    assert dict(trailers_of(Unauthenticated("x"), "id"))["www-authenticate"] == "Bearer"
    assert dict(trailers_of(RateLimited("x", retry_after_seconds=7), "id"))["retry-after"] == "7"
    refused = RangeNotSatisfiable("x", details={"byteSize": 5})
    assert dict(trailers_of(refused, "id"))["content-range"] == "bytes */5"


@pytest.mark.parametrize("error", [CuraeError("x"), BadRequest("x")])
def test_the_status_is_of_the_table(error: CuraeError) -> None:
    assert grpc_code(error).name == PROBLEMS[error.code].grpc
    assert problem_of(error, "id").status == PROBLEMS[error.code].http
