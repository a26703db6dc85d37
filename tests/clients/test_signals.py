"""The Python SDK's signals and their queue on disk, on the real stack."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from curae_sdk import ApiConnectionError, OutgoingSignal, problems

from server.demo.content import signals
from tests.clients.conftest import MakeClient
from tests.clients.typescript import DISTRIBUTION
from tests.parts.eventually import eventually
from tests.parts.processes import end
from tests.parts.tcp_proxy import TcpProxy

PHI = {"email": "ann@example.org"}
WORKOUT = next(each for each in signals() if each.signal_type == "workout")


def workout(stack: dict[str, Any]) -> dict[str, Any]:
    return {
        "connection_id": stack["connectionId"],
        "namespace": "activity",
        "signal_type": "workout",
        "payload": WORKOUT.payload,
    }


@pytest.fixture
def stored(own: dict[str, Any]) -> Callable[[], int]:
    """How many signals the stack holds of the connection."""
    database = Path(own["data"]) / "curae.db"
    query = "SELECT count(*) FROM signals WHERE connection_id = ?"

    def count() -> int:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return int(connection.execute(query, [own["connectionId"]]).fetchone()[0])

    return count


def test_the_first_signal_in_a_few_lines(client: Any, live_stack: dict[str, Any]) -> None:
    made = client.signals.send(**workout(live_stack))
    assert (made.namespace, made.signal_type) == ("activity", "workout")


def test_a_signal_whose_answer_is_lost_is_stored_once(
    make_client: MakeClient, proxy: TcpProxy, own: dict[str, Any], stored: Callable[[], int]
) -> None:
    before = stored()
    proxy.cuts = [1, 1]
    make_client(base_url=proxy.url).signals.send(**workout(own))
    assert proxy.accepted == 3
    assert stored() == before + 1


def test_a_batch_tells_each_outcome(client: Any, live_stack: dict[str, Any]) -> None:
    good = OutgoingSignal.of(**workout(live_stack))
    bad = OutgoingSignal.of(**workout(live_stack) | {"payload": PHI})
    first, second = client.signals.send_batch([good, bad])
    assert first.stored
    assert first.error is None
    assert isinstance(second.error, problems.SdkSignalPhiDetected)
    assert "ann@example.org" not in str(second) + repr(second)


def test_a_signal_is_read_back_replaced_and_withdrawn(client: Any, own: dict[str, Any]) -> None:
    signals = client.signals
    zone = timezone(timedelta(hours=-3))
    happened = datetime.now(zone).replace(microsecond=0) - timedelta(hours=2)
    made = signals.send(**workout(own), occurred_at=happened, occurred_until=happened + timedelta(hours=1))
    assert (made.occurred_at, made.occurred_at_offset) == (happened, "-03:00")
    record = signals.get(made.id)
    assert (record.signal, dict(record.payload)) == (made, dict(WORKOUT.payload))
    chosen = {"connection_id": own["connectionId"], "since": happened, "until": happened + timedelta(seconds=1)}
    assert [each.signal for each in signals.records(**chosen)] == [made]
    new = signals.replace(made.id, payload=WORKOUT.payload, occurred_at=happened)
    assert signals.get(made.id).replaced_by == new.id
    assert signals.withdraw(new.id) == signals.withdraw(new.id) == signals.get(new.id)
    assert list(signals.records(connection_id=own["connectionId"])) == []
    with pytest.raises(problems.SdkSignalWithdrawn):
        signals.replace(new.id, payload=WORKOUT.payload)


def test_more_signals_than_a_page_are_all_read_back(client: Any, own: dict[str, Any]) -> None:
    """A page has 100."""
    sent = client.signals.send_batch([OutgoingSignal.of(**workout(own)) for _ in range(105)])
    named = {"connection_id": own["connectionId"], "namespace": "activity", "signal_type": "workout"}
    read = [each.signal.id for each in client.signals.records(**named)]
    assert len(read) == 105 and set(read) == {each.stored.id for each in sent}


def test_a_dry_run_judges_and_stores_nothing(client: Any, own: dict[str, Any], stored: Callable[[], int]) -> None:
    judged = client.signals.send(**workout(own), dry_run=True)
    with pytest.raises(problems.NotFound):
        client.signals.get(judged.id)
    with pytest.raises(problems.SdkSignalPhiDetected):
        client.signals.send(**workout(own) | {"payload": PHI}, dry_run=True)
    assert stored() == 0


def test_a_field_is_summed_up_by_days_at_an_offset(client: Any, own: dict[str, Any]) -> None:
    field = "durationSeconds"
    begun = (datetime.now(UTC) - timedelta(days=3)).replace(hour=23, minute=30, second=0, microsecond=0)
    for moment in (begun, begun + timedelta(minutes=10), begun - timedelta(hours=1)):
        client.signals.send(**workout(own), occurred_at=moment)
    number = WORKOUT.payload[field]
    wanted = {
        "connection_id": own["connectionId"],
        "namespace": "activity",
        "signal_type": "workout",
        "field": field,
        "since": begun - timedelta(days=1),
        "until": begun + timedelta(days=1),
    }
    (day,) = client.signals.aggregate(**wanted, interval="day")
    assert (day.since, day.count, day.min, day.max) == (begun.replace(hour=0, minute=0), 3, number, number)
    first, second = client.signals.aggregate(**wanted, interval="day", utc_offset="+01:00")
    assert (first.count, second.count, second.since) == (1, 2, begun.replace(minute=0))
    assert second.sum == pytest.approx(2 * number)
    assert len(client.signals.aggregate(**wanted, interval="hour")) == 2
    with pytest.raises(problems.BadRequest):
        client.signals.aggregate(**wanted | {"until": begun - timedelta(days=2)}, interval="day")


@pytest.mark.parametrize("count", [0, 501])
def test_a_batch_has_its_bounds(client: Any, live_stack: dict[str, Any], count: int) -> None:
    with pytest.raises(ValueError, match="1 to 500"):
        client.signals.send_batch([OutgoingSignal.of(**workout(live_stack))] * count)


def test_a_payload_beyond_the_limit_is_refused_at_once_without_its_value(
    client: Any, live_stack: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match="the payload has 66") as refused:
        client.signals.send(**workout(live_stack) | {"payload": {"x": "a" * 66_000}})
    assert refused.value.__cause__ is None
    assert "aaaa" not in str(refused.value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1}])
def test_what_is_no_json_is_refused_without_its_value(value: object) -> None:
    with pytest.raises(ValueError, match="not JSON") as refused:
        OutgoingSignal.of(connection_id="x", namespace="x", signal_type="x", payload={"x": value})  # type: ignore[dict-item]
    assert refused.value.__cause__ is None


def test_the_schemas_can_be_read(client: Any) -> None:
    assert "activity" in [each.name for each in client.signals.namespaces()]
    assert client.signals.namespace("activity").schemas
    with pytest.raises(ValueError, match="namespace"):
        client.signals.namespace("../exports")


def test_a_queue_holds_signals_while_the_service_is_away(
    make_client: MakeClient,
    proxy: TcpProxy,
    own: dict[str, Any],
    stored: Callable[[], int],
    tmp_path: Path,
) -> None:
    before = stored()
    proxy.down = True
    queue = make_client(base_url=proxy.url).signals.queue(tmp_path / "signals.db")
    for _ in range(3):
        queue.put(**workout(own))
    with pytest.raises(ApiConnectionError):
        queue.flush()
    assert queue.waiting() == 3
    proxy.down = False
    flushed = queue.flush()
    assert (flushed.stored, flushed.refused, flushed.waiting) == (3, 0, 0)
    assert stored() == before + 3
    assert stat.S_IMODE((tmp_path / "signals.db").stat().st_mode) == 0o600
    queue.close()


def test_a_signal_that_is_refused_stops_no_other(client: Any, live_stack: dict[str, Any], tmp_path: Path) -> None:
    queue = client.signals.queue(tmp_path / "signals.db")
    queue.put(**workout(live_stack))
    key = queue.put(**workout(live_stack) | {"payload": PHI})
    queue.put(**workout(live_stack))
    flushed = queue.flush()
    assert (flushed.stored, flushed.refused, flushed.waiting) == (2, 1, 0)
    (refused,) = queue.refused()
    assert (refused.signal.idempotency_key, refused.code) == (key, "SDK_SIGNAL_PHI_DETECTED")
    assert "ann@example.org" not in repr(refused)
    queue.discard(key)
    assert queue.refused() == []
    queue.close()


@pytest.mark.parametrize("field", ["namespace", "payload"])
def test_a_signal_that_cannot_be_read_stops_no_other(
    client: Any, live_stack: dict[str, Any], tmp_path: Path, field: str
) -> None:
    """The front door refuses a wrong type with its item; and the whole batch for an item that is nested beyond its
    depth: the queue then halves it."""
    queue = client.signals.queue(tmp_path / "signals.db")
    broken = {"namespace": 7, "payload": nested(40)}[field]
    keys = [queue.put(**workout(live_stack) | ({field: broken} if number == 2 else {})) for number in range(5)]
    flushed = queue.flush()
    assert (flushed.stored, flushed.refused, flushed.waiting) == (4, 1, 0)
    (refused,) = queue.refused()
    assert (refused.signal.idempotency_key, refused.code) == (keys[2], "BAD_REQUEST")
    queue.close()


def nested(levels: int) -> dict[str, Any]:
    return {"a": nested(levels - 1)} if levels else {}


def test_a_queue_sends_large_signals_in_batches_that_a_request_holds(
    client: Any, live_stack: dict[str, Any], tmp_path: Path
) -> None:
    """More than a request may have together: each is refused for its payload, and none for its batch."""
    queue = client.signals.queue(tmp_path / "signals.db")
    large = {"series": ["\N{SNOWMAN}" * 250] * 84}
    for _ in range(120):
        queue.put(**workout(live_stack) | {"payload": large})
    flushed = queue.flush()
    assert (flushed.stored, flushed.refused, flushed.waiting) == (0, 120, 0)
    assert "PAYLOAD_TOO_LARGE" not in {each.code for each in queue.refused()}
    queue.close()


def test_a_queue_sends_in_order_and_in_batches(client: Any, live_stack: dict[str, Any], tmp_path: Path) -> None:
    queue = client.signals.queue(tmp_path / "signals.db")
    keys = [queue.put(**workout(live_stack), idempotency_key=f"{tmp_path.name}-{n}") for n in range(501)]
    queue.put(**workout(live_stack), idempotency_key=keys[0])  # waits already
    assert queue.waiting() == 501
    assert queue.flush().stored == 501
    database = Path(live_stack["data"]) / "curae.db"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM signals ORDER BY rowid DESC LIMIT 501")]
    assert len(ids) == len(set(ids)) == 501
    queue.close()


@pytest.mark.parametrize("language", ["python", "typescript"])
def test_a_queue_loses_and_doubles_nothing_when_its_process_is_killed(
    own: dict[str, Any], stored: Callable[[], int], tmp_path: Path, language: str
) -> None:
    """The process puts and flushes without a pause; it is killed in the middle, three times, and then started again."""
    before = stored()
    spool, acknowledged = tmp_path / "spool", tmp_path / "acknowledged"
    environment = os.environ | {
        "CURAE_API_KEY": own["apiKey"],
        "CURAE_BASE_URL": own["restUrl"],
        "WORKOUT": json.dumps(workout(own)),
    }
    here = Path(__file__).parent
    commands = {
        "python": [sys.executable, here / "flushing.py"],
        "typescript": ["node", here / "flushing.mjs", DISTRIBUTION],
    }
    for round_number in range(3):
        flushing = subprocess.Popen([*commands[language], spool, acknowledged], env=environment)
        target = 40 * (round_number + 1)
        eventually(lambda least=target: acknowledged.exists() and len(acknowledged.read_text().splitlines()) >= least)
        end(flushing, by=signal.SIGKILL, seconds=10)
    subprocess.run([*commands[language], spool, acknowledged, "--once"], env=environment, check=True, timeout=120)
    put = len(acknowledged.read_text().splitlines())
    # A put that the kill met between the disk and its acknowledgement may be there as well: one a kill.
    assert before + put <= stored() <= before + put + 3
