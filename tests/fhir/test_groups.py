"""`Group/{name}/$export` over named groups of an app's connections. On both databases."""

from typing import Any

import pytest

from server.clock import utc_now, uuid7
from server.domain.connection_groups import ConnectionGroup
from server.errors import BadRequest, ConnectionNotActive, NotFound
from server.limits import MAX_CONNECTIONS_OF_A_BULK_EXPORT
from server.services.connection_groups import ConnectionGroups
from server.store.audit import read_rows
from tests.fhir.outcomes import assert_outcome
from tests.fhir.place import ASYNC, Place, resource
from tests.fhir.smart_client import register
from tests.parts.in_process import App

TRIAL = "/fhir/Group/trial-7/$export"


@pytest.fixture
def groups(place: Place) -> ConnectionGroups:
    return ConnectionGroups(place.stack.database, utc_now, uuid7)


@pytest.fixture
def app(place: Place) -> App:
    app = place.stack.new_app()
    place.store(app.connection, resource("Observation", "first"))
    return app


def _person(place: Place, app: App, *records: str, packages: tuple[str, ...] = ("labs", "demographics")) -> str:
    connection = place.connect(app, *packages)
    place.store(connection, *(resource("Observation", each) for each in records))
    return connection.id


def _connections(manifest: dict[str, Any]) -> set[str]:
    return {facts["connectionId"] for item in manifest["output"] for facts in item["extension"].values()}


def test_a_group_is_its_people_as_far_as_each_consents(place: Place, app: App, groups: ConnectionGroups) -> None:
    second, third = _person(place, app, "a"), _person(place, app, "b")
    nothing = _person(place, app, "c", packages=("immunizations",))
    groups.create(app.tenant.id, "trial-7", [second, third, nothing])
    assert _connections(place.finished(app, f"{TRIAL}?_type=Observation")) == {second, third}
    assert_outcome(place.start(app, "/fhir/Group/Trial-7/$export"), "NOT_FOUND")
    started = place.rest.get(TRIAL, headers=register(place, app).token("system/Observation.rs") | ASYNC)
    assert _connections(place.manifest(app, started.headers["content-location"])) == {second, third}


def test_who_revokes_drops_out_and_their_files_go(place: Place, app: App, groups: ConnectionGroups) -> None:
    second, third = _person(place, app, "a"), _person(place, app, "b")
    groups.create(app.tenant.id, "trial-7", [second, third])
    status_url = place.start(app, TRIAL).headers["content-location"]
    assert _connections(place.manifest(app, status_url)) == {second, third}
    place.stack.accounts.revoke_connection(second)
    after = place.manifest(app, status_url)
    assert _connections(after) == {third}
    assert second in place.get(app, after["error"][0]["url"]).text
    assert _connections(place.finished(app, TRIAL)) == {third}
    place.stack.accounts.revoke_connection(third)
    assert place.finished(app, TRIAL)["output"] == []


def test_a_changed_group_is_another_request(place: Place, app: App, groups: ConnectionGroups) -> None:
    second, third = _person(place, app, "a"), _person(place, app, "b")
    groups.create(app.tenant.id, "trial-7", [second])
    first = place.start(app, TRIAL).headers["content-location"]
    assert place.start(app, TRIAL).headers["content-location"] == first
    groups.change(app.tenant.id, "trial-7", add=[third, third])
    joined = place.start(app, TRIAL).headers["content-location"]
    assert _connections(place.manifest(app, joined)) == {second, third}
    groups.change(app.tenant.id, "trial-7", remove=[second, uuid7()])
    left = place.start(app, TRIAL).headers["content-location"]
    assert _connections(place.manifest(app, left)) == {third}
    assert len({first, joined, left}) == 3
    groups.delete(app.tenant.id, "trial-7")
    assert_outcome(place.start(app, TRIAL), "NOT_FOUND")
    assert _connections(place.manifest(app, left)) == {third}, "what was begun goes on"


