"""A whole deployment behind PgBouncer in transaction mode, under load: every answer is right."""

import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from server.demo import content
from tests.parts.curae_up import RunningStack, running_stack
from tests.parts.eventually import eventually, patience
from tests.parts.pgbouncer import pgbouncer

EXPORTS = "/api/sdk/v1/records/exports"
SIGNALS = "/api/sdk/v1/signals"
CALLERS = 8
ROUNDS = 6
POOL = 6  # for two servers with their intakes and a worker, which keep three times as many


def test_every_answer_is_right(postgres_url: str, tmp_path: Path) -> None:
    with pgbouncer(postgres_url, size=POOL) as url:
        environment = {"CURAE_DATABASE_URL": url, "CURAE_DATABASE_LISTEN_URL": postgres_url}
        with (
            running_stack(tmp_path / "stack", "--processes", "2", environment=environment) as stack,
            ThreadPoolExecutor(CALLERS) as threads,
        ):
            for each in [threads.submit(_call, stack, types) for types in _TYPES * (CALLERS // len(_TYPES))]:
                each.result()


_TYPES = (("Immunization",), ("Condition",), ("Condition", "Immunization"), ("AllergyIntolerance",))


def _call(stack: RunningStack, types: tuple[str, ...]) -> None:
    """Exports of these types and signals, one after the other: each answer is of the thing that was asked for."""
    demo, sizes = content.signals()[0], set()
    headers = {"authorization": f"Bearer {stack.run['apiKey']}"}
    with httpx.Client(base_url=stack.run["restUrl"], headers=headers, timeout=patience(60)) as client:
        for _ in range(ROUNDS):
            body = {"connectionId": stack.run["connectionId"], "resourceTypes": types}
            made = _sent(client, EXPORTS, body)["export"]
            asked = f"{EXPORTS}/{made['id']}"
            signal = {"connectionId": stack.run["connectionId"], "payload": demo.payload} | {
                "namespace": demo.namespace,
                "signalType": demo.signal_type,
            }
            assert _sent(client, SIGNALS, signal)["signal"]["signalType"] == demo.signal_type

            def is_ready(asked: str = asked, made: str = made["id"]) -> dict[str, object] | None:
                answer = client.get(asked)
                assert answer.status_code == 200, answer.text
                export: dict[str, object] = answer.json()["export"]
                assert (export["id"], tuple(export["resourceTypes"])) == (made, types)  # type: ignore[arg-type]
                assert export["status"] != "FAILED", export
                return export if export["status"] == "READY" else None

            export = eventually(is_ready)
            artifact = client.get(f"{asked}/artifact")
            assert artifact.status_code == 200
            assert hashlib.sha256(artifact.content).hexdigest() == export["artifact"]["sha256"]
            sizes.add(len(artifact.content))
    assert len(sizes) == 1


def _sent(client: httpx.Client, path: str, body: dict[str, object]) -> dict[str, dict[str, str]]:
    answer = client.post(path, json=body, headers={"idempotency-key": str(uuid.uuid4())})
    assert answer.is_success, answer.text
    found: dict[str, dict[str, str]] = answer.json()
    return found
