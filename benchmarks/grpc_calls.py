"""The calls that `benchmarks.grpc_load` sends to a stack."""

import base64
from dataclasses import replace
from typing import Any

from curae.sdk.v1 import signals_pb2
from google.protobuf.message import Message

from benchmarks.grpc_load import GrpcLoad
from benchmarks.stack import Stack

SECONDS = 2.5


def no_op(stack: Stack) -> GrpcLoad:
    """The standard health check. Without a warm-up: its processor time would count, and its calls would not."""
    method = "/grpc.health.v1.Health/Check"
    return GrpcLoad(target=stack.grpc_target, method=method, bodies=[""], seconds=SECONDS, warm_up=0.0)


def calls_of(stack: Stack, method: str, *messages: Message, idempotent: bool = False) -> GrpcLoad:
    """Calls of the demo app, with one message after the other."""
    bodies = [base64.b64encode(message.SerializeToString()).decode() for message in messages]
    metadata = dict(stack.metadata)
    return replace(
        no_op(stack), method=f"/curae.sdk.v1.{method}", bodies=bodies, metadata=metadata, idempotent=idempotent
    )


def signal_request(stack: Stack) -> Any:
    signal = signals_pb2.IngestSignalRequest(
        connection_id=stack.connection_id, namespace="activity", signal_type="daily_summary"
    )
    signal.payload.update(stack.payload)
    return signal


def ingest(stack: Stack) -> GrpcLoad:
    return calls_of(stack, "SignalsService/IngestSignal", signal_request(stack), idempotent=True)
