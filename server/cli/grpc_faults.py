"""A failed call as the server meant it: the Problem among the details of its `google.rpc.Status`."""

from collections.abc import Iterable
from typing import Any

import grpc
from curae.sdk.v1.problem_pb2 import Problem
from grpc_status import rpc_status

from server.cli.faults import listed
from server.cli.messages import plain


def problem_of(error: grpc.RpcError) -> Problem | None:
    """The problem that the server sent; None where the call did not reach it."""
    status = rpc_status.from_call(error) if isinstance(error, grpc.Call) else None
    details: Iterable[Any] = () if status is None else status.details
    for detail in details:
        problem = Problem()
        if detail.Unpack(problem):
            return problem
    return None


def describe_rpc_error(error: grpc.RpcError) -> str:
    problem = problem_of(error)
    if problem is None:
        return _describe_transport(error)
    facts = plain(problem.details)
    violations = [f"{each['field']}: {each['description']}" for each in facts.pop("violations", ())]
    return f"{problem.code}: " + listed(problem.detail, violations, {**facts, "request id": problem.instance})


def _describe_transport(error: grpc.RpcError) -> str:
    if error.code() is grpc.StatusCode.UNAVAILABLE:
        return f"the server cannot be reached ({error.details()}); check --target, and that it runs: curae up"
    return f"{error.code().name}: {error.details()}"
