"""The signal types of a live connection change, on both databases, and signals are judged by them at once."""

import json
from datetime import timedelta

import pytest

from server.clock import utc_now, uuid7
from server.domain.connections import ConnectionStatus
from server.errors import BadRequest, ConnectionNotActive, NotFound, SignalTypeNotAllowed
from server.services.signal_grants import MAX_SHOWN, SignalGrants
from server.services.signals import StoredSignal
from server.store.audit import read_rows
from server.store.connections import set_status
from tests.parts.in_process import App, Stack
from tests.parts.stored_signals import signals_of
from tests.services.test_signals import SIGNAL, order, signals_on

SENT = f"{SIGNAL.namespace}.{SIGNAL.signal_type}"


@pytest.fixture
def grants(stack: Stack) -> SignalGrants:
    return SignalGrants(stack.database, utc_now)


def test_each_change_is_a_version_with_the_date_of_consent_and_signals_name_theirs(
    stack: Stack, app: App, grants: SignalGrants
) -> None:
    signals = signals_on(stack.database)

    def send(key: str) -> object:
        return signals.store([order(app, key)])[0]

    assert isinstance(send("first"), StoredSignal)
    consented = utc_now() - timedelta(days=2)
    grants.change(app.connection.id, add=[], remove=[SENT], consented_at=consented)
    refused = send("second")
    assert isinstance(refused, SignalTypeNotAllowed) and SENT not in str(refused.details)
    assert isinstance(send("first"), StoredSignal)  # what is stored answers again
    grants.change(app.connection.id, add=[f"{SIGNAL.namespace}.*"], remove=[])
    assert isinstance(send("second"), StoredSignal)

    newest, middle, first = grants.history(app.connection.id)
    assert [each.version for each in (newest, middle, first)] == [3, 2, 1]
    assert first.signal_types == app.connection.signal_types == middle.signal_types | {SENT}
    assert (first.consented_at, middle.consented_at) == (app.connection.created_at, consented)
    kept = stack.database.read_now(lambda database: signals_of(database, app.connection.id, limit=10))
    assert [each.grant_version for each in kept] == [3, 1]


def test_a_change_is_in_the_audit_trail_and_one_that_changes_nothing_is_not(
    stack: Stack, app: App, grants: SignalGrants
) -> None:
    grants.change(app.connection.id, add=["sleep.*"], remove=[SENT])
    assert grants.change(app.connection.id, add=["sleep.*"], remove=[]).grant_version == 2
    rows = [row for row in stack.database.read_now(lambda c: list(read_rows(c))) if row.action == "connection.changed"]
    (details,) = [json.loads(row.details) for row in rows]
    assert details["grantVersion"] == 2 and SENT in details["signalTypesBefore"].split()
    assert "sleep.*" in details["signalTypes"].split() and SENT not in details["signalTypes"].split()
    assert rows[0].connection_id == app.connection.id


def test_only_a_connection_that_is_open_can_be_changed(stack: Stack, app: App, grants: SignalGrants) -> None:
    with pytest.raises(NotFound):
        grants.change(uuid7(), add=["sleep.*"], remove=[])
    with pytest.raises(NotFound):
        grants.history(uuid7())
    with pytest.raises(BadRequest) as refused:
        grants.change(app.connection.id, add=["sleep.*"], remove=[], consented_at=utc_now() + timedelta(minutes=5))
    assert [each.field for each in refused.value.violations] == ["consentedAt"]
    stack.database.write_now(
        lambda database: set_status(database, app.connection.id, ConnectionStatus.REVOKED, utc_now())
    )
    with pytest.raises(ConnectionNotActive):
        grants.change(app.connection.id, add=["sleep.*"], remove=[])
    assert [each.version for each in grants.history(app.connection.id)] == [1]


def test_the_history_is_bounded_and_newest_first(app: App, grants: SignalGrants) -> None:
    for number in range(MAX_SHOWN + 5):
        grants.change(app.connection.id, add=["sleep.*"] if number % 2 else ["heart.*"], remove=[])
        grants.change(app.connection.id, add=[], remove=["sleep.*"] if number % 2 else ["heart.*"])
    versions = [each.version for each in grants.history(app.connection.id)]
    assert versions == list(range(2 * (MAX_SHOWN + 5) + 1, 2 * (MAX_SHOWN + 5) + 1 - MAX_SHOWN, -1))
