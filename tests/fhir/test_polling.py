"""How often a client asks for the status of an export that is not ready. On both databases."""

from datetime import timedelta

import pytest

from server.clock import Clock, utc_now, uuid7
from server.domain.bulk_data.export import BulkExport, Progress, hold_of
from server.domain.bulk_data.order import BulkOrder, Target
from server.errors import RateLimited
from server.limits import BULK_POLL_SECONDS, BULK_POLLS_AT_ONCE, MAX_BULK_WAIT_SECONDS
from server.services.bulk_data import BulkData, Finished
from server.services.exports import Exports
from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import Place, working_beside
from tests.parts.in_process import App, TestClock

MANY_POLLS = 1_000
HOLD_SECONDS = 3.0
LONG_ENOUGH = timedelta(minutes=11)  # for the longest wait to be asked for


@pytest.fixture
def place(a_place_without_worker: Place) -> Place:
    return a_place_without_worker


@pytest.fixture
def app(place: Place) -> App:
    """Its person has no records."""
    return place.stack.new_app()


def test_who_ignores_retry_after_gets_429(place: Place, app: App) -> None:
    status_url = place.start(app).headers["content-location"]
    for _ in range(MANY_POLLS):
        answer = place.get(app, status_url)
        assert int(answer.headers["retry-after"]) >= 1, "whole seconds"
        if answer.status_code != 202:
            break
        assert answer.headers["x-progress"] == "0% (0 of 0 records)"
    assert_outcome(answer, "RATE_LIMITED")
    other = place.start(app, f"/fhir/Group/{app.connection.id}/$export").headers["content-location"]
    assert place.get(app, other).status_code == 202, "each export is counted for itself"
    assert place.delete(app, status_url).status_code == 202, "and deleting it is not polling"


@pytest.mark.parametrize(
    ("age", "prefers", "holds"),
    [
        pytest.param(1, None, HOLD_SECONDS - 1, id="soon after the kick-off"),
        pytest.param(HOLD_SECONDS + 1, None, -1, id="long after the kick-off"),
        pytest.param(0.1, 5, 5, id="as long as is preferred"),
        pytest.param(LONG_ENOUGH.total_seconds(), 5, 5, id="as long as is preferred, later too"),
        pytest.param(0.1, 3600, MAX_BULK_WAIT_SECONDS, id="at most"),
        pytest.param(1, 0, 0, id="not at all"),
    ],
)
def test_how_long_an_answer_waits(age: float, prefers: int | None, holds: float) -> None:
    made = BulkExport(id="", tenant_id="", digest=b"", request_url="", ignored=(), created_at=utc_now())
    now = made.created_at + timedelta(seconds=age)
    assert hold_of(made, now, prefers, HOLD_SECONDS) == pytest.approx(holds)


async def test_an_answer_waits_for_an_export_that_ends_soon(place: Place, app: App) -> None:
    bulk_data = _bulk_data(place, utc_now, hold_seconds=LONG_ENOUGH.total_seconds())
    bulk = await bulk_data.start(app.caller, Target(), BulkOrder(), f"test:{uuid7()}")
    assert isinstance(await bulk_data.status(app.caller, bulk.id, "", 0), Progress)
    with working_beside(place.stack):
        assert isinstance(await bulk_data.status(app.caller, bulk.id, ""), Finished)


def test_a_client_that_prefers_to_wait_gets_the_manifest_at_once(place: Place, app: App) -> None:
    status_url = place.start(app).headers["content-location"]
    assert place.get(app, status_url, prefer="wait=0").status_code == 202
    with working_beside(place.stack):
        answer = place.get(app, status_url, prefer=f"wait={MAX_BULK_WAIT_SECONDS}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["output"] == []


async def test_no_answer_waits_where_many_wait(place: Place, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    bulk_data = _bulk_data(place, TestClock())
    bulk = await bulk_data.start(app.caller, Target(), BulkOrder(), f"test:{uuid7()}")
    monkeypatch.setattr("server.services.bulk_data.MAX_HELD_BULK_POLLS", 0)
    assert isinstance(await bulk_data.status(app.caller, bulk.id, "", MAX_BULK_WAIT_SECONDS), Progress)


@pytest.mark.parametrize("every", [None, 1.0, BULK_POLL_SECONDS], ids=["as asked", "each second", "twice as often"])
async def test_who_waits_is_never_refused(place: Place, app: App, every: float | None) -> None:
    clock = TestClock()
    bulk_data = _bulk_data(place, clock)
    bulk = await bulk_data.start(app.caller, Target(), BulkOrder(), f"test:{uuid7()}")
    waits = set()
    while clock() < bulk.created_at + LONG_ENOUGH:
        progress = await bulk_data.status(app.caller, bulk.id, "")
        assert isinstance(progress, Progress)
        waits.add(progress.retry_after_seconds)
        clock.advance(seconds=every or progress.retry_after_seconds)
    assert waits == {1, 5, 15, 30}


async def test_who_polls_too_fast_is_refused_after_a_few(place: Place, app: App) -> None:
    clock = TestClock()
    bulk_data = _bulk_data(place, clock)
    bulk = await bulk_data.start(app.caller, Target(), BulkOrder(), f"test:{uuid7()}")
    for _ in range(BULK_POLLS_AT_ONCE):
        await bulk_data.status(app.caller, bulk.id, "")
    with pytest.raises(RateLimited) as refused:
        await bulk_data.status(app.caller, bulk.id, "")
    wait = refused.value.retry_after_seconds
    assert wait is not None
    clock.advance(seconds=wait)
    assert isinstance(await bulk_data.status(app.caller, bulk.id, ""), Progress)


def _bulk_data(place: Place, clock: Clock, hold_seconds: float = 0) -> BulkData:
    exports = Exports(place.stack.database, clock, uuid7)
    return BulkData(
        place.stack.database,
        clock,
        uuid7,
        exports=exports,
        downloads=None,  # type: ignore[arg-type] - nothing is downloaded here
        hold_seconds=hold_seconds,
    )
