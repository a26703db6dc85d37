from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.connections import Connection, ConnectionStatus, sources
from server.domain.data_packages import granted_by, package_names
from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.errors import BadRequest, ConnectionNotActive, ResourceTypeNotAuthorized, SignalTypeNotAllowed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ACTIVE = Connection(
    id="c",
    tenant_id="t",
    status=ConnectionStatus.ACTIVE,
    data_packages=frozenset({"labs", "demographics"}),
    signal_types=frozenset({"activity.workout"}),
    created_at=NOW,
    updated_at=NOW,
    expires_at=None,
)


@pytest.mark.parametrize("status", ConnectionStatus)
def test_only_an_active_connection_may_be_used(status: ConnectionStatus) -> None:
    connection = replace(ACTIVE, status=status)
    if status is ConnectionStatus.ACTIVE:
        connection.require_active(NOW)
        return
    with pytest.raises(ConnectionNotActive) as refused:
        connection.require_active(NOW)
    assert refused.value.details == {"status": status}


def test_it_is_expired_from_its_time_on_before_any_sweep() -> None:
    connection = replace(ACTIVE, expires_at=NOW)
    assert connection.status_at(NOW - TICK) is ConnectionStatus.ACTIVE
    assert connection.status_at(NOW) is ConnectionStatus.EXPIRED
    revoked = replace(connection, status=ConnectionStatus.REVOKED)
    assert revoked.status_at(NOW) is ConnectionStatus.REVOKED


@given(st.sets(st.sampled_from(sorted(package_names()))), st.lists(st.sampled_from(sorted(R4_RESOURCE_TYPES))))
def test_chosen_types_are_sorted_once_and_never_more_than_granted(packages: set[str], requested: list[str]) -> None:
    connection = replace(ACTIVE, data_packages=frozenset(packages))
    granted = frozenset(granted_by(frozenset(packages)).types)
    if not granted.issuperset(requested):
        with pytest.raises(ResourceTypeNotAuthorized) as refused:
            connection.choose_types(requested)
        assert refused.value.details == {"resourceTypes": sorted(set(requested) - granted)}
        return
    assert list(connection.choose_types(requested)) == sorted(set(requested) or granted)


def test_what_is_no_fhir_type_is_named_by_its_index() -> None:
    with pytest.raises(BadRequest) as refused:
        ACTIVE.choose_types(["Patient", "patient", "Medication", "Zaphod"])
    assert [violation.field for violation in refused.value.violations] == ["resourceTypes[1]", "resourceTypes[3]"]
    assert "Zaphod" not in str(refused.value.details)


def test_signal_types() -> None:
    ACTIVE.require_signal_type("activity", "workout")
    for namespace, signal_type in (("activity", "sleep"), ("workout", "activity"), ("activity.workout", "")):
        with pytest.raises(SignalTypeNotAllowed) as refused:
            ACTIVE.require_signal_type(namespace, signal_type)
        assert refused.value.details == {"allowed": ["activity.workout"]}


def test_a_wildcard_stands_for_every_type_of_its_namespace_and_no_other() -> None:
    connection = replace(ACTIVE, signal_types=frozenset({"activity.*"}))
    connection.require_signal_type("activity", "one_that_is_registered_later")
    for namespace in ("activit", "activity2", "*", ""):
        with pytest.raises(SignalTypeNotAllowed):
            connection.require_signal_type(namespace, "workout")


def test_a_revoked_connection_stays_revoked() -> None:
    assert all(ConnectionStatus.REVOKED not in sources(status) for status in ConnectionStatus)
    assert sources(ConnectionStatus.EXPIRED) == {ConnectionStatus.ACTIVE}
