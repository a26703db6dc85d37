"""A server that is killed under the SDKs: their calls go through, each once."""

import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from curae_sdk import RetryPolicy

from tests.clients.conftest import MakeClient
from tests.clients.test_signals import workout
from tests.parts.curae_up import running_stack

CALLS = 60
# Long enough for a server to be started again on a busy machine.
PATIENT = RetryPolicy(max_retries=40, first_delay=0.1, longest_delay=1.0)


@pytest.fixture(scope="module")
def live_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A stack of this module's own: its server is killed."""
    with running_stack(tmp_path_factory.mktemp("killed")) as stack:
        yield stack.run | {"data": str(stack.folder)}


def test_every_call_goes_through_once_though_the_server_is_killed(
    make_client: MakeClient, live_stack: dict[str, Any]
) -> None:
    """Envoy answers 503, or resets what was under way, until the server is there again."""
    client = make_client(retries=PATIENT)
    killed = threading.Event()
    run_file = Path(live_stack["data"]) / "run.json"

    def kill() -> None:
        os.kill(json.loads(run_file.read_text())["processes"]["server"], signal.SIGKILL)
        killed.set()

    timer = threading.Timer(0.3, kill)
    timer.start()
    ids = [client.signals.send(**workout(live_stack)).id for _ in range(CALLS)]
    while not killed.is_set():
        ids.append(client.signals.send(**workout(live_stack)).id)
    ids += [client.signals.send(**workout(live_stack)).id for _ in range(CALLS)]
    assert len(ids) == len(set(ids))
    assert client.exports.create_and_wait(connection_id=live_stack["connectionId"], timeout=120).status == "READY"