def test_a_group_of_another_is_as_one_that_never_was(place: Place, app: App, groups: ConnectionGroups) -> None:
    second = _person(place, app, "a")
    groups.create(app.tenant.id, "trial-7", [second])
    other = place.stack.new_app()
    never = assert_outcome(place.start(other, "/fhir/Group/never/$export"), "NOT_FOUND")
    refused = assert_outcome(place.start(other, TRIAL), "NOT_FOUND")
    assert refused["issue"] == never["issue"]
    outside = place.new_key(app, connection_id=app.connection.id)
    assert assert_outcome(place.start(outside, TRIAL), "NOT_FOUND")["issue"] == never["issue"]
    inside = place.new_key(app, connection_id=second)
    groups.change(app.tenant.id, "trial-7", add=[app.connection.id])
    assert _connections(place.finished(inside, TRIAL)) == {second}
    groups.create(other.tenant.id, "trial-7", [other.connection.id])
    assert place.finished(other, TRIAL)["output"] == []


def test_patients_of_a_group_are_those_of_its_people(place: Place, app: App, groups: ConnectionGroups) -> None:
    second, third = _person(place, app, "a"), _person(place, app, "b")
    for connection_id, name in ((second, "p"), (third, "q"), (app.connection.id, "outside")):
        place.stack.imports.store(connection_id, [resource("Patient", name)])
    groups.create(app.tenant.id, "trial-7", [second, third])

    def start(patient: str) -> Any:
        parameter = {"name": "patient", "valueReference": {"reference": f"Patient/{patient}"}}
        body = {"resourceType": "Parameters", "parameter": [parameter]}
        return place.rest.post(TRIAL, headers={"authorization": app.authorization[1]} | ASYNC, json=body)

    assert _connections(place.manifest(app, start("p").headers["content-location"])) == {second}
    assert_outcome(start("outside"), "BAD_REQUEST", "patient")


@pytest.mark.parametrize(
    "name", ["", "7", ".", "-a", "a b", "a/b", "a" * 65, "ä", "a190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"]
)
def test_a_name_is_an_id_as_fhir_has_it_and_no_uuid(groups: ConnectionGroups, app: App, name: str) -> None:
    with pytest.raises(BadRequest, match="name"):
        groups.create(app.tenant.id, name)


def test_what_is_wrong_changes_nothing(place: Place, app: App, groups: ConnectionGroups) -> None:
    second = _person(place, app, "a")
    made = groups.create(app.tenant.id, "Trial.7-a", [second])
    other = place.stack.new_app()
    ended = _person(place, app, "b")
    place.stack.accounts.revoke_connection(ended)
    before = place.stack.database.read_now(lambda database: len(list(read_rows(database))))
    with pytest.raises(BadRequest, match="taken"):
        groups.create(app.tenant.id, "Trial.7-a")
    for foreign in (other.connection.id, uuid7()):
        with pytest.raises(BadRequest, match="no connection of this app"):
            groups.change(app.tenant.id, made.name, add=[app.connection.id, foreign])
    with pytest.raises(ConnectionNotActive):
        groups.change(app.tenant.id, made.name, add=[ended])
    with pytest.raises(BadRequest, match="at most"):
        groups.create(app.tenant.id, "many", [uuid7() for _ in range(MAX_CONNECTIONS_OF_A_BULK_EXPORT + 1)])
    for refused in (groups.delete, groups.change, groups.get):
        with pytest.raises(NotFound):
            refused(other.tenant.id, made.name)
    with pytest.raises(NotFound):
        groups.create(uuid7(), "g")
    assert groups.of(app.tenant.id) == [made]
    assert place.stack.database.read_now(lambda database: len(list(read_rows(database)))) == before


def test_the_audit_trail_says_who_came_and_went(place: Place, app: App, groups: ConnectionGroups) -> None:
    second = _person(place, app, "a")
    made = groups.create(app.tenant.id, "trial-7", [second])
    groups.change(app.tenant.id, "trial-7", add=[second])
    groups.change(app.tenant.id, "trial-7", remove=[second])
    groups.delete(app.tenant.id, "trial-7")
    rows = place.stack.database.read_now(lambda database: list(read_rows(database)))
    assert [(row.action, row.connection_id) for row in rows if made.id in row.details] == [
        ("group.created", None),
        ("group.joined", second),
        ("group.left", second),
        ("group.deleted", None),
    ]
    assert made == ConnectionGroup(
        id=made.id, tenant_id=app.tenant.id, name="trial-7", created_at=made.created_at, members=frozenset({second})
    )
